//! The kinds of facts about totals and their parts.

use crate::facts::{Field, Kind, Type};

/// A claim that figures make up another.
pub static SUM: Kind = Kind {
    name: "sum",
    zh: "总数与分项",
    en: "a total and its parts",
    fields: &[
        Field {
            name: "measure",
            ty: Type::Text,
            zh: "计量类别：money、quantity、count、score",
            en: "what is added: money, quantity, count or score",
        },
        Field { name: "connector", ty: Type::Text, zh: "关联词", en: "the connector" },
        Field { name: "total", ty: Type::Number, zh: "总数", en: "the total" },
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "分项", en: "the parts" },
        Field { name: "complete", ty: Type::Truth, zh: "措辞表明已列全部分项", en: "the words say that all parts are named" },
        Field {
            name: "partial", ty: Type::Truth, zh: "措辞表明只列部分分项", en: "the words say that only some parts are named"
        },
        Field {
            name: "announced",
            ty: Type::Number,
            zh: "宣布的分项个数（与所列相符时）",
            en: "the announced number of parts, when as many are listed",
        },
        Field { name: "closing", ty: Type::Truth, zh: "总数在分项之后", en: "the total stands behind its parts" },
        Field { name: "readings", ty: Type::List(&Type::Fact("tally")), zh: "可能的读法", en: "the plausible readings" },
        Field {
            name: "slips",
            ty: Type::List(&Type::Fact("slip")),
            zh: "改读一个单位后相符的读法",
            en: "readings with one unit changed that add up",
        },
        Field {
            name: "repairs",
            ty: Type::List(&Type::Fact("repair")),
            zh: "改动一键即相符的数",
            en: "figures that one keystroke makes add up",
        },
        Field { name: "colon", ty: Type::Truth, zh: "分项列在冒号之后", en: "the parts are listed behind a colon" },
        Field {
            name: "continued",
            ty: Type::Truth,
            zh: "总数在上一段",
            en: "the total stands in the paragraph before, where no word ties it to the parts",
        },
    ],
    uses: &[],
    extract: Some(super::extract),
};

/// One reading of a sum.
pub static TALLY: Kind = Kind {
    name: "tally",
    zh: "总数与分项的一种读法",
    en: "one reading of a total and its parts",
    fields: &[
        Field { name: "total", ty: Type::Number, zh: "总数", en: "the total" },
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "分项", en: "the parts" },
    ],
    uses: &["sum"],
    extract: None,
};

/// A part and the figures that may be its total.
pub static PART: Kind = Kind {
    name: "part",
    zh: "最大的分项及其总数",
    en: "the greatest part of a list and the figures that may be its total",
    fields: &[
        Field { name: "measure", ty: Type::Text, zh: "计量类别", en: "what is counted" },
        Field { name: "part", ty: Type::Number, zh: "分项", en: "the part" },
        Field { name: "label", ty: Type::Text, zh: "分项名称", en: "the part's name" },
        Field { name: "totals", ty: Type::List(&Type::Number), zh: "可能的总数", en: "the figures that may be its total" },
        Field { name: "change", ty: Type::Truth, zh: "是否为增减额", en: "whether these are changes" },
    ],
    uses: &["sum", "execution"],
    extract: None,
};

/// A sum that adds up when one operand is read in another unit.
pub static SLIP: Kind = Kind {
    name: "slip",
    zh: "改读单位",
    en: "a unit read otherwise",
    fields: &[
        Field { name: "written", ty: Type::Number, zh: "文中的数", en: "the figure as written" },
        Field { name: "meant", ty: Type::Text, zh: "改读的数", en: "the figure in the other unit" },
        Field { name: "total", ty: Type::Number, zh: "改读后的总数", en: "the total, so read" },
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "改读后的分项", en: "the parts, so read" },
        Field { name: "printed_total", ty: Type::Number, zh: "文中的总数", en: "the total as written" },
        Field { name: "printed_parts", ty: Type::List(&Type::Number), zh: "文中的分项", en: "the parts as written" },
        Field { name: "unit", ty: Type::Text, zh: "改读的单位", en: "the other unit" },
    ],
    uses: &["sum"],
    extract: None,
};

/// A figure of a sum that one keystroke makes add up.
pub static REPAIR: Kind = Kind {
    name: "repair",
    zh: "一键之差",
    en: "one keystroke off",
    fields: &[
        Field { name: "figure", ty: Type::Number, zh: "文中的数", en: "the figure as written" },
        Field { name: "digits", ty: Type::Number, zh: "有效数字位数", en: "its significant digits" },
        Field { name: "how", ty: Type::Text, zh: "差别：digit、swap、length", en: "the difference: digit, swap or length" },
    ],
    uses: &["sum"],
    extract: None,
};
