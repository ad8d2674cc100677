//! Money that is added without its amount: 县级配套120万元，加上上述省级资金，全年可用资金640万元.

use serde::Deserialize;

/// Marks that part clauses.
const CLAUSE: &[char] = &['，', '。', '；', '：', '、', ',', ';', '\n'];

/// The words by which a sentence adds what it gives no amount of.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Addend {
    /// Before what is added.
    words: Vec<String>,
    /// Behind what is added to: 在省级补助基础上.
    bases: Vec<String>,
}

impl Addend {
    /// Whether a stretch of text adds something without its amount. What stands behind the last mark may only lead to its figure.
    pub fn lacks_amount(&self, text: &str) -> bool {
        let mut clauses: Vec<&str> = text.split(CLAUSE).map(str::trim).collect();
        let last = clauses.pop().filter(|last| !last.is_empty());
        clauses.iter().any(|clause| self.is_bare(clause) || self.is_added_to(clause)) || last.is_some_and(|last| self.is_bare(last))
    }

    /// 加上级两批资金; 在省级补助基础上.
    fn is_bare(&self, clause: &str) -> bool {
        let begins = self.words.iter().any(|word| clause.starts_with(word.as_str()));
        let ends = self.bases.iter().any(|word| clause.ends_with(word.as_str()));
        !has_figure(clause) && (begins || ends)
    }

    /// 上述资金连同县级配套120万元: what stands before the word has no amount.
    fn is_added_to(&self, clause: &str) -> bool {
        let place = self.words.iter().filter_map(|word| clause.find(word.as_str())).min();
        place.and_then(|place| clause.get(..place)).is_some_and(|before| !before.is_empty() && !has_figure(before))
    }
}

fn has_figure(clause: &str) -> bool {
    clause.contains(|c: char| c.is_ascii_digit())
}
