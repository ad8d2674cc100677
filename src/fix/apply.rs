//! The edits of findings, applied to their text.

use crate::finding::{Edit, Finding, Fix, Safety, edited};
use std::collections::BTreeMap;

/// A text after its repairs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many repairs were applied.
    pub applied: usize,
}

/// How often a repaired text is checked anew: repairs that have come to no end by then never will.
const ROUNDS: usize = 16;

/// Applies the repairs that are `wanted`, in order of their findings; one that touches a place of an earlier one is left.
pub fn once(text: &str, findings: &[Finding], mut wanted: impl FnMut(&Finding, &Fix) -> bool) -> Fixed {
    let mut taken = Taken::default();
    let mut applied = 0;
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if taken.has_room_for(fix, text) && wanted(finding, fix) {
            taken.add(fix);
            applied += 1;
        }
    }
    Fixed { text: edited(text, 0, taken.edits.values().copied()), applied }
}

/// Applies the repairs that are safe, and those that only then become possible, until none is left. Repairs that undo each other
/// come to no end; then none is applied.
pub fn settled(text: &str, mut check: impl FnMut(&str) -> Vec<Finding>) -> Fixed {
    let mut now = Fixed { text: text.to_owned(), applied: 0 };
    for _ in 0..ROUNDS {
        let next = once(&now.text, &check(&now.text), |_, fix| fix.safety == Safety::Safe);
        if next.text == now.text {
            return now;
        }
        now = Fixed { text: next.text, applied: now.applied + next.applied };
    }
    Fixed { text: text.to_owned(), applied: 0 }
}

/// Edits that do not touch each other, by their starts.
#[derive(Default)]
struct Taken<'f> {
    edits: BTreeMap<u32, &'f Edit>,
}

impl<'f> Taken<'f> {
    fn has_room_for(&self, fix: &Fix, text: &str) -> bool {
        let apart = |edit: &Edit| {
            let fits = text.get(edit.span.range()).is_some();
            let before = self.edits.range(..=edit.span.end).next_back().is_none_or(|(_, known)| known.span.end < edit.span.start);
            fits && before
        };
        !fix.edits.is_empty() && fix.edits.iter().all(apart) && fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start)
    }

    fn add(&mut self, fix: &'f Fix) {
        self.edits.extend(fix.edits.iter().map(|edit| (edit.span.start, edit)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::text::Span;
    use proptest::prelude::*;

    fn finding(edits: Vec<Edit>) -> Finding {
        Finding {
            rule: "word".into(),
            category: "text".into(),
            severity: Severity::Info,
            message: String::new(),
            span: edits.first().map(|edit| edit.span).unwrap_or_default(),
            related: Vec::new(),
            help: None,
            fix: Some(Fix { safety: Safety::Safe, edits }),
            about: None,
            fingerprint: Default::default(),
            known: false,
        }
    }

    /// Every place of each word, to be replaced by the other word of its pair.
    fn misspelt(text: &str, words: &[(String, String)]) -> Vec<Finding> {
        let places = words.iter().flat_map(|(wrong, right)| {
            text.match_indices(wrong.as_str())
                .map(|(at, _)| finding(vec![Edit { span: Span::new(at, at + wrong.len()), replacement: right.clone() }]))
        });
        places.collect()
    }

    #[test]
    fn a_repair_is_taken_whole_and_one_that_touches_it_waits() {
        let edit = |start, end, by: &str| Edit { span: Span::new(start, end), replacement: by.to_owned() };
        let findings = [
            finding(vec![edit(0, 1, "A"), edit(4, 5, "E")]),
            finding(vec![edit(2, 3, "C"), edit(4, 5, "x")]),
            finding(vec![edit(2, 3, "C")]),
            finding(vec![edit(4, 9, "beyond the end")]),
        ];
        assert_eq!(once("abcde", &findings, |_, _| true), Fixed { text: "AbCdE".to_owned(), applied: 2 });
        assert_eq!(once("abcde", &findings, |_, _| false).text, "abcde");
    }

    #[test]
    fn repairs_that_undo_each_other_leave_the_text_alone() {
        let words = [("甲".to_owned(), "乙".to_owned()), ("乙".to_owned(), "甲".to_owned())];
        assert_eq!(settled("甲方", |text| misspelt(text, &words)), Fixed { text: "甲方".to_owned(), applied: 0 });
    }

    #[test]
    fn a_repair_that_becomes_possible_later_is_made_too() {
        let words = [("台帐".to_owned(), "台账".to_owned()), ("台账台账".to_owned(), "台账".to_owned())];
        let fixed = settled("建立台帐台账。", |text| misspelt(text, &words));
        assert_eq!(fixed, Fixed { text: "建立台账。".to_owned(), applied: 2 });
    }

    proptest! {
        #[test]
        fn repairing_twice_changes_nothing_more(
            text in "[甲乙丙丁]{0,40}",
            words in prop::collection::vec(("[甲乙丙丁]{1,3}", "[甲乙丙丁]{0,3}"), 0..5),
        ) {
            let first = settled(&text, |text| misspelt(text, &words));
            let second = settled(&first.text, |text| misspelt(text, &words));
            prop_assert_eq!(&second.text, &first.text);
            prop_assert_eq!(second.applied, 0);
        }
    }
}
