//! Citations: 《title》（财预〔2020〕10号), document numbers alone, orders, standards, firms' report numbers.

use super::Reader;
use super::chars::{after, digits, is_han, skip_blanks, window, window_before};
use super::chinese;
use super::damage::DamageKind;
use super::grammar::{self, CitationParts};
use crate::text::Span;

/// How far a title and its number may go: 120 characters.
const REACH: usize = 360;
/// How far an issuer's word goes back before its bracket.
const ISSUER: usize = 72;

/// A citation of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Citation {
    /// Title and number.
    pub span: Span,
    /// The title, without its outer 《》.
    pub title: Option<Span>,
    /// 《 without its 》: the title goes on to the end of the line, or as far as titles go.
    pub unclosed: bool,
    /// The document number, from the issuer's word to 号.
    pub number: Option<Span>,
    /// The issuer's word: 财预, 国务院令.
    pub issuer: Option<Span>,
    /// The year's number; two digits stay two.
    pub year: Option<u16>,
    /// The year's digits, without brackets.
    pub year_span: Option<Span>,
    /// The opening bracket before the year; none when there is none.
    pub open: Option<char>,
    /// The closing bracket behind the year.
    pub close: Option<char>,
    /// Whether 第 stands before the serial number.
    pub ordinal: bool,
    /// The serial number.
    pub serial: Option<u32>,
    /// Its digits, padding included.
    pub serial_span: Option<Span>,
    /// 号, 号文, 文件; none when the number ends with its digits.
    pub suffix: Option<Span>,
    /// What kind of document is cited, by the form of its number.
    pub kind: CitationKind,
}

/// What kind of document is cited, by the form of its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum CitationKind {
    /// 财预〔2020〕10号
    Document,
    /// 国务院令第649号
    Order,
    /// GB/T 19001-2016
    Standard,
    /// `某咨字[2024]第18号`, and other numbers that are no document's: 会议纪要〔2023〕第5期
    FirmReport,
    /// A title without number: a law, a notice, a book.
    Title,
}

impl Reader<'_> {
    /// A citation at 《.
    pub(super) fn titled(&mut self, at: usize) -> usize {
        let window = window(self.text, at, REACH);
        let Some(mut parts) = window.contains('》').then(|| grammar::citation(window, at)).flatten() else {
            return self.unclosed(at, window);
        };
        // What stands in the brackets is a number only behind an issuer's word.
        if let Some(title) = parts.title.filter(|_| parts.number.is_some() && !parts.issuer.is_some_and(|issuer| self.is_issuer(issuer))) {
            let span = Span::new(at, title.end as usize + '》'.len_utf8());
            parts = CitationParts { span, title: Some(title), ..CitationParts::default() };
        }
        self.push_citation(parts)
    }

    fn is_issuer(&self, word: Span) -> bool {
        (3..=ISSUER).contains(&word.len())
            && word.of(self.text).starts_with(|first: char| is_han(first) || first == '×' || first.is_ascii_uppercase())
    }

    fn unclosed(&mut self, at: usize, window: &str) -> usize {
        let title = Span::new(at + '《'.len_utf8(), at + window.len());
        let span = Span::new(at, title.end as usize);
        let parts = CitationParts { span, title: Some(title), ..CitationParts::default() };
        self.values.citations.push(Citation { unclosed: true, ..self.citation(&parts) });
        title.start as usize
    }

    /// A document number whose year stands in the bracket at `at`, with the issuer's word before it.
    pub(super) fn bracketed(&mut self, at: usize) -> Option<usize> {
        if !self.may_be_number(at) {
            return None;
        }
        let issuer = self.issuer(at)?;
        let parts = grammar::at_bracket(window(self.text, at, ISSUER), at)?;
        Some(self.push_citation(self.numbered(parts, issuer)))
    }

    /// An order: 第…号 behind the 令 at `at`.
    pub(super) fn order(&mut self, at: usize) -> Option<usize> {
        let end = at + '令'.len_utf8();
        if !self.is_serial_behind(end) {
            return None;
        }
        let issuer = self.issuer(end)?;
        let parts = grammar::at_order(window(self.text, end, ISSUER), end)?;
        Some(self.push_citation(self.numbered(parts, issuer)))
    }

    /// Whether 第 or a bracket and then a number follow.
    fn is_serial_behind(&self, at: usize) -> bool {
        let tail = window(self.text, at, 24).trim_start_matches([' ', '\u{3000}']);
        let number = tail.trim_start_matches(['第', '（', '(', '〔', '[', '【', '［', '﹝', ' ']);
        number.len() < tail.len() && number.starts_with(|first: char| first.is_ascii_digit() || chinese::is_numeral(first))
    }

    fn numbered(&self, mut parts: CitationParts, issuer: Span) -> CitationParts {
        parts.issuer = Some(issuer);
        parts.span = issuer.to(parts.span);
        parts.number = Some(parts.span);
        parts
    }

    /// Whether digits that can be a year stand behind the bracket; round brackets must close behind four of them.
    fn may_be_number(&self, at: usize) -> bool {
        let Some(open) = after(self.text, at) else { return false };
        let start = skip_blanks(self.text, at + open.len_utf8(), 2);
        let end = digits(self.text, start);
        match open {
            '(' | '（' | '<' | '〈' | '＜' => end - start == 4 && self.is_numbered_behind(end),
            _ => (2..=8).contains(&(end - start)),
        }
    }

    /// Whether a closing bracket and a serial number with 号 follow.
    fn is_numbered_behind(&self, at: usize) -> bool {
        let Some(close) =
            after(self.text, at).filter(|mark| matches!(mark, ')' | '）' | '〕' | ']' | '】' | '］' | '﹞' | '>' | '〉' | '＞'))
        else {
            return false;
        };
        let start = skip_blanks(self.text, at + close.len_utf8(), 2);
        let start = if after(self.text, start) == Some('第') { start + '第'.len_utf8() } else { start };
        let end = digits(self.text, skip_blanks(self.text, start, 2));
        end > start && after(self.text, skip_blanks(self.text, end, 2)) == Some('号')
    }

    /// The issuer's word that ends at `at`: Chinese characters, perhaps with a division in brackets, behind the last
    /// word that leads to it.
    fn issuer(&self, at: usize) -> Option<Span> {
        let head = window_before(self.text, self.done, at, ISSUER).trim_end_matches([' ', '\u{3000}']);
        let end = at - (window_before(self.text, self.done, at, ISSUER).len() - head.len());
        let division = division(head);
        let word = &head[..head.len() - division];
        let length = word.len()
            - word.trim_end_matches(|character: char| is_han(character) || character.is_ascii_uppercase() || character == '×').len();
        let word = &word[word.len() - length..];
        let start = self
            .units
            .issuer_breaks
            .iter()
            .filter_map(|lead| Some(word.rfind(lead.as_str())? + lead.len()))
            .filter(|&cut| word.len() - cut >= 6)
            .max();
        let length = length - start.unwrap_or(0) + division;
        (length - division >= 3).then(|| Span::new(end - length, end))
    }

    /// Adds the citation; the place behind it.
    fn push_citation(&mut self, mut parts: CitationParts) -> usize {
        let end = parts.span.end as usize;
        if let Some(broken) = parts.broken {
            self.push_damage(broken.start as usize, broken.end as usize, DamageKind::FusedDocumentNumber);
            (parts.number, parts.issuer, parts.open) = (None, None, None);
        }
        if self.names_last(&parts) {
            return end;
        }
        if parts.title.is_some() || parts.number.is_some() {
            let citation = self.citation(&parts);
            self.values.citations.push(citation);
        }
        end
    }

    /// A title directly behind a number belongs to it: 财预〔2020〕10号《…》.
    fn names_last(&mut self, parts: &CitationParts) -> bool {
        let Some(last) = self.values.citations.last_mut() else { return false };
        let adjacent = last.title.is_none() && last.span.end == parts.span.start && last.kind != CitationKind::Standard;
        if !adjacent || parts.title.is_none() || parts.number.is_some() {
            return false;
        }
        (last.title, last.span) = (parts.title, last.span.to(parts.span));
        true
    }

    fn citation(&self, parts: &CitationParts) -> Citation {
        let bracket = |span: Option<Span>| span.and_then(|span| span.of(self.text).chars().next());
        let serial = parts.serial.map(|span| span.of(self.text));
        Citation {
            span: parts.span,
            title: parts.title,
            unclosed: false,
            number: parts.number,
            issuer: parts.issuer,
            year: parts.year.and_then(|span| span.of(self.text).parse().ok()),
            year_span: parts.year,
            open: bracket(parts.open),
            close: bracket(parts.close),
            ordinal: parts.ordinal.is_some(),
            serial: serial.and_then(chinese::small),
            serial_span: parts.serial,
            suffix: parts.suffix,
            kind: self.kind(parts),
        }
    }

    fn kind(&self, parts: &CitationParts) -> CitationKind {
        let Some(issuer) = parts.issuer.filter(|_| parts.number.is_some()) else { return CitationKind::Title };
        let word = issuer.of(self.text).trim_end();
        let label = window_before(self.text, 0, issuer.start as usize, 24).trim_end_matches([' ', '：', ':', '为']);
        let firm = self.units.firm_words.iter().any(|ending| word.ends_with(ending.as_str())) || word.ends_with('字');
        let labelled = self.units.firm_labels.iter().any(|name| label.ends_with(name.as_str()));
        // 会议纪要〔2023〕第5期: issues are numbered, and no documents.
        let issue =
            parts.suffix.is_none() && after(self.text, parts.span.end as usize).is_some_and(|next| matches!(next, '期' | '次' | '辑'));
        match (word.ends_with('令'), parts.ordinal.is_some() && firm || labelled || issue) {
            (true, _) => CitationKind::Order,
            (false, true) => CitationKind::FirmReport,
            (false, false) => CitationKind::Document,
        }
    }

    /// A standard from `start` to `end`.
    pub(super) fn push_standard(&mut self, start: usize, end: usize) -> usize {
        let span = Span::new(start, end);
        let year = end.checked_sub(4).filter(|&year| year > start).map(|year| Span::new(year, end));
        let parts = CitationParts { span, number: Some(span), year, ..CitationParts::default() };
        self.values.citations.push(Citation { kind: CitationKind::Standard, ..self.citation(&parts) });
        end
    }
}

/// The length of a division in brackets at the end of an issuer's word: （资环）.
fn division(head: &str) -> usize {
    let Some(inner) = head.strip_suffix(['）', ')']) else { return 0 };
    let open = inner.rfind(['（', '(']).filter(|&at| inner.len() - at <= 27);
    open.filter(|&at| inner[at..].chars().skip(1).all(is_han)).map_or(0, |at| head.len() - at)
}
