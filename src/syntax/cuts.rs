//! Where the flow leaves something out.

use super::document::LineKind;
use super::draft::Reading;
use super::flow::Cut;
use crate::text::Span;

/// What the flow leaves out: the breaks inside wrapped paragraphs and cells, and furniture.
pub(super) fn cuts(reading: &Reading<'_>) -> Vec<Cut> {
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
    let inside = |at: usize, cuts: &[Cut]| {
        let full = reading.lines[at].full;
        let after = cuts.partition_point(|cut| cut.span.start <= full.start);
        after.checked_sub(1).and_then(|before| cuts.get(before)).is_some_and(|cut| full.start < cut.span.end)
    };
    let furniture = (0..reading.lines.len()).filter(|&at| reading.kinds[at] == Some(LineKind::Furniture) && !inside(at, &cuts));
    let furniture: Vec<Cut> = furniture.map(|at| Cut { span: reading.lines[at].full, space: false }).collect();
    if !furniture.is_empty() {
        cuts.extend(furniture);
        cuts.sort_by_key(|cut| cut.span.start);
    }
    cuts
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
    Some(Cut { span, space })
}
