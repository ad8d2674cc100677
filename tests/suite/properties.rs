//! The properties of the fuzz targets, over random inputs; and the inputs that once broke them.

#[path = "../support/properties.rs"]
pub mod hold;

use proptest::prelude::*;

/// Pieces of reports, of rules and of configurations, so that random texts reach deep.
const PIECES: &[&str] = &[
    "一、",
    "（一）",
    "1.",
    "（1）",
    "项目概况",
    "绩效目标",
    "：",
    "。",
    "，",
    "；",
    "、",
    "\n",
    "\r\n",
    "\r",
    " ",
    "　",
    "\t",
    "|",
    "一级指标",
    "分值",
    "得分",
    "合计",
    "100",
    "98.5",
    "%",
    "万元",
    "其中",
    "共",
    "占",
    "同比增长",
    "2023年",
    "5月1日",
    "财预〔2020〕10号",
    "[2020]",
    "《",
    "》",
    "（",
    "）",
    "“",
    "”",
    "□",
    "☑",
    "台帐",
    "拔付",
    "的的",
    "。。",
    "XX",
    "为优",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}",
    "\0",
    "\u{2028}",
    "𠮷",
    "<!-- gouji: allow text — ",
    " -->",
    "项目支出绩效自评表",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,4}"];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A text of the project with a few bytes put elsewhere: nearly right, so that it is not refused at its first word.
fn damaged(sources: &'static [&'static str]) -> impl Strategy<Value = String> {
    let edits =
        prop::collection::vec((0.0..1.0f64, 0usize..6, prop_oneof![prop::sample::select(PIECES).prop_map(str::to_owned), ".{0,3}"]), 1..4);
    (prop::sample::select(sources), edits).prop_map(|(source, edits)| {
        edits.into_iter().fold(source.to_owned(), |mut text, (place, length, piece)| {
            let start = text.floor_char_boundary((place * text.len() as f64) as usize);
            let end = text.floor_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end.max(start), &piece);
            text
        })
    })
}

const RULES: &[&str] = &[include_str!("../../rules/text/typo.toml")];
const DATA: &[&str] = &[
    concat!("connectors\n", include_str!("../../rules/data/connectors.toml")),
    concat!("forms\n", include_str!("../../rules/data/forms.toml")),
    concat!("units\n", include_str!("../../rules/data/units.toml")),
    concat!("vocabulary\n", include_str!("../../rules/data/vocabulary.toml")),
];
const CONFIGURATIONS: &[&str] = &[
    include_str!("../../src/config/template.toml"),
    "exclude = [\"草稿/**\", \"*.md\"]\n[rules]\ntext = \"off\"\ntypo = \"warning\"\nexecution-rate = { level = \"error\" }\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_reported_on_in_their_places(bytes in prop_oneof![text().prop_map(String::into_bytes), any::<Vec<u8>>()]) {
        hold::report(&bytes);
    }

    #[test]
    fn any_text_is_repaired_once_and_for_all(text in text()) {
        hold::repairs(text.as_bytes());
    }

    #[test]
    fn any_finding_can_be_shown(path in ".{0,20}", text in text(), places in prop::collection::vec((0u16..400, 0u16..60, ".{0,20}"), 0..6)) {
        hold::invented(&path, &text, &places);
    }

    #[test]
    fn any_expression_is_refused_in_its_place_or_has_a_value(kind: u16, source in ".{0,60}") {
        hold::expression(kind, &source);
    }

    #[test]
    fn any_rule_file_is_refused_in_its_place_or_runs(source in damaged(RULES)) {
        hold::rule_file(&source);
    }

    #[test]
    fn any_configuration_is_refused_in_its_place_or_holds(source in damaged(CONFIGURATIONS)) {
        hold::configuration(&source);
    }
}

proptest! {
    // Every case reads all data anew.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn any_data_file_is_refused_or_used(source in damaged(DATA)) {
        hold::data_file(&source);
    }
}

/// A label without width at the end of a row that fills the terminal.
#[test]
fn a_place_behind_the_last_character_of_a_full_row_is_drawn_on_the_terminal() {
    let text = "7".repeat(75);
    hold::invented("报告.txt", &text, &[(75, 0, "执行数".to_owned())]);
}
