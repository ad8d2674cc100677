//! The words around a share: what it is of, and what it is a share of.

use super::Reader;
use crate::data::measures::{Role, Word};
use crate::facts::prose::Mention;
use crate::text::Span;

/// The words of a share: 中央资金|占|总投资|的70%.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// What the share is of, by name; empty when it is the figure before.
    pub subject: Span,
    /// The whole; empty when it is not named.
    pub whole: Span,
}

impl Reader<'_, '_> {
    /// The words around 占, or, before a named whole and 的, around 完成 and 为.
    pub(super) fn words(&self, rate: &Mention) -> Option<Words> {
        let head = self.prose.words(rate.head);
        let found: Vec<(Span, Word)> = self.measures.find(head).map(|(range, word)| (Span::new(range.start, range.end), word)).collect();
        if let Some((sign, _)) = found.iter().find(|(_, word)| word.roles.has(Role::Share)).copied() {
            return Some(self.around(rate, head, sign));
        }
        if let Some(words) = self.counted(rate, head) {
            return Some(words);
        }
        let named = found
            .iter()
            .rev()
            .find(|(_, word)| word.money.is_some_and(|id| self.measures.measure(id).is_some_and(|measure| !measure.weak)))?;
        let sign = found.iter().rfind(|(span, word)| word.roles.has(Role::Portion) && span.end <= named.0.start)?.0;
        let words = self.around(rate, head, sign);
        head.trim_end().ends_with('的').then_some(words).filter(|words| !words.whole.is_empty())
    }

    /// 参训人数为在册职工的64%: no 占, and a whole that another figure is called by.
    fn counted(&self, rate: &Mention, head: &str) -> Option<Words> {
        let before = head.trim_end().strip_suffix('的')?;
        let other = [Role::Previous, Role::Against, Role::Target, Role::Up, Role::Down];
        let equals = &self.connectors.naming.equals;
        let (at, length) = equals.iter().filter_map(|word| Some((before.rfind(word.as_str())?, word.len()))).max()?;
        let sign = Span::new(at, at + length);
        let words = self.around(rate, head, sign);
        let at = self.prose.inside(rate.span).start;
        let named = before.len() > sign.end as usize && !rate.roles.any(&other) && !self.stem(words.whole).is_empty();
        (named && self.before(at).any(|other| self.is_stem_of(other, words.whole))).then_some(words)
    }

    /// The named whole between 按 and 的: 按中标价的1.5%.
    pub(super) fn levy(&self, rate: &Mention) -> Option<Words> {
        let head = self.prose.words(rate.head);
        let before = head.trim_end().strip_suffix('的')?;
        let (at, sign) = self.connectors.levies.iter().filter_map(|word| Some((before.rfind(word.as_str())?, word.len()))).max()?;
        let place = (at + sign) as u32;
        let whole = self.trimmed(before.get(at + sign..)?, place);
        let named = self.measures.find(whole.of(head)).any(|(_, word)| word.money.is_some());
        let nothing = Span { start: rate.head.end, end: rate.head.end };
        named.then(|| Words { subject: nothing, whole: whole.shift(rate.head.start) })
    }

    fn around(&self, rate: &Mention, head: &str, sign: Span) -> Words {
        let all = head.get(..sign.start as usize).unwrap_or("");
        let before = self.trimmed(all, 0);
        let behind = self.trimmed(head.get(sign.end as usize..).unwrap_or(""), sign.end);
        if let Some((subject, whole)) = self.within(all).filter(|_| behind.is_empty()) {
            return Words { subject: subject.shift(rate.head.start), whole: whole.shift(rate.head.start) };
        }
        Words { subject: before.shift(rate.head.start), whole: behind.shift(rate.head.start) }
    }

    /// What stands before and within 在…中 at the end of a text: 人员经费|在|基本支出|中的.
    fn within(&self, text: &str) -> Option<(Span, Span)> {
        let (end, length) = self.connectors.ends_inside(text)?;
        let (start, open) = self.connectors.opens_inside(text.get(..end)?)?;
        let whole = self.trimmed(text.get(start + open..end)?, (start + open) as u32);
        let subject = self.trimmed(text.get(..start)?, 0);
        (!whole.is_empty() && length > 0).then_some((subject, whole))
    }

    /// A text without fillers and neutral words around it, as a place behind `offset`.
    pub(super) fn trimmed(&self, text: &str, offset: u32) -> Span {
        let past = |at: usize| text.len() - text.get(at..).unwrap_or("").trim_start_matches(' ').len();
        let up_to = |at: usize| text.get(..at).unwrap_or("").trim_end_matches(' ').len();
        let (mut start, mut end) = (past(0), up_to(text.len()));
        for (range, word) in self.measures.find(text) {
            let empty =
                word.roles.any(&[Role::Filler, Role::Neutral, Role::Part, Role::Total, Role::Join, Role::Severally]) || word.mark.is_some();
            if empty && range.start == start && word.money.is_none() {
                start = past(range.end);
            }
        }
        let filling = |word: Word| word.roles.any(&[Role::Filler, Role::Share, Role::Neutral]) && word.money.is_none();
        let last: Vec<std::ops::Range<usize>> =
            self.measures.find(text).filter(|(_, word)| filling(*word)).map(|(range, _)| range).collect();
        for range in last.into_iter().rev() {
            if range.end == end && range.start >= start {
                end = up_to(range.start);
            }
        }
        Span::new(start.min(end), end).shift(offset)
    }

    /// Whether the words before a figure end with a name, but for fillers.
    pub(super) fn name_ends_with(&self, mention: &Mention, name: &str) -> bool {
        let head = self.prose.words(mention.head);
        let place = self.trimmed(head, 0);
        !name.is_empty() && place.of(head).ends_with(name)
    }
}
