//! Years that the place where they stand makes those of the evaluated object.

use super::Around;
use crate::data::roles::Class;
use crate::facts::place;
use crate::quantity::Dimension;
use crate::syntax::{LineKind, Zone};
use crate::text::Span;
use crate::values;

/// The name of what is evaluated has more characters.
const NAME: usize = 3;

impl Around<'_, '_> {
    /// Before the first heading, or below one that speaks of the evaluation: elsewhere evaluations of other years are told of.
    pub(super) fn is_about_the_evaluation(&self) -> bool {
        place::section_at(self.context.document, self.date.span.start).is_none() || self.heading().has(Class::Evaluation)
    }

    /// The first sentence of all, whatever heading stands above it, that says by what the thing of the title is evaluated:
    /// 依据《…》，我局对2022年度奖补资金进行了评价.
    pub(super) fn opens_body(&self, verb: usize) -> bool {
        let document = self.context.document;
        let prose = |at: u32| {
            let block = place::block_at(document, at);
            block.is_some_and(|block| matches!(block.zone, Zone::Preamble | Zone::Body) && block.kind != LineKind::Heading)
        };
        let first = document.sentences.iter().find(|sentence| prose(sentence.span.start));
        let opens = first.is_some_and(|first| first.span.contains(self.date.span));
        let based = || self.roles.classes(self.before).has(Class::BasisBefore);
        let told = || self.ahead().any(|hit| hit.classes.has(Class::Remedy)) || self.heading().has(Class::HistorySection);
        let object = Span { start: self.date.span.end, end: self.date.span.end + verb as u32 };
        let of_title = || object.of(self.text).chars().nth(NAME).is_some() && self.context.prose().is_whole(object);
        opens && based() && self.before.contains('《') && of_title() && !told()
    }

    /// 经自评，2022年度项目综合得分97分: in a conclusion the year begins the clause that states the result, and nothing is compared.
    pub(super) fn is_scored(&self) -> bool {
        let begins = self.before.trim_end().is_empty() || self.before.trim_end().ends_with(['，', ',', '：', ':']);
        let scored = || {
            self.roles.classes(self.rest_of_clause()).has(Class::Result)
                || self.is_given_points()
                || self.before.trim().is_empty() && self.roles.classes(self.behind).has(Class::Result)
        };
        let above = || place::section_at(self.context.document, self.date.span.start).is_none();
        let concludes = || {
            (self.heading().has(Class::ConclusionSection) || above() && self.roles.classes(self.before).has(Class::Evaluation))
                && !self.heading().any(&[Class::FutureSection, Class::History])
        };
        let sentence = || self.roles.classes(self.whole.of(self.text));
        begins
            && scored()
            && concludes()
            && !sentence().any(&[Class::Comparison, Class::History, Class::Current])
            && !self.is_behind_result()
    }

    /// 2021年度项目自评94分: points of an evaluation in the clause.
    fn is_given_points(&self) -> bool {
        let clause = place::clause(self.text, self.whole, self.date.span);
        let points =
            values::within(&self.context.values.figures, clause).iter().any(|figure| figure.quantity.unit.dimension == Dimension::Score);
        points && self.roles.classes(self.rest_of_clause()).has(Class::Evaluation)
    }

    /// 本项目得分92分…；2021年度同类项目评价得分为86分: the result has been given before, and this is one to set beside it.
    fn is_behind_result(&self) -> bool {
        let Some(block) = place::block_at(self.context.document, self.date.span.start) else { return false };
        let above = Span { start: block.span.start, end: self.date.span.start.max(block.span.start) };
        let scores = values::within(&self.context.values.figures, above).iter();
        let scored = scores.into_iter().any(|figure| figure.quantity.unit.dimension == Dimension::Score);
        scored && self.roles.classes(above.of(self.text)).has(Class::Result)
    }

    /// Below （一）评价对象和范围 a sentence begins with the year of the object: 2023年1月至12月的资金使用情况.
    pub(super) fn begins_object_section(&self) -> bool {
        let section = || place::section_at(self.context.document, self.date.span.start);
        let about = || section().is_some_and(|section| self.roles.classes(section.title.of(self.text)).has(Class::Object));
        let told = || self.behind.starts_with(['，', ',']) || self.roles.classes(self.whole.of(self.text)).has(Class::History);
        self.before.trim().is_empty() && about() && !told()
    }
}
