//! Every key of a rule file: its shape and what it says. Schemas and editors follow this table; the tests hold it against the
//! structures of [`super::file`], which read the file.

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether a file without it is refused.
    pub required: bool,
    /// What it says, in Chinese.
    pub zh: &'static str,
    /// What it says, in English.
    pub en: &'static str,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The id: lower case, words joined by hyphens.
    Id,
    /// A level of gravity.
    Severity,
    /// How safe a repair is.
    Safety,
    /// Yes or no.
    Truth,
    /// Words.
    Text,
    /// A kind of fact, perhaps with a condition.
    Selector,
    /// An expression of the rule language.
    Expression,
    /// Expressions, in order.
    List,
    /// Expressions by the names that messages give them.
    Expressions,
    /// Thresholds by name.
    Parameters,
    /// Reports by file name.
    Reports,
    /// Expressions, each alone or as a table with these keys.
    Labelled(&'static [Key]),
    /// One table.
    Table(&'static [Key]),
    /// Several tables.
    Tables(&'static [Key]),
}

const fn must(name: &'static str, shape: Shape, zh: &'static str, en: &'static str) -> Key {
    Key { name, shape, required: true, zh, en }
}

const fn may(name: &'static str, shape: Shape, zh: &'static str, en: &'static str) -> Key {
    Key { name, shape, required: false, zh, en }
}

/// The keys of the file.
pub static FILE: &[Key] = &[
    must("id", Shape::Id, "规则名，与文件名相同", "names the defect; equal to the file's name"),
    must("severity", Shape::Severity, "严重程度", "how grave a finding is"),
    may("enabled", Shape::Truth, "是否默认启用", "whether the rule runs unless a configuration says otherwise"),
    must("since", Shape::Text, "从哪个版本起有此规则", "the version that brought it"),
    must("title", Shape::Table(BILINGUAL), "一行标题", "one line"),
    must("message", Shape::Table(BILINGUAL), "报告的句子，{名称} 代表数值", "the finding's sentence, with {names}"),
    may("help", Shape::Table(BILINGUAL), "怎样改正，{名称} 代表数值", "what would make it hold, with {names}"),
    must("rationale", Shape::Table(BILINGUAL), "为什么要查，何时会误报", "why a reviewer cares, and when the rule is wrong"),
    may("references", Shape::Tables(REFERENCE), "依据的文件", "the documents that the rule rests on"),
    may(
        "parameters",
        Shape::Parameters,
        "阈值和允许的误差，配置文件可改",
        "thresholds and tolerances, by name; a configuration may change them",
    ),
    must("check", Shape::Table(CHECK), "判断标准", "the criterion"),
    may("show", Shape::Expressions, "句子中用到的数值", "values for the sentences, by name"),
    may("fix", Shape::Table(FIX), "怎样自动改正", "the repair"),
    may("pass", Shape::Tables(EXAMPLE), "不应报告的例子", "reports on which the rule stays silent"),
    may("fail", Shape::Tables(EXAMPLE), "应当报告的例子，用 « » 标出位置", "reports on which it speaks; « and » mark the places"),
];

/// A text in both languages.
pub static BILINGUAL: &[Key] = &[must("zh", Shape::Text, "中文", "Chinese"), must("en", Shape::Text, "英文", "English")];

/// A document that a rule rests on.
pub static REFERENCE: &[Key] = &[
    must("title", Shape::Text, "标题和文号", "title and document number"),
    may("article", Shape::Text, "条款", "the article, when one is meant"),
];

/// The criterion.
pub static CHECK: &[Key] = &[
    must("for", Shape::Selector, "检查哪一种事实，where 之后是条件", "the kind of fact, with `where …` to choose among them"),
    may("reading", Shape::Expression, "几种读法，有一种成立即可：r in it.readings", "plausible readings, of which one has to hold"),
    may("let", Shape::Tables(LET), "给表达式起的名称", "names for expressions"),
    must("assert", Shape::Expression, "怎样才算正确", "what is right"),
    may(
        "doubtful",
        Shape::Expression,
        "成立时这几个数未必相关，只作提示",
        "where it holds the figures may not belong together, and the finding is an info",
    ),
    must("at", Shape::Expression, "不正确时指向哪里", "where to point when it is not"),
    may("with", Shape::Labelled(WITH), "同时标出的位置", "further values to label"),
    may("about", Shape::Expression, "同一位置可能有几个问题时，以什么区分", "what tells findings at one place apart"),
];

/// A name for an expression.
pub static LET: &[Key] = &[must("name", Shape::Text, "名称", "the name"), must("be", Shape::Expression, "表达式", "the expression")];

/// A value to label, with words.
pub static WITH: &[Key] = &[
    must("at", Shape::Expression, "位置", "the value"),
    must("zh", Shape::Text, "中文标签", "the label in Chinese"),
    must("en", Shape::Text, "英文标签", "the label in English"),
];

/// The repair.
pub static FIX: &[Key] = &[
    must("safety", Shape::Safety, "能否不经询问就改", "whether it may be applied unasked"),
    may("edits", Shape::Tables(EDIT), "替换什么", "what is replaced"),
    may(
        "figures",
        Shape::List,
        "参与核对的数；改动其中一处一键即全部相符时，提供这一改法",
        "the figures of the relation; a keystroke in one of them is offered when nothing else makes all hold",
    ),
];

/// One replacement.
pub static EDIT: &[Key] = &[
    must("at", Shape::Expression, "被替换的内容", "the value whose place is replaced"),
    must("by", Shape::Expression, "换成什么", "by what"),
];

/// A report, or several, on which a rule is tried.
pub static EXAMPLE: &[Key] = &[
    must("name", Shape::Text, "说明什么，用英文", "what it shows, in English"),
    may("zh", Shape::Text, "说明什么，用中文", "what it shows, in Chinese"),
    may("report", Shape::Text, "报告的内容", "the report"),
    may("reports", Shape::Reports, "几份报告，用于多份对照的规则", "several reports, for rules that compare documents"),
    may("severity", Shape::Severity, "问题的级别，与规则不同时写明", "how grave its findings are, where that is not what the rule says"),
    may("fixed", Shape::Text, "改正之后的内容", "the report after the repair"),
];

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;
    use serde::de::{self, Deserialize, Deserializer, Visitor};
    use std::fmt;

    /// Reads nothing, and tells the names that a structure asks for.
    struct Names;

    #[derive(Debug)]
    struct Told(Vec<&'static str>);

    impl fmt::Display for Told {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{:?}", self.0)
        }
    }

    impl std::error::Error for Told {}

    impl de::Error for Told {
        fn custom<T: fmt::Display>(message: T) -> Self {
            panic!("{message}")
        }
    }

    impl<'de> Deserializer<'de> for Names {
        type Error = Told;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Told> {
            panic!("not a structure")
        }

        fn deserialize_struct<V: Visitor<'de>>(self, _: &str, fields: &'static [&'static str], _: V) -> Result<V::Value, Told> {
            Err(Told(fields.to_vec()))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
            seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    fn names<'de, T: Deserialize<'de>>() -> Vec<&'static str> {
        match T::deserialize(Names) {
            Ok(_) => panic!("read from nothing"),
            Err(Told(names)) => names,
        }
    }

    #[test]
    fn the_table_names_what_the_structures_read() {
        let told = |keys: &[Key]| keys.iter().map(|key| key.name).collect::<Vec<_>>();
        assert_eq!(told(FILE), names::<file::RuleFile>());
        assert_eq!(told(BILINGUAL), names::<file::Bilingual>());
        assert_eq!(told(REFERENCE), names::<file::Reference>());
        assert_eq!(told(CHECK), names::<file::Check>());
        assert_eq!(told(LET), names::<file::Let>());
        assert_eq!(told(FIX), names::<file::FixFile>());
        assert_eq!(told(EDIT), names::<file::EditFile>());
        assert_eq!(told(EXAMPLE), names::<file::Example>());
    }

    #[test]
    fn what_is_required_may_not_be_missing() {
        let whole: toml::Table = WHOLE.parse().expect("a table");
        for key in FILE {
            let mut part = whole.clone();
            part.remove(key.name);
            assert_eq!(toml::from_str::<file::RuleFile>(&part.to_string()).is_err(), key.required, "{}", key.name);
        }
        for key in CHECK {
            let mut part = whole.clone();
            part["check"].as_table_mut().expect("a table").remove(key.name);
            assert_eq!(toml::from_str::<file::RuleFile>(&part.to_string()).is_err(), key.required, "{}", key.name);
        }
    }

    const WHOLE: &str = "id = 'a'\nseverity = 'error'\nsince = '0.1.0'\ntitle = { zh = '甲', en = 'a' }\nmessage = { zh = '甲', en = 'a' }
rationale = { zh = '甲', en = 'a' }\n[check]\nfor = 'date'\nassert = 'true'\nat = 'it'";
}
