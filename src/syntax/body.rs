//! The lines below the front: headings, items, paragraphs, and what else stands between them.

use super::document::{LineKind, Zone};
use super::draft::Reading;
use super::front::{fields, is_annex, is_prose};
use super::headings::numbered;
use super::lines::Form;
use super::notation::ends_sentence;
use super::vocabulary::Roles;
use super::wrap::{Wrap, wrap};

/// Settles every line from `start` on that is still open.
pub(super) fn body(reading: &mut Reading<'_>, start: usize) {
    let wrap = wrap(reading, start);
    let lines = numbered(reading, start, &|at| last(reading, wrap, at));
    let mut lines = lines.into_iter().peekable();
    let mut zone = Zone::Preamble;
    let mut at = start;
    while at < reading.lines.len() {
        if !reading.open(at) {
            at += 1;
            continue;
        }
        while lines.peek().is_some_and(|known| known.line < at) {
            lines.next();
        }
        match lines.next_if(|known| known.line == at) {
            Some(known) => {
                let end = last(reading, wrap, at);
                zone = if known.kind == LineKind::Heading { Zone::Body } else { zone };
                reading.settle(at, end, known.kind, zone).mark = known.mark;
                at = end + 1;
            }
            None => at += plain(reading, at, wrap, &mut zone),
        }
    }
}

/// The last line of the paragraph that starts at a line.
fn last(reading: &Reading<'_>, wrap: Option<Wrap>, at: usize) -> usize {
    let alone = matches!(reading.lines[at].form, Form::Numbered(mark) if mark.rest as usize >= reading.line(at).len());
    // 8.25 / 94.50%: two cells of a form.
    let titled = || !reading.line(at + 1).starts_with(|first: char| first.is_ascii_digit());
    let below = alone && reading.lines.get(at + 1).is_some_and(|next| next.form == Form::Text) && reading.open(at + 1) && titled();
    let first = if below { at + 1 } else { at };
    wrap.map_or(first, |wrap| wrap.last(reading, first))
}

/// Settles a line without number; the number of lines it takes.
fn plain(reading: &mut Reading<'_>, at: usize, wrap: Option<Wrap>, zone: &mut Zone) -> usize {
    let end = last(reading, wrap, at);
    // 评价时间：2021年4月6日至6月18 / 日。评价组现场核查…: a label within prose that goes on below.
    let prose = (at + 1..=end).any(|at| reading.line(at).contains('。'));
    if is_field(reading, at) && !prose {
        let zone = field_zone(reading, at, *zone);
        let used = fields(reading, at, reading.lines.len(), zone, false);
        if used > 0 {
            return used;
        }
    }
    let kind = kind(reading, at, end);
    if kind == LineKind::Heading {
        *zone = Zone::Body;
    }
    let zone = if kind == LineKind::Title {
        Zone::Title
    } else if kind == LineKind::Contents {
        Zone::Contents
    } else {
        *zone
    };
    reading.settle(at, end, kind, zone);
    end + 1 - at
}

/// Whether a line below the front starts with a known label, or holds boxes.
fn is_field(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    if reading.lines[at].form == Form::Boxed {
        return line.len() < 300 && !line.ends_with('。');
    }
    let colon = line.char_indices().take(24).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
    let known = colon.is_some_and(|at| {
        reading.words.roles(line[..at].trim_start_matches(['（', '('])).any(Roles::FIELD.or(Roles::CHOICE).or(Roles::COLUMN))
    });
    known && line.len() < 300 && !line.ends_with(['。', '；'])
}

fn field_zone(reading: &Reading<'_>, at: usize, zone: Zone) -> Zone {
    let above = reading.previous(at).and_then(|above| reading.kinds[above]);
    match above {
        Some(LineKind::Row) => Zone::Form,
        Some(LineKind::Field | LineKind::Choice) => reading.drafts.last().map_or(zone, |draft| draft.zone),
        Some(LineKind::SignOff) => Zone::SignOff,
        None => Zone::Form,
        Some(LineKind::Title) if zone == Zone::Preamble => Zone::Form,
        Some(_) if reading.next(at).and_then(|below| reading.kinds[below]) == Some(LineKind::SignOff) => Zone::SignOff,
        Some(_) => zone,
    }
}

/// What a line without number and label is.
fn kind(reading: &Reading<'_>, at: usize, end: usize) -> LineKind {
    let line = reading.line(at);
    let colon = line.char_indices().take(20).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
    if colon.is_some_and(|colon| reading.words.roles(&line[..colon]).any(Roles::TOPIC)) {
        return LineKind::Heading;
    }
    if end > at || line.len() > 150 || ends_sentence(line) || line.contains(['，', '。', '；']) {
        return LineKind::Paragraph;
    }
    let above = reading.previous(at).and_then(|above| reading.kinds[above]);
    let below = reading.next(at);
    let row = |below: usize| reading.kinds[below] == Some(LineKind::Row);
    let before_table = below.is_some_and(|below| row(below) || is_field(reading, below) && reading.next(below).is_some_and(row));
    if is_annex(reading, line)
        || before_table
        || above == Some(LineKind::SignOff)
        || (reading.words.ends_title(line) && matches!(above, Some(LineKind::Title | LineKind::Row)))
    {
        return LineKind::Title;
    }
    let heads = line.len() <= 75
        && reading.words.ends_heading(line)
        && below.is_some_and(|below| below == at + 1 && reading.open(below) && is_prose(reading, below));
    if heads { LineKind::Heading } else { LineKind::Paragraph }
}
