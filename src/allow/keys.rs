//! Every key of the file: its shape, what it says, and how it is read.

use super::read::Draft;
use crate::config::Reader;
use crate::config::keys::{Key, Shape};

/// The keys of the file.
pub static FILE: &[Key<Vec<Draft>>] = &[Key {
    name: "allow",
    shape: Shape::Allowances,
    zh: "放行的问题，一项一个 [[allow]]",
    en: "the findings that are allowed, each an [[allow]]",
    read: |reader, drafts, value| {
        *drafts =
            reader.tables(value, ("若干个 [[allow]] 表", "tables: [[allow]]")).into_iter().map(|table| draft(reader, table)).collect();
    },
}];

/// The keys of an `[[allow]]`.
pub static ENTRY: &[Key<Draft>] = &[
    Key {
        name: "rule",
        shape: Shape::Rule,
        zh: "规则名",
        en: "the rule's id",
        read: |reader, draft, value| draft.rule = reader.placed_text(value),
    },
    Key {
        name: "path",
        shape: Shape::Text,
        zh: "报告的路径（相对于本文件，可用通配符）",
        en: "the path of the report from this file; globs may be used",
        read: |reader, draft, value| draft.path = reader.placed_text(value),
    },
    Key {
        name: "fingerprint",
        shape: Shape::Fingerprint,
        zh: "问题的指纹，16 位十六进制数，见 --format json",
        en: "the fingerprint of the finding, 16 hexadecimal digits, as `--format json` shows it",
        read: |reader, draft, value| draft.fingerprint = reader.placed_text(value),
    },
    Key {
        name: "reason",
        shape: Shape::Text,
        zh: "放行的理由",
        en: "why the finding may stand",
        read: |reader, draft, value| draft.reason = reader.placed_text(value),
    },
    Key {
        name: "who",
        shape: Shape::Text,
        zh: "由谁放行",
        en: "who says so",
        read: |reader, draft, value| draft.who = reader.placed_text(value),
    },
    Key {
        name: "until",
        shape: Shape::Date,
        zh: "放行到哪一天（含当天）",
        en: "the last day on which it holds",
        read: |reader, draft, value| draft.until = reader.placed_date(value),
    },
];

/// The keys that no entry may lack.
pub static REQUIRED: &[&str] = &["rule", "path", "fingerprint", "reason"];

fn draft(reader: &mut Reader, (table, at): (&toml::de::DeTable<'_>, crate::text::Span)) -> Draft {
    let mut draft = Draft { at, ..Draft::default() };
    reader.keys(table, ENTRY, &mut draft);
    draft
}
