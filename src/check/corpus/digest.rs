//! What is kept of a document to find those that belong to it: hashes of its sentences, of its title, and of the project it names.

use crate::data::corpus::{Corpus, Projects};
use crate::data::words::is_han;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences shorter than this, in bytes, are anybody's.
const SHORTEST: usize = 48;

/// How many of the first lines may hold the title, and how many of these one title.
const FIRST: usize = 12;
const LINES: usize = 3;

/// A title of fewer characters says nothing without the line above it, and one of more is a sentence.
const TITLE: std::ops::Range<usize> = 8..48;

/// How many neighbours a document has among those that share a key.
const NEIGHBOURS: usize = 3;

/// Sentences that two documents have to share to be read together.
const SHARED: usize = 3;

/// What more documents share is prescribed wording, and nobody's own.
const PRESCRIBED: usize = 8;

/// How much of the shorter document has to stand in the other too, in percent of its bytes: this much if so much of it is not prescribed,
/// and this much whatever it is.
const PART: u64 = 30;
const OWN: u64 = 10;
const WHOLE: u64 = 80;

/// A sentence: a hash, and behind it how long it is. Those of a large corpus are the largest thing in memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Sentence(u64);

impl Sentence {
    /// The bits of the length.
    const LENGTH: u32 = 16;

    fn of(text: &str) -> Self {
        let length = text.len().min((1 << Self::LENGTH) - 1) as u64;
        Sentence(hash(text) << Self::LENGTH | length)
    }

    fn hash(self) -> u64 {
        self.0 >> Self::LENGTH
    }

    fn bytes(self) -> u64 {
        self.0 & ((1 << Self::LENGTH) - 1)
    }
}

/// What is kept of a document.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// The sentences, in order of their hashes.
    sentences: Vec<Sentence>,
    /// Hashes of what titles call their subject.
    titles: Vec<u64>,
    /// The year of the first of these titles that names one.
    year: Option<u16>,
    /// Whether it says what comes from the year before, and what goes into the next.
    carries: [bool; 2],
    /// Hashes of every end of such a subject: what a form may call the project.
    ends: Vec<u64>,
    /// Hashes of the names of projects, if this is a form.
    projects: Vec<u64>,
}

impl Digest {
    /// Of a text as read: one pass over it, without parsing.
    pub fn of(text: &str, corpus: &Corpus) -> Digest {
        let first: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(FIRST).collect();
        let lines: Vec<String> = first.iter().map(|line| bare(line)).collect();
        let subjects: Vec<String> = (0..lines.len()).filter_map(|at| subject(&lines, at, &corpus.projects)).collect();
        let holds = |words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
        let is_form = holds(&corpus.indicators.actual) && holds(&corpus.indicators.names);
        let named = lines.iter().filter_map(|line| project(line, &corpus.projects));
        Digest {
            sentences: sentences(text),
            ends: subjects.iter().flat_map(|subject| ends(subject)).map(hash).collect(),
            projects: named.filter(|_| is_form).map(hash).collect(),
            titles: subjects.iter().map(|subject| hash(subject)).collect(),
            year: first.iter().find_map(|line| year(line)),
            carries: [holds(&corpus.carried_in), holds(&corpus.carried_out)],
        }
    }

    /// Whether so much of the shorter stands in the other too that a rule may ask for the rest.
    fn resembles(&self, other: &Digest, prescribed: &[u64]) -> bool {
        let total = |digest: &Digest| digest.sentences.iter().map(|sentence| sentence.bytes()).sum::<u64>();
        let (mut count, mut bytes, mut own) = (0, 0, 0);
        let mut others = other.sentences.iter().peekable();
        for sentence in &self.sentences {
            let hash = sentence.hash();
            while others.next_if(|other| other.hash() < hash).is_some() {}
            if others.next_if(|other| other.hash() == hash).is_none() {
                continue;
            }
            count += 1;
            bytes += sentence.bytes();
            if prescribed.binary_search(&hash).is_err() {
                own += sentence.bytes();
            }
        }
        let part = |bytes: u64, percent: u64| bytes * 100 >= percent * total(self).min(total(other));
        count >= SHARED && (part(bytes, PART) && part(own, OWN) || part(bytes, WHOLE))
    }

    /// Whether one may say what the other carries into its year: the years of both, where they are known, follow each other.
    fn carries_on(&self, other: &Digest) -> bool {
        let carries = |earlier: &Digest, later: &Digest| {
            let follows = matches!((earlier.year, later.year), (Some(year), Some(next)) if next == year + 1);
            earlier.carries[1] && later.carries[0] && (follows || earlier.year.is_none() || later.year.is_none())
        };
        carries(self, other) || carries(other, self)
    }
}

/// Documents that may belong together, each pair once, in order: those that resemble each other, those of one title where one carries
/// over what the other left, and a report with the form of its project.
pub fn candidates(digests: &[Digest]) -> Vec<(usize, usize)> {
    let sentences = holders(digests, |digest| digest.sentences.iter().map(|sentence| sentence.hash()));
    let common = sentences.chunk_by(same).filter(|group| group.len() > PRESCRIBED);
    let prescribed: Vec<u64> = common.filter_map(|group| group.first()).map(|(key, _)| *key).collect();
    let titles = holders(digests, |digest| digest.titles.iter().copied());
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    pairs.extend(neighbours(digests, &sentences, |one, other| one.resembles(other, &prescribed)));
    pairs.extend(neighbours(digests, &titles, Digest::carries_on));
    pairs.extend(forms(digests));
    pairs.into_iter().collect()
}

/// Every key with the documents that hold it, in order.
fn holders<'d, I: Iterator<Item = u64>>(digests: &'d [Digest], keys: impl Fn(&'d Digest) -> I) -> Vec<(u64, u32)> {
    // This list of a large corpus is the largest thing in memory: it must not be moved while it grows.
    let mut holders: Vec<(u64, u32)> = Vec::with_capacity(digests.iter().map(|digest| keys(digest).count()).sum());
    for (at, digest) in digests.iter().enumerate() {
        holders.extend(keys(digest).map(|key| (key, at as u32)));
    }
    holders.sort_unstable();
    holders.dedup();
    holders
}

fn same((one, _): &(u64, u32), (other, _): &(u64, u32)) -> bool {
    one == other
}

/// Documents that share a key, each with the few that come next, as far as they are wanted.
fn neighbours(digests: &[Digest], holders: &[(u64, u32)], wanted: impl Fn(&Digest, &Digest) -> bool) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in holders.chunk_by(same) {
        for (at, (_, first)) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(at + 1).take(NEIGHBOURS).map(|(_, second)| (*first, *second)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let pairs = pairs.into_iter().map(|(first, second)| (first as usize, second as usize));
    pairs
        .filter(|(first, second)| matches!((digests.get(*first), digests.get(*second)), (Some(one), Some(other)) if wanted(one, other)))
        .collect()
}

/// Forms, each with the few reports whose title ends in the name of its project.
fn forms(digests: &[Digest]) -> Vec<(usize, usize)> {
    let mut forms: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, digest) in digests.iter().enumerate() {
        digest.projects.iter().for_each(|project| forms.entry(*project).or_default().push(at));
    }
    let mut pairs = Vec::new();
    for (at, digest) in digests.iter().enumerate().filter(|(_, digest)| digest.projects.is_empty()) {
        for forms in digest.ends.iter().filter_map(|end| forms.get(end)) {
            let after = forms.partition_point(|form| *form < at);
            let near = forms.iter().skip(after.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS);
            pairs.extend(near.map(|form| (at.min(*form), at.max(*form))));
        }
    }
    pairs
}

fn sentences(text: &str) -> Vec<Sentence> {
    let sentences = text.split(['。', '；', '\n']).filter(|sentence| sentence.len() >= SHORTEST);
    let mut sentences: Vec<Sentence> = sentences.map(Sentence::of).collect();
    sentences.sort_unstable();
    sentences.dedup_by_key(|sentence| sentence.hash());
    // Those of all documents are kept beside each other.
    sentences.shrink_to_fit();
    sentences
}

/// What a title that ends in this line is about: the words before those that speak of an evaluation, taken up with the lines above if
/// they are few.
fn subject(lines: &[String], at: usize, projects: &Projects) -> Option<String> {
    let line = lines.get(at).filter(|line| line.chars().count() < TITLE.end)?;
    let end = projects.evaluation.iter().filter_map(|word| line.find(word.as_str())).min()?;
    let mut subject = core(cut(line.get(..end)?, &projects.scopes), projects).to_owned();
    for above in lines.iter().take(at).rev().take(LINES - 1) {
        if subject.chars().count() >= TITLE.start {
            break;
        }
        subject.insert_str(0, core(above, projects));
    }
    Some(subject)
}

/// The name of the project, if the line has a field or cell for it.
fn project<'l>(line: &'l str, projects: &Projects) -> Option<&'l str> {
    let value = projects.labels.iter().find_map(|label| line.split_once(label.as_str()))?.1;
    let value = value.trim_start_matches(['|', '｜', ':', '：']).split(['|', '｜']).next()?;
    Some(core(cut(value, &projects.units), projects))
}

/// Every end of a subject that is long enough to be the name of a project. A title and a form name one project in different words.
fn ends(subject: &str) -> impl Iterator<Item = &str> {
    let starts = subject.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| subject.get(at..)).filter(|end| end.chars().count() >= 4).take(40)
}

fn cut<'t>(text: &'t str, words: &[String]) -> &'t str {
    words.iter().filter_map(|word| text.find(word.as_str())).min().and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Without the words that every project ends in.
fn core<'n>(name: &'n str, projects: &Projects) -> &'n str {
    let name = name.trim_end_matches(['的', '》']);
    projects.endings.iter().fold(name, |name, ending| name.strip_suffix(ending.as_str()).unwrap_or(name))
}

/// The first four digits of a line that stand before 年.
fn year(line: &str) -> Option<u16> {
    line.match_indices('年').find_map(|(at, _)| line.get(at.checked_sub(4)?..at)?.parse().ok())
}

/// Without white space and digits.
fn bare(text: &str) -> String {
    text.chars().filter(|char| is_han(*char) || !char.is_whitespace() && !char.is_numeric()).collect()
}

/// A hash of the characters that are not white space. Equal texts meet by it; nothing is kept of it between runs.
fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    // White space begins with one of these bytes, or is the wide blank.
    let white = bytes.iter().any(|byte| matches!(byte, 0..=b' ' | 0xC2 | 0xE1 | 0xE2)) || text.contains('\u{3000}');
    if white {
        return hash_of(text.split_whitespace().collect::<String>().as_bytes());
    }
    hash_of(bytes)
}

fn hash_of(bytes: &[u8]) -> u64 {
    let add = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(0, |hash, word| add(hash, u64::from_le_bytes(*word)));
    let hash = rest.iter().fold(hash, |hash, byte| add(hash, u64::from(*byte)));
    // The upper bits of a product are the better ones, and a sentence keeps the lower.
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> Corpus {
        toml::from_str(include_str!("../../../rules/data/corpus.toml")).expect("the embedded data is right")
    }

    #[test]
    fn a_report_meets_the_form_of_its_project_and_the_report_of_the_next_year() {
        let digests: Vec<Digest> = [
            "青山县2022年度农村公路养护项目绩效自评报告\n年末结余3万元。\n",
            "青山县2023年度农村公路养护项目绩效自评报告\n上年结转3万元。\n",
            "项目支出绩效自评表\n（2023年度）\n| 项目名称 | 农村公路养护 |\n| 三级指标 | 实际完成值 |\n",
            "青山县2024年度图书馆开放项目绩效自评报告\n",
        ]
        .map(|text| Digest::of(text, &corpus()))
        .to_vec();
        assert_eq!(candidates(&digests), [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn prescribed_wording_does_not_bring_documents_together() {
        let prescribed = "本项目严格执行国库集中支付制度和政府采购制度。资金使用符合国家财经法规和财务管理制度的规定。项目绩效目标与部门职责密切相关并经集体研究。";
        let own = |at: usize| {
            format!("{prescribed}第{at}个单位把补助资金用在自己的几处工程上并逐一说明。第{at}个单位还写了各处工程的验收情况和付款情况。\n")
        };
        let digests: Vec<Digest> = (0..40).map(|at| Digest::of(&own(at), &corpus())).collect();
        assert_eq!(candidates(&digests), []);
        assert_eq!(candidates(&digests[..2]), [(0, 1)]);
    }

    #[test]
    fn a_thousand_equal_documents_are_not_compared_each_with_each() {
        let text =
            "资金由县财政局按照合同约定的进度直接支付到施工单位。由乡镇负责征地拆迁和施工环境保障工作。经验收全部达到合格标准以上等级。\n";
        let digests = vec![Digest::of(text, &corpus()); 1000];
        assert!(candidates(&digests).len() <= 1000 * NEIGHBOURS);
    }
}
