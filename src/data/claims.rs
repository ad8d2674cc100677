//! The words of claims that figures may contradict.

use serde::Deserialize;

/// Claims in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// That all the money is spent.
    pub payment: Payment,
    /// That the aims are reached.
    pub completion: Completion,
    /// That nothing deviates.
    pub deviation: Deviation,
}

/// All of the money is spent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// 全部
    pub wholes: Vec<String>,
    /// What may stand between.
    pub between: Vec<String>,
    /// 支付
    pub verbs: Vec<String>,
    /// What may stand behind a verb: 完毕.
    pub endings: Vec<String>,
    /// Verbs behind which those who are paid stand without a word between: 打入.
    pub into: Vec<String>,
    /// Before such a name.
    pub shares: Vec<String>,
    /// Names of the whole of the money, of which a share was spent.
    pub budgets: Vec<String>,
    /// Verbs of passing money on.
    pub passed_on: Vec<String>,
    /// How a phrase on the manner of paying begins.
    pub manner_opens: Vec<String>,
    /// And how it ends.
    pub manner_closes: Vec<String>,
    /// Words for all sources of the money: 各级.
    pub sources: Vec<String>,
    /// Rates that are of the whole by their names.
    pub whole_rates: Vec<String>,
    /// How the clause before may end when it leaves something out.
    pub exceptions: Vec<String>,
    /// And what stands in that clause: 无一例外 leaves nothing out.
    pub exception_opens: Vec<String>,
    /// What says that the claim is of a later day than the rates.
    pub later: Vec<String>,
    /// How the clause may go on.
    pub behind: Vec<String>,
    /// Before those who are paid: 给.
    pub toward: Vec<String>,
    /// Those who spend nothing of it themselves: 施工单位.
    pub payees: Vec<String>,
    /// What may not stand before.
    pub not_before: Vec<String>,
}

/// The aims are reached.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// 完成
    pub cores: Vec<String>,
    /// 全面, before a core.
    pub marks: Vec<String>,
    /// What may stand among the marks.
    pub between: Vec<String>,
    /// 了, behind a core.
    pub after: Vec<String>,
    /// Cores that need no mark.
    pub alone: Vec<String>,
    /// Cores that set a figure against its aim.
    pub compares: Vec<String>,
    /// Verbs between a result and the rate of its aim: 完成目标的90%.
    pub reached: Vec<String>,
    /// The same, at the head of a clause behind a count: 为目标的90%.
    pub equals: Vec<String>,
    /// What is spent, and is no work.
    pub spent: Vec<String>,
    /// Between the things that a claim is on.
    pub joints: Vec<String>,
    /// Behind the last of them, where others are left out.
    pub open_ends: Vec<String>,
    /// In a heading: what stands below was to be done.
    pub plans: Vec<String>,
    /// 以上, at the head of a clause: what was just told of is meant.
    pub these: Vec<String>,
    /// Of several years: such an aim is not that of one.
    pub beyond: Vec<String>,
    /// Cores of doing as one was told, which claim that it is done behind the object alone: 任务百分之百落实.
    pub settled: Vec<String>,
    /// What ends in a mark and is none.
    pub averages: Vec<String>,
    /// 目标
    pub objects: Vec<String>,
    /// What leaves the claim general.
    pub general: General,
    /// What may not stand before.
    pub not_before: Vec<String>,
    /// What may not follow.
    pub not_behind: Vec<String>,
    /// What a legend says of the points for it.
    pub points: Vec<String>,
    /// What stands before the same words where a sentence tells the opposite.
    pub not_quite: Vec<String>,
}

/// Words that leave a claim general.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct General {
    /// The words.
    pub words: Vec<String>,
}

/// Nothing deviates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// 不存在
    pub negations: Vec<String>,
    /// 偏差
    pub words: Vec<String>,
    /// In the same clause: the claim is on each indicator.
    pub indicators: Vec<String>,
    /// What may not follow.
    pub not_behind: Vec<String>,
    /// Words that leave the claim general.
    pub general: Vec<String>,
    /// What may stand behind the word, at the end of the claim.
    pub closes: Vec<String>,
    /// Words that leave room for some deviation.
    pub hedges: Vec<String>,
    /// Words for what the money was spent on.
    pub outputs: Vec<String>,
    /// Words for what is no money.
    pub works: Vec<String>,
    /// Words for money.
    pub money: Vec<String>,
    /// How the name of what does not deviate may end.
    pub tails: Vec<String>,
}

/// The longest of some words that a text begins with.
pub fn longest<'w>(words: &'w [String], text: &str) -> Option<&'w str> {
    words.iter().map(String::as_str).filter(|word| text.starts_with(*word)).max_by_key(|word| word.len())
}

/// The longest of some words that a text ends with.
pub fn ending<'w>(words: impl IntoIterator<Item = &'w String>, text: &str) -> Option<&'w str> {
    words.into_iter().map(String::as_str).filter(|word| text.ends_with(*word)).max_by_key(|word| word.len())
}

/// Whether a text holds one of some words.
pub fn holds(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
