//! Lines broken at a fixed width, as extraction from a page leaves them: which of them go on with the line above.

use super::document::{LineKind, Style};
use super::draft::Reading;
use super::lines::Form;
use super::notation::ends_sentence;

/// How a document is wrapped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrap {
    /// The usual width of a line that is broken, in columns.
    full: u32,
}

/// Shorter lines say nothing about the width of the text.
const SHORTEST: u32 = 30;
/// No page is so narrow: lines that end before are those of a list.
const NARROWEST: u32 = 34;
/// So many broken lines are no accident.
const EVIDENCE: usize = 3;

/// Whether the lines of `body` on are wrapped: a good part of the long ones ends in mid-sentence and goes on below.
pub(super) fn wrap(reading: &Reading<'_>, body: usize) -> Option<Wrap> {
    let mut long = 0;
    let mut broken: Vec<u32> = Vec::new();
    let mut ends: Vec<char> = Vec::new();
    for at in (body..reading.lines.len()).filter(|&at| reading.open(at)) {
        let shape = &reading.lines[at];
        let prose = matches!(shape.form, Form::Text | Form::Numbered(_)) && reading.line(at).contains(['，', '。', '；', ',']);
        if shape.width < SHORTEST || !prose {
            continue;
        }
        long += 1;
        let below = reading.next(at).filter(|&below| below == at + 1 || over_page(reading, at, below));
        if below.is_some_and(|below| goes_on(reading, below)) && !ends_sentence(reading.line(at)) {
            broken.push(shape.width);
            ends.extend(reading.line(at).chars().last());
        }
    }
    if broken.len() < EVIDENCE || broken.len() * 4 < long {
        return None;
    }
    if end_alike(ends) {
        return None;
    }
    let middle = broken.len() / 2;
    let (_, &mut full, _) = broken.select_nth_unstable(middle);
    let steady = broken.iter().filter(|&&width| width * 100 >= full * 80 && width * 100 <= full * 120).count();
    (steady * 4 >= broken.len() * 3 && full >= NARROWEST).then_some(Wrap { full })
}

/// Whether most lines end with the same character, as those of a list do (…自评20分) and broken ones do not.
fn end_alike(mut ends: Vec<char>) -> bool {
    ends.sort_unstable();
    ends.chunk_by(|one, other| one == other).any(|alike| alike.len() * 4 >= ends.len() * 3)
}

/// Whether a line can go on with the sentence above it.
fn goes_on(reading: &Reading<'_>, at: usize) -> bool {
    let decimal = |style| matches!(style, Style::Decimal | Style::ArabicPoint);
    reading.open(at)
        && match reading.lines[at].form {
            Form::Text => !is_classed(reading, at),
            Form::Numbered(mark) => {
                decimal(mark.style) && reading.line(at).as_bytes().get(mark.rest as usize).is_some_and(u8::is_ascii_digit)
                    || mark.style == Style::Decimal
            }
            Form::Blank | Form::Page | Form::Rule | Form::Contents | Form::Pipe | Form::Tabbed | Form::Boxed | Form::Lost(_) => false,
        }
}

/// Whether a line begins with a class of indicators and a mark, so that it is one of a list: 时效指标：…
fn is_classed(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let mark = line.char_indices().take(12).find(|(_, char)| matches!(char, '：' | ':' | ' ' | '\u{3000}' | '—' | '·' | '；'));
    mark.is_some_and(|(mark, _)| reading.words.is_class(&line[..mark]))
}

/// Whether the end of a page stands between two lines.
fn over_page(reading: &Reading<'_>, at: usize, below: usize) -> bool {
    (at + 1..below).any(|between| reading.kinds[between] == Some(LineKind::Furniture))
}

impl Wrap {
    /// The last line of the paragraph that starts at `first`.
    pub fn last(self, reading: &Reading<'_>, first: usize) -> usize {
        let mut last = first;
        while let Some(below) = self.below(reading, last, last == first) {
            last = below;
        }
        last
    }

    /// The line that goes on with the line at `at`.
    fn below(self, reading: &Reading<'_>, at: usize, first: bool) -> Option<usize> {
        let shape = &reading.lines[at];
        let line = reading.line(at);
        let heads = first && matches!(shape.form, Form::Numbered(_)) && !line.contains(['。', '：', '，', ':']);
        // A semicolon at the margin ends a clause of the paragraph, one before it an item of a list.
        let clause = line.ends_with(['；', ';']);
        let least = if heads {
            self.full * 95
        } else if clause {
            self.full * 80
        } else {
            self.full * 65
        };
        if ends_sentence(line) && !clause || shape.width * 100 < least {
            return None;
        }
        let below = reading.next(at)?;
        let near = below == at + 1 || over_page(reading, at, below);
        let flush = shape.indented || !reading.lines[below].indented;
        (near && flush && goes_on(reading, below)).then_some(below)
    }
}
