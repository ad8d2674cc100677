//! Years of the evaluated object: 对2022年专项资金进行了自评, 评价对象为2022年…资金, 现将2022年度…自评情况报告如下; and years at the
//! start of a goal: 2022年计划改造….

mod placed;

use super::Found;
use crate::data::roles::{Class, Classes, Hit, Roles};
use crate::facts::{Context, place};
use crate::quantity::Dimension;
use crate::syntax::{LineKind, Zone};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity, Period};

/// The evaluated object stands no further behind the word that announces it.
const NEAR: usize = 14;
/// The verb stands no further behind the object.
const FAR: usize = 70;
/// The longest phrase that a finding shows.
const SHOWN: usize = 24;

/// Every such year of prose and forms. A period within one year counts like the year.
pub(super) fn years(context: &Context<'_>, fiscal: Option<i16>) -> Vec<Found> {
    let whole = |date: &&DateMention| date.granularity >= Granularity::Quarter && date.valid && date.year_span.is_some();
    let years = context.values.dates.iter().filter(whole).copied();
    let periods = context.values.periods.iter().filter_map(within_one_year);
    let fields = super::title::fields_for_years(context);
    let in_field =
        |year: Span| fields[..fields.partition_point(|field| field.start <= year.start)].last().is_some_and(|field| field.contains(year));
    years.chain(periods).filter(|date| !in_field(date.span)).filter_map(|date| year(context, &date, fiscal)).collect()
}

fn within_one_year(period: &Period) -> Option<DateMention> {
    let (first, _) = period.ends?;
    let same = period.days.is_some_and(|days| days.first.year() == days.last.year());
    same.then_some(DateMention { span: period.span, granularity: Granularity::Year, ..first })
}

fn year(context: &Context<'_>, date: &DateMention, fiscal: Option<i16>) -> Option<Found> {
    let block = place::block_at(context.document, date.span.start)?;
    let titled = matches!(block.zone, Zone::Title | Zone::Contents | Zone::SignOff) || block.kind == LineKind::Title;
    if titled {
        return None;
    }
    let around = Around::new(context, date);
    let (role, phrase) = around.object().map(|phrase| ("object", phrase)).or_else(|| around.goal().map(|phrase| ("goal", phrase)))?;
    let explained =
        around.is_explained(role, phrase, fiscal) || role == "object" && around.is_past_act(fiscal) || around.is_plan(role, fiscal);
    Some(Found { year: date.year?, span: date.year_span?, phrase: around.shown(phrase), role, explained, again: Vec::new() })
}

/// A year and the sentence around it.
struct Around<'c, 'a> {
    context: &'c Context<'a>,
    roles: &'c Roles,
    text: &'c str,
    date: &'c DateMention,
    /// The sentence, or the row.
    whole: Span,
    before: &'c str,
    behind: &'c str,
    /// What stands shortly before the year, and the words in it.
    near: &'c str,
    words: Vec<Hit>,
}

impl<'c, 'a> Around<'c, 'a> {
    fn new(context: &'c Context<'a>, date: &'c DateMention) -> Self {
        let text: &str = &context.document.flow.text;
        let whole = place::around(context.document, date.span.start);
        let before = Span { start: whole.start.min(date.span.start), end: date.span.start }.of(text);
        let behind = Span { start: date.span.end, end: whole.end.max(date.span.end) }.of(text);
        let near = place::tail(before, NEAR);
        let roles = &context.knowledge.roles;
        Around { context, roles, text, date, whole, before, behind, near, words: roles.hits(near).collect() }
    }

    /// The phrase from the year to the verb, when what stands around makes it the evaluated object.
    fn object(&self) -> Option<Span> {
        if self.date.part.is_some() {
            return None;
        }
        if self.announced(Class::Object).is_some_and(|word| self.is_linked(word.end)) {
            return Some(self.clause());
        }
        if self.announced(Class::Presents).is_some() {
            let evaluation = self.ahead().filter(|hit| hit.classes.has(Class::Evaluation)).min_by_key(|hit| hit.start)?;
            let remedied = self.ahead().any(|hit| hit.classes.has(Class::Remedy));
            return (!remedied).then(|| self.phrase(self.date.span.end + evaluation.start as u32));
        }
        if self.is_reported_as_follows() || self.is_scored() || self.begins_object_section() {
            return Some(self.clause());
        }
        let toward = self.announced(Class::Toward)?;
        let verb = self.verb(toward)?;
        if !self.is_about_the_evaluation() && (toward.classes.has(Class::Undertakes) || !self.opens_body(verb)) {
            return None;
        }
        Some(self.phrase(self.date.span.end + verb as u32))
    }

    fn clause(&self) -> Span {
        self.phrase(place::clause(self.text, self.whole, self.date.span).end)
    }

    /// Nothing but linking words stands between the announcing word, which ends at `from`, and the year.
    fn is_linked(&self, from: usize) -> bool {
        let between = &self.near[from..];
        let words: Vec<Hit> = self.roles.hits(between).filter(|hit| hit.classes.has(Class::Linking)).collect();
        let known = |at: usize| words.iter().any(|word| word.start <= at && at < word.end);
        between.char_indices().all(|(at, character)| !character.is_alphanumeric() || known(at))
    }

    /// 我单位2022年度专项资金自评情况如下: an evaluation behind the year, and what follows it, in one clause.
    fn is_reported_as_follows(&self) -> bool {
        let mut hits = self.roles.hits(self.rest_of_clause());
        let evaluation = hits.find(|hit| hit.classes.has(Class::Evaluation));
        let follows = |evaluation: Hit| {
            let behind: Vec<Hit> = hits.filter(|hit| hit.start >= evaluation.end).collect();
            behind.iter().any(|hit| hit.classes.has(Class::AsFollows)) && !behind.iter().any(|hit| hit.classes.has(Class::Remedy))
        };
        evaluation.is_some_and(follows)
    }

    fn rest_of_clause(&self) -> &str {
        let end = self.behind.find(['，', '。', '；', ',', ';', '：']).unwrap_or(self.behind.len());
        place::head(&self.behind[..end], FAR)
    }

    /// A word of the class shortly before the year, with no mark between.
    fn announced(&self, class: Class) -> Option<Hit> {
        let hidden = |hit: &Hit| {
            self.words.iter().any(|other| other.classes.has(Class::NotToward) && other.start <= hit.start && hit.end <= other.end)
        };
        let plain = |between: &str| {
            !between.contains(['，', '。', '；', '、', '》']) && !between.contains(|character: char| character.is_ascii_digit())
        };
        self.words.iter().copied().rfind(|hit| hit.classes.has(class) && !hidden(hit) && plain(&self.near[hit.end..]))
    }

    /// The words behind the year, as far as the verb may stand.
    fn ahead(&self) -> impl Iterator<Item = Hit> {
        self.roles.hits(place::head(self.behind, FAR))
    }

    /// Where the verb that evaluates the object starts: 进行了自评; or the evaluation itself, behind 开展.
    fn verb(&self, toward: Hit) -> Option<usize> {
        let hits: Vec<Hit> = self.ahead().collect();
        let evaluations = || hits.iter().filter(|hit| hit.classes.has(Class::Evaluation) && !self.is_aftermath(hit.end));
        let close = |verb: &Hit, evaluation: &Hit| {
            verb.end <= evaluation.start && evaluation.start - verb.end <= 36 && self.is_one_clause(verb.end, evaluation.start)
        };
        let carried = hits
            .iter()
            .filter(|hit| hit.classes.has(Class::CarriedOut))
            .find(|verb| evaluations().any(|evaluation| close(verb, evaluation)));
        if let Some(verb) = carried.filter(|verb| self.is_one_clause(0, verb.start)) {
            return Some(verb.start);
        }
        let named = toward.classes.has(Class::Undertakes);
        let evaluation = evaluations().find(|evaluation| self.is_one_clause(0, evaluation.start));
        evaluation.filter(|_| named).map(|evaluation| evaluation.start)
    }

    /// 自评结果, 评价发现的问题, 评价工作的通知: not the act of evaluating.
    fn is_aftermath(&self, end: usize) -> bool {
        let next = place::head(self.behind.get(end..).unwrap_or(""), 8);
        self.roles.hits(next).any(|hit| hit.classes.has(Class::Aftermath) && hit.start <= 12)
    }

    fn is_one_clause(&self, from: usize, to: usize) -> bool {
        self.behind.get(from..to).is_some_and(|between| !between.contains(['，', '。', '；', ',']))
    }

    /// A goal that starts with the year and intends something.
    fn goal(&self) -> Option<Span> {
        let before = place::tail(self.text.get(..self.date.span.start as usize)?, SHOWN);
        let label = before.trim_end_matches(['|', ' ', '\u{3000}', '\t', '\n', '\r', '：', ':']);
        if label.len() == before.len() && !self.before.trim().is_empty() || self.date.part.is_some() {
            return None;
        }
        let labelled =
            || self.roles.hits(label).any(|hit| hit.end == label.len() && hit.classes.has(Class::Goal)) || self.heading().announce_goal();
        // 2022年度完成…: in the words of a goal, what is to be done.
        let aims = |hit: &Hit| hit.classes.has(Class::Intends) || hit.start == 0 && hit.classes.has(Class::Done);
        match self.roles.hits(place::head(self.behind, SHOWN)).find(aims) {
            Some(intends) => labelled().then(|| self.phrase(self.date.span.end + intends.end as u32)),
            None => (labelled() && self.is_sum_of_year()).then(|| self.clause()),
        }
    }

    /// 2022年度修复堤防9公里: in a section on the goal, a sentence that begins with the year of its plan and gives a count.
    fn is_sum_of_year(&self) -> bool {
        let said = Span { start: self.date.span.start, end: self.date.span.end + self.rest_of_clause().len() as u32 };
        let year = self.date.span.of(self.text).ends_with('度') || self.behind.starts_with('度');
        let other = [Class::Comparison, Class::History, Class::Since, Class::BasisBefore, Class::CarriedOver, Class::Current];
        let counted = || {
            values::within(&self.context.values.figures, said)
                .iter()
                .any(|figure| matches!(figure.quantity.unit.dimension, Dimension::Count(_)))
        };
        year && self.before.trim().is_empty() && counted() && !self.roles.classes(said.of(self.text)).any(&other)
    }

    fn phrase(&self, end: u32) -> Span {
        Span { start: self.date.span.start, end: end.max(self.date.span.end) }
    }

    /// The phrase, cut to what a message can show.
    fn shown(&self, phrase: Span) -> Span {
        let shown = place::head(phrase.of(self.text), SHOWN).trim_end();
        Span { start: phrase.start, end: phrase.start + shown.len() as u32 }
    }

    /// The phrase names the report's year too, or goes over several years. A goal may be set year by year in its section.
    fn is_explained(&self, role: &str, phrase: Span, fiscal: Option<i16>) -> bool {
        let near = Span { start: phrase.start, end: (phrase.end + 30).min(self.whole.end).max(phrase.end) };
        let place = if role == "goal" { self.passage() } else { near };
        let dates = values::within(&self.context.values.dates, place).iter();
        let several = dates.take(40).any(|date| date.year.is_some() && date.year == fiscal && date.span != self.date.span);
        let open = self.roles.hits(place::head(self.behind, 4)).any(|hit| hit.start == 0 && hit.classes.has(Class::OpenEnded));
        several && self.date.year != fiscal || open || self.roles.classes(phrase.of(self.text)).has(Class::CarriedOver)
    }

    /// The section of the goal below its heading, or its row.
    fn passage(&self) -> Span {
        let section = place::section_at(self.context.document, self.date.span.start);
        let block = place::block_at(self.context.document, self.date.span.start).map_or(self.whole, |block| block.span);
        section.map_or(block, |section| Span { start: section.heading.end, end: section.span.end.max(section.heading.end) })
    }

    /// 2023年，市财政局对2022年项目开展了评价: an act of the evaluated year itself, told as history.
    fn is_past_act(&self, fiscal: Option<i16>) -> bool {
        let Some(fiscal) = fiscal else { return true };
        let earlier = Span { start: self.whole.start, end: self.date.span.start.max(self.whole.start) };
        let acts = values::within(&self.context.values.dates, earlier)
            .iter()
            .filter(|date| date.granularity <= Granularity::Month || self.is_followed_by_comma(date));
        let past = self.roles.classes(self.before).has(Class::History);
        past || acts.filter_map(|date| date.year).any(|year| year <= fiscal)
    }

    fn is_followed_by_comma(&self, date: &DateMention) -> bool {
        self.text.get(date.span.end as usize..).is_some_and(|rest| rest.starts_with(['，', ',']))
    }

    /// A goal of a year to come, or an evaluation that is only intended.
    fn is_plan(&self, role: &str, fiscal: Option<i16>) -> bool {
        let later = fiscal.is_none_or(|fiscal| self.date.year.is_some_and(|year| year > fiscal));
        let intended = || self.is_intended() || self.heading().has(Class::FutureSection);
        later && (role == "goal" || intended())
    }

    /// A clause before the year intends something; one that only says what the evaluation goes by (按照…的要求) does not.
    fn is_intended(&self) -> bool {
        let classes = self.before.split(['，', ',', '；']).map(|clause| self.roles.classes(clause));
        classes.filter(|classes| !classes.has(Class::BasisBefore)).any(|classes| classes.any(&[Class::Plan, Class::Intends]))
    }

    fn heading(&self) -> Classes {
        place::heading_classes(self.context.document, self.roles, self.date.span.start)
    }
}
