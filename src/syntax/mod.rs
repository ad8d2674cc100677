//! Source text → [`Document`]: lines, blocks, sections, fields, choices, tables and sentences, by the pest grammar
//! `grammar/report.pest`, one line at a time.
//!
//! [`parse`] has no error path: any text is a document. It is lossless (every source byte belongs to one [`Line`])
//! and linear in the input. A document has two coordinates: the *source* as read, and the *flow*, in which
//! wrapped lines of one paragraph are joined, page furniture is left out and full-width digits are ASCII. Everything after `syntax`
//! works on the flow; a finding is brought back to the source by [`Flow::source`].
//!
//! A form whose parts stand on one line is broken into them first (`table::broken`): each is a line from then on, and the flow has a line end there.
//!
//! What a line is by itself (`lines`) is the grammar's; what it is beside its neighbours is found in this order: furniture and
//! contents, tables, front, signatures, body. What is settled first stays.

mod bars;
mod body;
mod build;
mod choices;
mod cover;
mod cuts;
mod document;
mod draft;
pub mod dump;
mod flow;
mod fold;
mod front;
mod furniture;
mod headings;
mod lines;
mod notation;
mod remarks;
mod sections;
mod sentences;
mod signoff;
mod spacing;
pub mod table;
#[cfg(test)]
mod tests;
mod vocabulary;
mod wrap;

pub use document::*;
pub use flow::{Flow, Piece};
pub use remarks::{Remark, remarks};
pub use table::{Cell, Heading, Layout, Row, Table};
pub use vocabulary::Vocabulary;

use crate::text::Span;
use draft::Reading;
use fold::Folded;
use lines::Form;

/// Reads a report.
pub fn parse<'t>(source: &'t str, vocabulary: &Vocabulary) -> Document<'t> {
    let folded = fold::fold(source);
    let left_out = remarks::cuts(&folded.text);
    let shapes = spacing::closed_up(lines::lines(&folded.text, &left_out));
    let shapes = table::broken(&folded.text, shapes, &left_out, vocabulary);
    let reading = read(&folded.text, &shapes, vocabulary);
    let cuts = cuts::cuts(&reading, &left_out);
    let (flow, shift) = flow::assemble(source, &folded, &cuts);
    let mut document = build::build(source, flow, &shift, &reading);
    document.lines = lines_of(&folded, &reading);
    document
}

/// The lines, in the source.
fn lines_of(folded: &Folded<'_>, reading: &Reading<'_>) -> Vec<Line> {
    let mut folds = 0;
    let mut start = 0;
    let mut line = |(shape, kind): (&lines::Shape, &Option<LineKind>)| {
        while folded.places.get(folds).is_some_and(|&place| place - 2 * (folds as u32) < shape.full.end) {
            folds += 1;
        }
        let span = Span { start, end: shape.full.end + 2 * folds as u32 };
        start = span.end;
        Line { span, kind: kind.unwrap_or(LineKind::Paragraph) }
    };
    reading.lines.iter().zip(&reading.kinds).map(&mut line).collect()
}

/// Finds out what part every line plays.
fn read<'a>(text: &'a str, shapes: &'a [lines::Shape], vocabulary: &'a Vocabulary) -> Reading<'a> {
    let mut reading = Reading::new(text, shapes, vocabulary);
    furniture::furniture(&mut reading);
    furniture::contents(&mut reading);
    tables(&mut reading);
    let start = front::front(&mut reading);
    signoff::sign_off(&mut reading, start);
    body::body(&mut reading, start);
    reading.drafts.sort_by_key(|draft| draft.first);
    reading
}

fn tables(reading: &mut Reading<'_>) {
    let regions = table::regions(reading);
    for (table, region) in regions.iter().enumerate() {
        let titles = region.rows.iter().take_while(|row| table::is_title(reading.line(row.0 as usize), reading.words)).count();
        for &(first, last) in &region.rows[..titles] {
            reading.settle(first as usize, last as usize, LineKind::Title, Zone::Title);
        }
        for &(first, last) in &region.rows[titles..] {
            reading.settle(first as usize, last as usize, LineKind::Row, Zone::Form).table = Some(table as u32);
        }
        let ends = region.rows.first().zip(region.rows.last());
        for at in ends.map_or(0..0, |(first, last)| first.0 as usize..last.1 as usize + 1) {
            if reading.lines[at].form == Form::Rule {
                reading.kinds[at] = Some(LineKind::Row);
            }
        }
    }
    reading.regions = regions;
}
