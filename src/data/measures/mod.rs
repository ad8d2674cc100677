//! What figures measure: the words of amounts, counts and rates, found in one pass over a paragraph.

mod file;
mod word;

pub use word::{Mark, Role, Roles, Word};

use crate::data::forms::Stage;
use crate::data::labels::Phrases;
use crate::error::Wrong;
use crate::packed::Toml;
use crate::text::Span;
use crate::values::Words;
use serde::Deserialize;

/// An index into [`Measures::measures`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct MeasureId(pub u16);

/// An index into [`Measures::rates`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct RateId(pub u16);

/// The measures and rates of a field, ready to be found.
#[derive(Debug, Default)]
pub struct Measures {
    /// Amounts and counts.
    pub measures: Vec<Measure>,
    /// Percentages of one measure in another.
    pub rates: Vec<Rate>,
    /// What is left over.
    pub remainders: Vec<Remainder>,
    /// Words for whose money it is.
    pub levels: Vec<String>,
    /// Words for what is left over.
    pub left: Left,
    /// Words of accounts.
    pub account: Words<Entry>,
    words: Words<Word>,
}

/// A quantity that reports state as an amount or a count.
#[derive(Debug)]
pub struct Measure {
    /// The name in rules.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Whether it is an amount of money; else a count.
    pub money: bool,
    /// Whether its words are general nouns, which any other word outweighs.
    pub weak: bool,
    /// Whether it is money provided, and neither spent nor of another stage.
    pub provision: bool,
    /// Whether its words name classes of spending.
    pub classes: bool,
    /// The column of a form that states it, too.
    pub stage: Option<Stage>,
}

/// A percentage of one measure in another.
#[derive(Debug)]
pub struct Rate {
    /// The name in rules.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// What it is of, where claims and shares ask for it.
    pub of: Option<Of>,
    /// What may be counted, the most usual first.
    pub numerators: Vec<MeasureId>,
    /// What it may be counted in, the most usual first.
    pub denominators: Vec<MeasureId>,
    /// What the base may hold besides one of these.
    pub added: Vec<MeasureId>,
    /// Whether it may be over 100%.
    pub exceeds: bool,
    /// Whether its counts compare in whatever they are counted: each questionnaire is that of one person or household.
    pub across: bool,
}

/// What a rate is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// The money that there was to spend: 执行率.
    Spending,
    /// What was planned to be done: 完成率.
    Work,
}

/// A measure that is what is left over: incoming less outgoing.
#[derive(Debug)]
pub struct Remainder {
    /// The measure.
    pub of: MeasureId,
    /// What was carried in.
    pub carried: Vec<MeasureId>,
    /// What came in beside what was carried in.
    pub income: Vec<MeasureId>,
    /// What there was, where nothing is said of what was carried in.
    pub incoming: Vec<MeasureId>,
    /// What went.
    pub outgoing: Vec<MeasureId>,
    /// What may have gone besides, wherever the report tells of it.
    pub taken: Vec<MeasureId>,
    /// Whether it may come about by income alone.
    pub grows: bool,
}

/// Words that say that a figure is what is left over of another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Left {
    /// The others: 其余, 余下.
    pub rest: Vec<String>,
    /// Before what was not done with them: 未, 尚未.
    pub not: Vec<String>,
    /// What was not spent of a budget, against which it is told: 比预算节约.
    pub saved: Vec<String>,
    /// Before a word: its contrary. 未追加, 不够及时.
    pub contrary: Vec<char>,
    /// Before a word: it is yet to be done. 应验收.
    pub due: Vec<String>,
    /// Words with those that mean the contrary: 达标 and 超标.
    pub opposites: Vec<[String; 2]>,
    /// Money that is left over or lacking: 余款, 还差.
    pub money: Phrases,
}

/// What a word before a figure makes of it in an account of money, stores, debts or herds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// The beginning of the time: 年初, 上年末.
    Begins,
    /// The end of it: 年末, 年底.
    Ends,
    /// What there is at a time: 余额, 库存.
    Stock,
    /// Behind the beginning or the end of the time: what there is. 年初有.
    Is,
    /// It is to come in: 安排, 下达.
    Due,
    /// It came in.
    Into,
    /// It was passed on: 拨付.
    Passed,
    /// It went out.
    Out,
    /// It is a part of what was told before.
    Within,
    /// It is something else, though it holds one of the others.
    Other,
}

impl Measures {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Measures, Wrong> {
        file::measures(toml)
    }

    /// The words of a text with their byte ranges, from left to right, the longest at each place.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (std::ops::Range<usize>, Word)> + 'a {
        self.words.find(text).map(|(range, word)| (range, *word))
    }

    /// What is left of a text without the words of measures, fillers and neutral words; one character is nothing.
    pub fn leftover(&self, text: &str) -> Option<Span> {
        let mut known = 0;
        let mut left: Option<Span> = None;
        let ends = self.find(text).map(|(range, _)| range).chain(std::iter::once(text.len()..text.len()));
        for range in ends {
            let between = text.get(known..range.start).unwrap_or("");
            if between.chars().filter(|char| char.is_alphanumeric()).nth(1).is_some() {
                let span = Span::new(known, range.start);
                left = Some(left.map_or(span, |left| left.to(span)));
            }
            known = range.end;
        }
        left
    }

    /// The measure that a column of a form states.
    pub fn of_stage(&self, stage: Stage) -> Option<MeasureId> {
        self.measures.iter().position(|measure| measure.stage == Some(stage)).map(|at| MeasureId(at as u16))
    }

    /// The rate of spending, or of work.
    pub fn rate_of(&self, of: Of) -> Option<&Rate> {
        self.rates.iter().find(|rate| rate.of == Some(of))
    }

    /// A measure.
    pub fn measure(&self, id: MeasureId) -> Option<&Measure> {
        self.measures.get(usize::from(id.0))
    }

    /// A rate.
    pub fn rate(&self, id: RateId) -> Option<&Rate> {
        self.rates.get(usize::from(id.0))
    }
}
