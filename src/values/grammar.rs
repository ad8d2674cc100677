//! The pest grammar `grammar/values.pest`, run at candidates: its productions become plain parts here, and no type of
//! pest leaves this file.

use super::chars::span;
use crate::text::Span;
use pest::Parser as _;
use pest::iterators::{Pair, Pairs};

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/values.pest"]
struct Grammar;

/// The parts of a date, as written.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct DateParts {
    pub span: Span,
    pub year: Option<Span>,
    pub month: Option<Span>,
    pub day: Option<Span>,
    pub fiscal: bool,
    pub half: Option<Span>,
    pub quarter: Option<Span>,
    /// 底, 末 or 初 of a year.
    pub edge: Option<Span>,
    /// 上旬, 底 … of a month.
    pub part: Option<Span>,
}

/// The parts of a citation, as written.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct CitationParts {
    /// All that was read.
    pub span: Span,
    /// Inside 《》.
    pub title: Option<Span>,
    /// From the issuer's word to the suffix.
    pub number: Option<Span>,
    pub issuer: Option<Span>,
    pub open: Option<Span>,
    pub year: Option<Span>,
    pub close: Option<Span>,
    pub ordinal: Option<Span>,
    pub serial: Option<Span>,
    pub suffix: Option<Span>,
    /// A bracket and digits that have run together.
    pub broken: Option<Span>,
}

/// What a token of letters, digits and marks is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Standard,
    Phone,
    Version,
    Serial,
}

/// A date at the start of `window`, or the two ends of a period. `base` is where the window starts in the flow.
pub(super) fn calendar(window: &str, base: usize) -> Option<(DateParts, Option<DateParts>)> {
    let mut ends = parse(Rule::calendar, window)?.into_inner();
    let first = date_parts(ends.next()?, base);
    Some((first, ends.next().map(|pair| date_parts(pair, base))))
}

/// What follows a word of relative time.
pub(super) fn after_year(window: &str, base: usize) -> Option<DateParts> {
    parse(Rule::after_year, window).map(|pair| date_parts(pair, base))
}

fn date_parts(pair: Pair<'_, Rule>, base: usize) -> DateParts {
    let mut parts = DateParts { span: place(&pair, base), ..DateParts::default() };
    for pair in pair.into_inner() {
        let at = Some(place(&pair, base));
        match pair.as_rule() {
            Rule::year => parts.year = at,
            Rule::month => parts.month = at,
            Rule::day => parts.day = at,
            Rule::fiscal => parts.fiscal = true,
            Rule::half => parts.half = at,
            Rule::quarter => parts.quarter = at,
            Rule::edge => parts.edge = at,
            Rule::part => parts.part = at,
            _ => {}
        }
    }
    parts
}

/// A title with its document number, at 《.
pub(super) fn citation(window: &str, base: usize) -> Option<CitationParts> {
    parse(Rule::citation, window).map(|pair| citation_parts(pair, base))
}

/// The year and serial of a document number, at its opening bracket.
pub(super) fn at_bracket(window: &str, base: usize) -> Option<CitationParts> {
    parse(Rule::at_bracket, window).map(|pair| citation_parts(pair, base))
}

/// 第…号, behind 令.
pub(super) fn at_order(window: &str, base: usize) -> Option<CitationParts> {
    parse(Rule::at_order, window).map(|pair| citation_parts(pair, base))
}

fn citation_parts(pair: Pair<'_, Rule>, base: usize) -> CitationParts {
    let mut parts = CitationParts { span: place(&pair, base), ..CitationParts::default() };
    for pair in pair.into_inner().flatten() {
        let at = Some(place(&pair, base));
        match pair.as_rule() {
            Rule::name => parts.title = at,
            Rule::number => parts.number = at,
            Rule::issuer => parts.issuer = at,
            Rule::open => parts.open = at,
            Rule::issued | Rule::issued_year => parts.year = at,
            Rule::close => parts.close = at,
            Rule::ordinal => parts.ordinal = at,
            Rule::serial => parts.serial = at,
            Rule::suffix => parts.suffix = at,
            Rule::broken => parts.broken = at,
            _ => {}
        }
    }
    parts
}

/// What a whole token is.
pub(super) fn token(text: &str) -> Token {
    match parse(Rule::token, text).and_then(|pair| pair.into_inner().next()).map(|pair| pair.as_rule()) {
        Some(Rule::standard) => Token::Standard,
        Some(Rule::phone) => Token::Phone,
        Some(Rule::version) => Token::Version,
        _ => Token::Serial,
    }
}

/// The end of a date whose separators were lost, at the start of `window`.
pub(super) fn fused(window: &str) -> Option<usize> {
    parse(Rule::fused, window).map(|pair| pair.as_span().end())
}

fn parse<'w>(rule: Rule, window: &'w str) -> Option<Pair<'w, Rule>> {
    Grammar::parse(rule, window).ok().and_then(|mut pairs: Pairs<'w, Rule>| pairs.next())
}

fn place(pair: &Pair<'_, Rule>, base: usize) -> Span {
    let at = pair.as_span();
    span(base, at.start(), at.end())
}
