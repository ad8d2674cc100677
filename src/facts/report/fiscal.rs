//! The fiscal year of a report, by the weight of what names it.
//!
//! A line that is nothing but the year in brackets is the form's own place for it and outweighs the title; a project's name
//! and the first clause come next; the date of the report points to the year before. Of two years as heavy the one that more places name holds; else nothing is decided.

use super::label;
use crate::data::roles::{Class, Label};
use crate::facts::place;
use crate::facts::{Context, Days};
use crate::syntax::{Block, Field, LineKind, Zone};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// What names a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// A line of its own, or brackets of its own in a title: （2023年度）.
    OwnLine,
    /// The same without 度, which may be the year in which the report was written.
    BareLine,
    /// A title.
    Title,
    /// A field for the year: 评价年度.
    Field,
    /// The name of the project on a cover or in a form.
    Project,
    /// A clause before the first heading that speaks of an evaluation.
    Clause,
    /// The file's name.
    File,
    /// The date of the report: the year before it.
    Written,
    /// The last day of a year.
    YearEnd,
}

impl Source {
    fn weight(self) -> u32 {
        match self {
            Source::OwnLine => 10,
            Source::BareLine => 7,
            Source::Title => 6,
            // Also the period that is evaluated.
            Source::Field => 5,
            Source::Project => 4,
            Source::Clause => 3,
            Source::File | Source::Written => 2,
            Source::YearEnd => 1,
        }
    }
}

/// Less than this decides nothing.
const ENOUGH: u32 = 3;

/// The votes for one year, and the best place that names it.
#[derive(Clone, Copy, Debug)]
struct Votes {
    year: i16,
    total: u32,
    /// The weight of the best place.
    best: u32,
    place: Option<Span>,
    /// The sources that have voted: each counts once.
    counted: u32,
}

#[derive(Default)]
struct Ballot {
    years: Vec<Votes>,
}

/// The fiscal year and the place that names it best.
pub(super) fn year(context: &Context<'_>, written: Option<Days>) -> Option<(i16, Option<Span>)> {
    let mut ballot = Ballot::default();
    front(context, &mut ballot);
    projects(context, &mut ballot);
    if let Some(year) = super::super::year::of_path(context.path) {
        ballot.vote(year, Source::File, None);
    }
    if let Some(days) = written {
        ballot.vote(days.first.year() - 1, Source::Written, None);
    }
    year_ends(context, &mut ballot);
    ballot.winner()
}

impl Ballot {
    fn vote(&mut self, year: i16, source: Source, place: Option<Span>) {
        let at = self.years.iter().position(|votes| votes.year == year).unwrap_or(self.years.len());
        if at == self.years.len() {
            self.years.push(Votes { year, total: 0, best: 0, place: None, counted: 0 });
        }
        let votes = &mut self.years[at];
        let bit = 1 << source as u32;
        if votes.counted & bit != 0 {
            return;
        }
        votes.counted |= bit;
        votes.total += source.weight();
        if source.weight() > votes.best && place.is_some() {
            (votes.best, votes.place) = (source.weight(), place);
        }
    }

    /// The heaviest year; of two as heavy, the one that more places name.
    fn winner(&self) -> Option<(i16, Option<Span>)> {
        let rank = |votes: &Votes| (votes.total, votes.counted.count_ones());
        let first = self.years.iter().max_by_key(|votes| rank(votes))?;
        let tied = self.years.iter().any(|votes| votes.year != first.year && rank(votes) == rank(first));
        (!tied && first.total >= ENOUGH).then_some((first.year, first.place))
    }
}

/// Years of titles and of what stands before the first heading.
fn front(context: &Context<'_>, ballot: &mut Ballot) {
    for block in &context.document.blocks {
        match (block.zone, block.kind) {
            (Zone::Title, _) | (_, LineKind::Title) => titled(context, block, ballot),
            (Zone::Preamble, _) => clauses(context, block.span, ballot),
            (Zone::Cover | Zone::Contents | Zone::Body | Zone::Form | Zone::SignOff, _) => {}
        }
    }
}

fn titled(context: &Context<'_>, block: &Block, ballot: &mut Ballot) {
    for date in years_in(context, block.span) {
        let own_line = place::stands_apart(&context.document.flow.text, block.span, date.span);
        let source = match (own_line, date.fiscal) {
            (true, true) => Source::OwnLine,
            (true, false) => Source::BareLine,
            (false, true | false) => Source::Title,
        };
        ballot.vote_for(date, source);
    }
}

fn clauses(context: &Context<'_>, block: Span, ballot: &mut Ballot) {
    let text = &context.document.flow.text;
    for date in years_in(context, block) {
        let clause = place::clause(text, place::around(context.document, date.span.start), date.span);
        if context.knowledge.roles.classes(clause.of(text)).has(Class::Evaluation) {
            ballot.vote_for(date, Source::Clause);
        }
    }
}

fn projects(context: &Context<'_>, ballot: &mut Ballot) {
    for field in &context.document.fields {
        let source = match label(context, field.label) {
            Some(Label::Project) => Source::Project,
            Some(Label::Year) => Source::Field,
            Some(Label::Period) => {
                if let Some(year) = evaluated_year(context, field) {
                    ballot.vote(year, Source::Field, Some(field.value));
                }
                continue;
            }
            Some(Label::Evaluated | Label::Submitted) | None => continue,
        };
        years_in(context, field.value).for_each(|date| ballot.vote_for(date, source));
        if let Some(year) = bare_year(context, field.value).filter(|_| source == Source::Field) {
            ballot.vote(year, source, Some(field.value));
        }
    }
}

/// 截至2023年12月31日: the last day of the year that a report looks back on.
fn year_ends(context: &Context<'_>, ballot: &mut Ballot) {
    for date in &context.values.dates {
        if (date.month, date.day) == (Some(12), Some(31)) {
            ballot.vote_for(date, Source::YearEnd);
        }
    }
}

impl Ballot {
    fn vote_for(&mut self, date: &DateMention, source: Source) {
        if let Some(year) = date.year.filter(|_| date.valid) {
            self.vote(year, source, date.year_span);
        }
    }
}

/// The years, halves and quarters named in a place: not days, which are dates of acts.
fn years_in<'c>(context: &'c Context<'_>, place: Span) -> impl Iterator<Item = &'c DateMention> {
    values::within(&context.values.dates, place).iter().filter(|date| date.granularity >= Granularity::Quarter && date.year.is_some())
}

/// 评价期间：2021年1月1日—2021年12月31日: the year that the period evaluated ends with.
fn evaluated_year(context: &Context<'_>, field: &Field) -> Option<i16> {
    let of_evaluation = context.knowledge.roles.classes(field.label.of(&context.document.flow.text)).has(Class::Evaluation);
    let days = values::within(&context.values.periods, field.value).first().filter(|_| of_evaluation)?.days?;
    let whole = (days.last.month(), days.last.day()) == (12, 31) && days.first.year() == days.last.year();
    whole.then_some(days.last.year())
}

/// 年度 | 2023: in a field for the year its digits may stand alone.
pub(in crate::facts) fn bare_year(context: &Context<'_>, value: Span) -> Option<i16> {
    let digits = value.of(&context.document.flow.text).trim();
    let year = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|known| year && (1990..2100).contains(known))
}
