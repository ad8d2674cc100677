//! What a finding is known by in later runs.
//!
//! The fingerprint is the 64-bit FNV-1a hash of these parts in UTF-8, each followed by the byte 0x1F:
//!
//! 1. the rule's id;
//! 2. what the finding is about, for rules that say so;
//! 3. the text of its place;
//! 4. the sentence in which the place begins; outside sentences the heading, the row or the line of the form; of one longer than 1024
//!    bytes, its own hash in 16 hexadecimal digits;
//! 5. the texts of the places of this document that take part, in their order;
//! 6. of findings that agree in all of these, the number of those before it in the document.
//!
//! White space and remarks to this program are left out, and full-width forms count as ASCII. So a finding keeps its fingerprint when lines move, when the text is
//! wrapped, encoded or spaced differently, when other sentences change, and in either language. It gets another when its own words, its
//! sentence or the figures that take part change, since what was said of the old text need not hold for the new.

use crate::finding::{Finding, Fingerprint};
use crate::syntax::{self, Document};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Sets the fingerprints of the findings of a document, which stand in order of their places.
pub(super) fn assign(document: &Document<'_>, findings: &mut [Finding]) {
    let mut twins: BTreeMap<u64, u32> = BTreeMap::new();
    let mut surroundings = Surroundings::default();
    let remarked = !syntax::remarks(document.source).is_empty();
    for finding in findings {
        let hash = hash(document, finding, remarked, &mut surroundings);
        let twin = twins.entry(hash.0).or_default();
        finding.fingerprint = Fingerprint(hash.part(&twin.to_string()).0);
        *twin += 1;
    }
}

/// `remarked`: whether the document has remarks at all.
fn hash<'d>(document: &'d Document<'_>, finding: &Finding, remarked: bool, surroundings: &mut Surroundings<'d>) -> Fnv {
    let own = Fnv::new().part(&finding.rule).part(finding.about.as_deref().unwrap_or(""));
    let text = |span: Span| match span.of(document.source) {
        text if remarked => without_remarks(text),
        text => Cow::Borrowed(text),
    };
    let placed = surroundings.part(around(document, finding.span), own.part(&text(finding.span)));
    let related = finding.related.iter().filter(|label| label.path.is_none());
    related.fold(placed, |hash, label| hash.part(&text(label.span)))
}

/// A remark to this program is no part of the report.
pub(super) fn without_remarks(text: &str) -> Cow<'_, str> {
    let remarks = syntax::remarks(text);
    if remarks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bare = text.to_owned();
    remarks.iter().rev().for_each(|remark| bare.replace_range(remark.span.range(), ""));
    Cow::Owned(bare)
}

/// The sentence, else the block, in which a place of the source begins.
fn around<'d>(document: &'d Document<'_>, place: Span) -> &'d str {
    let source = |span: Span| document.flow.source(span);
    let within = |span: Span| (source(span).start <= place.start && place.start < source(span).end).then_some(span);
    let sentences = &document.sentences;
    let sentence = sentences.partition_point(|sentence| source(sentence.span).start <= place.start).checked_sub(1);
    let sentence = sentence.and_then(|at| sentences.get(at)).and_then(|sentence| within(sentence.span));
    let block = || {
        let at = document.blocks.partition_point(|block| source(block.span).start <= place.start).checked_sub(1)?;
        document.blocks.get(at).and_then(|block| within(block.span))
    };
    sentence.or_else(block).map_or("", |span| span.of(&document.flow.text))
}

/// A long sentence is hashed once, however many findings stand in it.
#[derive(Default)]
struct Surroundings<'d> {
    text: &'d str,
    hash: Fingerprint,
}

/// The longest sentence, in bytes, that is hashed for every finding in it.
const LONGEST: usize = 1024;

impl<'d> Surroundings<'d> {
    /// Takes the surroundings of a finding into its hash.
    fn part(&mut self, text: &'d str, hash: Fnv) -> Fnv {
        if text.len() <= LONGEST {
            return hash.part(text);
        }
        if !std::ptr::eq(self.text, text) {
            *self = Surroundings { text, hash: Fingerprint(Fnv::new().part(text).0) };
        }
        hash.part(&self.hash.to_string())
    }
}

/// The state of an FNV-1a hash.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    const fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn byte(self, byte: u8) -> Fnv {
        Fnv((self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    fn part(self, text: &str) -> Fnv {
        let (mut hash, mut rest) = (self, text);
        loop {
            // Of most texts this is all: ideographs, which are neither white space nor full-width forms.
            while let [first @ 0xE4..=0xE9, second, third, ..] = *rest.as_bytes() {
                hash = hash.byte(first).byte(second).byte(third);
                rest = &rest[3..];
            }
            let Some(character) = rest.chars().next() else { return hash.byte(0x1F) };
            if !character.is_whitespace() {
                hash = plain(character).encode_utf8(&mut [0; 4]).bytes().fold(hash, Fnv::byte);
            }
            rest = &rest[character.len_utf8()..];
        }
    }
}

/// A full-width form as its ASCII character.
fn plain(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Prepared, Settings, check};
    use crate::language::Language;
    use crate::rules::Catalogue;
    use std::collections::BTreeSet;

    const REPORT: &str = "一、资金情况
全年预算500万元，用于村内道路的日常清扫、垃圾的收集清运和公厕的管理维护，支出425万元，执行率95%。
二、管理情况
镇政府与保洁公司签订合同，按月检查道路清扫和垃圾清运的情况，检查结果与付款挂钩，并在村务公开栏内公布。
建立管护台帐。
逐村登记台帐。
逐村登记台帐。
";

    /// The text as extraction from a page leaves it: lines of so many characters.
    fn wrapped(text: &str, width: usize) -> String {
        let broken = |line: &str| {
            let characters: Vec<char> = line.chars().collect();
            characters.chunks(width).map(|part| part.iter().collect::<String>() + "\n").collect::<String>()
        };
        text.lines().map(broken).collect()
    }

    /// The fingerprints of the findings of these rules, in order.
    fn of(text: &str, language: Language) -> Vec<String> {
        let catalogue = Catalogue::embedded().expect("the embedded rules");
        let prepared = Prepared::new(&catalogue, Settings { language, ..Settings::default() });
        let wanted = ["typo", "execution-rate"];
        let findings = check(text, "report.txt", &prepared).findings.into_iter();
        findings.filter(|finding| wanted.contains(&&*finding.rule)).map(|finding| finding.fingerprint.to_string()).collect()
    }

    /// The recipe is a contract with lists of findings that were written by earlier versions.
    #[test]
    fn the_recipe_stays() {
        let expected = ["14409c69466b9161", "9a09e7c09ef7c128", "0089c1df2378a9bd", "008d41df237bb914"];
        assert_eq!(of(REPORT, Language::Chinese), expected);
        assert_eq!(of(REPORT, Language::English), expected);
    }

    #[test]
    fn a_finding_is_known_again_where_lines_move_and_spacing_or_other_sentences_change() {
        let before = of(REPORT, Language::Chinese);
        for (what, after) in [
            ("lines move", format!("\n\n白沙县河道保洁项目绩效自评报告\n\n{REPORT}")),
            ("line ends", REPORT.replace('\n', "\r\n")),
            ("wrapped", wrapped(REPORT, 18)),
            ("spaced", REPORT.replace("全年预算", "　　全年预算 ")),
            ("full width", REPORT.replace("95%", "９５%")),
            ("another sentence", REPORT.replace("逐村登记台帐。\n逐村", "本年验收合格。\n逐村登记台帐。\n逐村")),
        ] {
            assert_eq!(of(&after, Language::Chinese), before, "{what}");
        }
    }

    #[test]
    fn a_finding_whose_words_or_figures_change_is_another() {
        let before: BTreeSet<String> = of(REPORT, Language::Chinese).into_iter().collect();
        assert_eq!(before.len(), 4, "twins have fingerprints of their own");
        for (what, after, known) in [
            ("its own figure", REPORT.replace("95%", "96%"), 3),
            ("a figure that takes part", REPORT.replace("425", "426"), 3),
            ("its sentence", REPORT.replace("建立管护", "建立日常管护"), 3),
            ("one twin is gone", REPORT.replacen("逐村登记台帐。\n", "", 1), 3),
        ] {
            let after: BTreeSet<String> = of(&after, Language::Chinese).into_iter().collect();
            assert_eq!(before.intersection(&after).count(), known, "{what}");
        }
    }
}
