//! The signing units and the date at the end.

use super::document::{LineKind, Zone};
use super::draft::Reading;
use super::front::parted;
use super::lines::{Form, is_date};
use super::notation::ends_sentence;
use super::vocabulary::Roles;

/// A signature has at most so many lines above its date.
const UNITS: usize = 5;

/// Settles every signature below `body`: a day that stands alone, with the short lines above it, and a unit as the last line.
pub(super) fn sign_off(reading: &mut Reading<'_>, body: usize) {
    let mut last = None;
    for at in body..reading.lines.len() {
        if !reading.open(at) || reading.lines[at].form == Form::Boxed {
            continue;
        }
        last = Some(at);
        if reading.lines[at].width <= 70 && is_day(reading.line(at)) {
            settle(reading, at);
            units(reading, at, body);
        }
    }
    let unit = last
        .filter(|&at| reading.open(at) && is_unit(reading, at) && (reading.words.ends_body(reading.line(at)) || is_signed(reading, at)));
    if let Some(at) = unit {
        settle(reading, at);
    }
}

fn is_day(line: &str) -> bool {
    let tail = line.trim_end_matches(['）', ')']);
    if !tail.ends_with(['日', '月', '号']) && !tail.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    is_date(line)
        || parted(line).is_some_and(|(unit, day)| {
            is_date(day) && !unit.ends_with(['，', '。', '：', ':']) && !is_date(unit) && !unit.contains(['，', '。'])
        })
}

fn units(reading: &mut Reading<'_>, date: usize, body: usize) {
    let mut at = date;
    for _ in 0..UNITS {
        match reading.previous(at).filter(|&above| above >= body && reading.open(above)) {
            Some(above) if is_person(reading, above) => at = above,
            Some(above) if is_unit(reading, above) => {
                at = above;
                settle(reading, at);
            }
            Some(_) | None => return,
        }
    }
}

/// 主评人：江照晚 between the unit and the day: a field, read later.
fn is_person(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let label = line.char_indices().take(12).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| &line[..at]);
    line.len() <= 90 && label.is_some_and(|label| reading.words.roles(label).any(Roles::FIELD))
}

/// A short line that ends like a name and not like a sentence.
fn is_unit(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let shape = &reading.lines[at];
    let apart = at == 0 || reading.lines[at - 1].form == Form::Blank;
    let named = reading.words.ends_body(line) || is_signed(reading, at) || apart || shape.indented;
    matches!(shape.form, Form::Text | Form::Tabbed)
        && line.len() <= 150
        && named
        && !ends_sentence(line)
        && !line.contains(['，', '；', '。', '：', ':', '、'])
}

fn is_signed(reading: &Reading<'_>, at: usize) -> bool {
    reading.words.signing.iter().any(|word| reading.line(at).contains(word.as_str()))
}

fn settle(reading: &mut Reading<'_>, at: usize) {
    reading.settle(at, at, LineKind::SignOff, Zone::SignOff);
}
