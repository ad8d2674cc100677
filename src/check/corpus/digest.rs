//! What is kept of a document to find those that belong to it: hashes of its sentences, of its title, and of the project it names.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Sentences shorter than this, in characters, are anybody's.
const SHORTEST: usize = 16;

/// How many of the first lines may hold the title.
const FIRST: usize = 12;

/// How many neighbours a document has among those that share a key.
const NEIGHBOURS: usize = 3;

/// Sentences that two documents have to share to be read together.
const SHARED: usize = 3;

/// What is kept of a document.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// Hashes of the sentences without white space.
    sentences: Vec<u64>,
    /// Hashes of the lines that may be the title, and of the name of the project, without digits.
    names: Vec<u64>,
}

impl Digest {
    /// Of a text as read: one pass over it, without parsing.
    pub fn of(text: &str) -> Digest {
        let sentences = text.split(['。', '；', '\n']).map(str::trim).filter(|sentence| sentence.len() >= SHORTEST * 3);
        let mut digest = Digest { sentences: sentences.map(|sentence| hash(sentence, |_| true)).collect(), names: Vec::new() };
        digest.sentences.sort_unstable();
        digest.sentences.dedup();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(FIRST);
        digest.names = lines.flat_map(names).map(|name| hash(&name, |char| !char.is_numeric())).collect();
        digest
    }
}

/// Documents that may belong together, each pair once, in order.
pub fn candidates(digests: &[Digest]) -> Vec<(usize, usize)> {
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    neighbours(digests, |digest| &digest.sentences, |pair| *shared.entry(pair).or_default() += 1);
    let mut pairs: BTreeSet<(usize, usize)> = shared.into_iter().filter(|(_, count)| *count >= SHARED).map(|(pair, _)| pair).collect();
    neighbours(
        digests,
        |digest| &digest.names,
        |pair| {
            pairs.insert(pair);
        },
    );
    pairs.into_iter().collect()
}

/// Documents that share a key, each with the few that come next.
fn neighbours(digests: &[Digest], keys: impl Fn(&Digest) -> &Vec<u64>, mut found: impl FnMut((usize, usize))) {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, digest) in digests.iter().enumerate() {
        for key in keys(digest) {
            let holders = holders.entry(*key).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    for holders in holders.values() {
        for (place, &first) in holders.iter().enumerate() {
            holders.iter().skip(place + 1).take(NEIGHBOURS).for_each(|&second| found((first, second)));
        }
    }
}

/// What a line among the first may name: a title that speaks of an evaluation by its subject, a field or cell by its value. A title and
/// a form name one project in different words, so every way to begin a title gives a name of its own.
fn names(line: &str) -> Vec<String> {
    let bare: String = line.chars().filter(|char| !char.is_whitespace()).collect();
    if let Some((_, value)) = bare.split_once("项目名称") {
        let value: String = value.trim_start_matches(['|', ':', '：']).chars().take_while(|char| !['|', '｜'].contains(char)).collect();
        let value = cut(&value, &["主管部门", "实施单位", "预算单位"]);
        return Vec::from([core(value)]);
    }
    let Some(subject) = bare.find("绩效").and_then(|at| bare.get(..at)) else { return Vec::new() };
    let subject = core(cut(subject, &["财政支出"]));
    let starts = subject.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| subject.get(at..)).filter(|rest| rest.chars().count() >= 4).map(str::to_owned).take(40).collect()
}

fn cut<'t>(text: &'t str, words: &[&str]) -> &'t str {
    words.iter().filter_map(|word| text.find(word)).min().and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Without the words that every project ends in, and without digits.
fn core(name: &str) -> String {
    let bare: String = name.chars().filter(|char| !char.is_numeric()).collect();
    bare.trim_end_matches(['的', '》']).trim_end_matches("专项资金").trim_end_matches("项目支出").trim_end_matches("项目").to_owned()
}

fn hash(text: &str, keep: impl Fn(char) -> bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.chars().filter(|char| !char.is_whitespace() && keep(*char)).for_each(|char| char.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_meets_the_form_of_its_project_and_the_report_of_the_next_year() {
        let digests: Vec<Digest> = [
            "青山县2022年度农村公路养护项目绩效自评报告\n",
            "青山县2023年度农村公路养护项目绩效自评报告\n",
            "项目支出绩效自评表\n（2023年度）\n| 项目名称 | 农村公路养护 |\n",
            "青山县2023年度图书馆开放项目绩效自评报告\n",
        ]
        .map(Digest::of)
        .to_vec();
        assert_eq!(candidates(&digests), [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn a_thousand_equal_documents_are_not_compared_each_with_each() {
        let text =
            "资金由县财政局按照合同约定的进度直接支付到施工单位。由乡镇负责征地拆迁和施工环境保障工作。经验收全部达到合格标准以上等级。\n";
        let digests = vec![Digest::of(text); 1000];
        assert!(candidates(&digests).len() <= 1000 * NEIGHBOURS);
    }
}
