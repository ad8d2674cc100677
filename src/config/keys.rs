//! Every key of `gouji.toml`: its shape, what it does, and how it is read. The reader, the schema and the tests follow this table.

use super::read::{ConfigFile, Override};
use super::reader::Reader;
use crate::language::Language;
use toml::Spanned;
use toml::de::DeValue;

/// A key.
pub struct Key<T: 'static> {
    /// Its name.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// Reads its value.
    pub(crate) read: fn(&mut Reader, &mut T, &Spanned<DeValue<'_>>),
}

/// What a value looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text, or several.
    Texts,
    /// Parameters of rules by name.
    Parameters,
    /// Rules and categories by name, each with a level, or with a table of level and parameters.
    Rules,
    /// Tables, each with the keys of [`OVERRIDE`].
    Overrides,
    /// A text.
    Text,
    /// The id of a rule.
    Rule,
    /// The fingerprint of a finding.
    Fingerprint,
    /// A day.
    Date,
    /// Tables, each for one finding that is allowed.
    Allowances,
}

/// The keys of the file.
pub static FILE: &[Key<ConfigFile>] = &[
    Key {
        name: "extend",
        shape: Shape::Texts,
        zh: "先采用这些配置文件的设置（相对于本文件）",
        en: "configuration files whose settings hold first (paths from this file)",
        read: |reader, file, value| file.extend = reader.placed_texts(value),
    },
    Key {
        name: "language",
        shape: Shape::Choice(&["zh", "en"]),
        zh: "输出语言",
        en: "the language of messages",
        read: |reader, file, value| {
            file.language = reader.choice(value, &["zh", "en"]).map(|at| if at == 0 { Language::Chinese } else { Language::English });
        },
    },
    Key {
        name: "rule-dirs",
        shape: Shape::Texts,
        zh: "附加的规则和数据目录（相对于本文件）",
        en: "folders of further rules and data (paths from this file)",
        read: |reader, file, value| file.rule_dirs = reader.placed_texts(value),
    },
    Key {
        name: "include",
        shape: Shape::Texts,
        zh: "只检查目录中符合这些通配式的文件",
        en: "of directories, check only files that match one of these globs",
        read: |reader, file, value| file.include = reader.patterns(value),
    },
    Key {
        name: "exclude",
        shape: Shape::Texts,
        zh: "不检查目录中符合这些通配式的文件",
        en: "of directories, leave out files that match one of these globs",
        read: |reader, file, value| file.exclude = reader.patterns(value),
    },
    Key {
        name: "profile",
        shape: Shape::Parameters,
        zh: "本地区、本部门的口径：对所有带该参数的规则生效",
        en: "what holds in this province or ministry: parameters, for every rule that has them",
        read: |reader, file, value| file.profile = reader.parameters(value),
    },
    Key {
        name: "rules",
        shape: Shape::Rules,
        zh: "各规则或类别的级别和参数",
        en: "levels and parameters of rules and categories",
        read: |reader, file, value| file.rules = reader.rules(value),
    },
    Key {
        name: "override",
        shape: Shape::Overrides,
        zh: "只对部分文件生效的设置",
        en: "settings for some files only",
        read: |reader, file, value| file.overrides = reader.overrides(value),
    },
];

/// The keys of an `[[override]]`.
pub static OVERRIDE: &[Key<Override>] = &[
    Key {
        name: "paths",
        shape: Shape::Texts,
        zh: "对符合这些通配式的文件生效",
        en: "globs of the files for which it holds",
        read: |reader, part, value| part.paths = reader.patterns(value),
    },
    Key {
        name: "rules",
        shape: Shape::Rules,
        zh: "各规则或类别的级别和参数",
        en: "levels and parameters of rules and categories",
        read: |reader, part, value| part.rules = reader.rules(value),
    },
];

/// Every level of a rule.
pub static LEVELS: &[&str] = &["off", "on", "info", "warning", "error"];
