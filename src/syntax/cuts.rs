//! Where the flow leaves something out.

use super::document::LineKind;
use super::draft::Reading;
use super::flow::{Cut, Instead};
use crate::text::Span;

/// What the flow leaves out: the breaks inside wrapped paragraphs and cells, furniture, and remarks to this program.
pub(super) fn cuts(reading: &Reading<'_>, remarks: &[Cut]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for draft in reading.drafts.iter().filter(|draft| draft.last > draft.first && joins(draft.kind)) {
        let mut above = draft.first as usize;
        for at in draft.first as usize + 1..=draft.last as usize {
            if !matches!(reading.kinds[at], Some(LineKind::Blank | LineKind::Furniture)) {
                cuts.extend(join(reading, above, at));
                above = at;
            }
        }
    }
    let furniture = (0..reading.lines.len()).filter(|&at| reading.kinds[at] == Some(LineKind::Furniture));
    add(&mut cuts, furniture.map(|at| Cut { span: reading.lines[at].full, instead: Instead::Nothing }));
    let broken = reading.lines.windows(2).filter(|pair| pair[1].goes_on);
    add(&mut cuts, broken.map(|pair| Cut { span: Span { start: pair[0].text.end, end: pair[1].text.start }, instead: Instead::Break }));
    add(&mut cuts, remarks.iter().copied());
    cuts
}

/// Adds the cuts that do not start inside one that is known.
fn add(cuts: &mut Vec<Cut>, more: impl Iterator<Item = Cut>) {
    let inside = |start: u32| {
        let after = cuts.partition_point(|cut| cut.span.start <= start);
        after.checked_sub(1).and_then(|before| cuts.get(before)).is_some_and(|cut| start < cut.span.end)
    };
    let more: Vec<Cut> = more.filter(|cut| !inside(cut.span.start)).collect();
    if !more.is_empty() {
        cuts.extend(more);
        cuts.sort_by_key(|cut| cut.span.start);
    }
}

fn joins(kind: LineKind) -> bool {
    match kind {
        LineKind::Paragraph | LineKind::Heading | LineKind::Item | LineKind::Row => true,
        LineKind::Blank
        | LineKind::Furniture
        | LineKind::Contents
        | LineKind::Field
        | LineKind::Choice
        | LineKind::Title
        | LineKind::SignOff => false,
    }
}

/// The break between two lines of one paragraph or cell.
fn join(reading: &Reading<'_>, above: usize, below: usize) -> Option<Cut> {
    let (line, next) = (reading.line(above), reading.line(below));
    if line.ends_with('|') {
        return None;
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let space = latin(line.chars().next_back()) && latin(next.chars().next());
    let span = Span { start: reading.lines[above].text.end, end: reading.lines[below].text.start };
    Some(Cut { span, instead: if space { Instead::Space } else { Instead::Nothing } })
}
