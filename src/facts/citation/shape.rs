//! A document number as printed, and as it should be written.

use crate::data::registry::Registry;
use crate::text::Span;
use crate::values::{Citation, CitationKind};

/// The parts of a number that have to be looked for around those that were read.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// As it should be written: 财预〔2020〕10号, 国务院令第729号.
    pub key: Option<String>,
    /// The issuer's word, without the name of a central body.
    pub issuer: Option<String>,
    /// The year in four digits.
    pub year: Option<u16>,
    pub open: Option<Span>,
    pub close: Option<Span>,
    /// From behind the year's closing bracket to the end.
    pub tail: Option<Span>,
    pub proper_tail: Option<String>,
}

impl Shape {
    pub fn new(citation: &Citation, flow: &str, registry: &Registry) -> Shape {
        let (Some(number), Some(issuer)) = (citation.number, citation.issuer) else { return Shape::default() };
        let issuer = registry.issuer(issuer.of(flow));
        match citation.kind {
            CitationKind::Document | CitationKind::FirmReport => document(citation, number, issuer, flow),
            CitationKind::Order => {
                Shape { key: citation.serial.map(|serial| format!("{issuer}第{serial}号")), issuer: Some(issuer), ..Shape::default() }
            }
            CitationKind::Standard | CitationKind::Title => Shape::default(),
        }
    }
}

fn document(citation: &Citation, number: Span, issuer: String, flow: &str) -> Shape {
    let year = citation.year.map(full_year);
    let key = year.zip(citation.serial).map(|(year, serial)| format!("{issuer}〔{year}〕{serial}号"));
    let (open, close) = citation.year_span.map_or((None, None), |span| {
        (citation.open.and_then(|mark| before(flow, span, mark)), citation.close.and_then(|mark| behind(flow, span, mark)))
    });
    let tail = close.map(|close| Span { start: close.end, end: number.end.max(close.end) });
    let papers = citation.suffix.map_or("", |suffix| suffix.of(flow)).trim_start_matches('号');
    let proper_tail = citation.serial.map(|serial| format!("{serial}号{papers}"));
    Shape { key, issuer: Some(issuer), year, open, close, tail, proper_tail }
}

/// Two digits stand for a year of this century; document numbers of the last one are hardly cited any more.
fn full_year(year: u16) -> u16 {
    match year {
        0..=60 => 2000 + year,
        61..=99 => 1900 + year,
        _ => year,
    }
}

/// The bracket before the year, blanks between them allowed.
fn before(flow: &str, year: Span, mark: char) -> Option<Span> {
    let head = flow.get(..year.start as usize)?.trim_end();
    let start = head.strip_suffix(mark)?.len();
    Some(Span::new(start, head.len()))
}

/// The bracket behind the year, blanks and 年 between them allowed.
fn behind(flow: &str, year: Span, mark: char) -> Option<Span> {
    let rest = flow.get(year.end as usize..)?;
    let at = rest.char_indices().take(6).find(|(_, character)| *character == mark).map(|(at, _)| year.end as usize + at)?;
    Some(Span::new(at, at + mark.len_utf8()))
}
