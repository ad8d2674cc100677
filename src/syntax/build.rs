//! Lines with their parts → the document, in the flow.

use super::choices::choice;
use super::cover;
use super::document::{Block, Choice, Document, Field, Item, LineKind, Numeral, Sentence};
use super::draft::{Draft, Reading};
use super::flow::{Flow, Shift};
use super::lines::has_box;
use super::sections::sections;
use super::sentences::sentences;
use super::table::{self, Table};
use super::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// What is read in the flow, apart from its lines.
pub(super) struct Building<'a> {
    /// The flow's text.
    pub text: &'a str,
    /// The words of the layout.
    pub words: &'a Vocabulary,
    drafts: &'a [Draft],
    blocks: Vec<Block>,
    numerals: Vec<Option<Numeral>>,
    fields: Vec<Field>,
    choices: Vec<Choice>,
    tables: Vec<Table>,
    sentences: Vec<Sentence>,
}

/// Puts the document together, without its lines.
pub(super) fn build<'t>(source: &'t str, flow: Flow<'t>, shift: &Shift, reading: &Reading<'_>) -> Document<'t> {
    let drafts = &reading.drafts;
    let spans: Vec<Span> = drafts.iter().map(|draft| shift.span(reading.span(draft))).collect();
    let blocks =
        drafts.iter().zip(&spans).map(|(draft, &span)| Block { kind: draft.kind, span, zone: draft.zone, section: None }).collect();
    let numeral = |(draft, span): (&Draft, &Span)| {
        let mark = draft.mark?;
        Some(Numeral { value: mark.value, style: mark.style, span: Span { start: span.start, end: span.start + mark.length } })
    };
    let numerals = drafts.iter().zip(&spans).map(numeral).collect();
    let mut building = Building {
        text: &flow.text,
        words: reading.words,
        drafts,
        blocks,
        numerals,
        fields: Vec::new(),
        choices: Vec::new(),
        tables: Vec::new(),
        sentences: Vec::new(),
    };
    let closes = building.closes();
    let sections = sections(building.text, &mut building.blocks, &building.numerals, &closes, building.words);
    building.read(reading);
    let mut headings = sections.iter();
    for at in 0..building.blocks.len() {
        let body = match building.blocks[at].kind {
            LineKind::Paragraph => Some(building.blocks[at].span),
            LineKind::Item => building.behind_number(at),
            LineKind::Heading => headings.next().and_then(|section| section.inline_body),
            LineKind::Blank
            | LineKind::Furniture
            | LineKind::Contents
            | LineKind::Field
            | LineKind::Choice
            | LineKind::Title
            | LineKind::Row
            | LineKind::SignOff => None,
        };
        if let Some(body) = body {
            sentences(building.text, body, at as u32, &mut building.sentences);
        }
    }
    building.sentences.sort_by_key(|sentence| sentence.span);
    let items = building.items();
    let Building { blocks, fields, choices, tables, sentences, .. } = building;
    Document { source, lines: Vec::new(), blocks, sections, fields, choices, tables, items, sentences, flow }
}

impl Building<'_> {
    /// Which blocks end every section above them: signatures and annexes.
    fn closes(&self) -> Vec<bool> {
        let annex = |block: &Block| {
            let line = block.span.of(self.text);
            let word = super::vocabulary::bare(line).split([' ', '\u{3000}']).next().unwrap_or("");
            line.len() < 120 && self.words.roles(word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')).any(Roles::ANNEX)
        };
        self.blocks.iter().map(|block| block.kind == LineKind::SignOff || block.kind == LineKind::Title && annex(block)).collect()
    }

    fn behind_number(&self, at: usize) -> Option<Span> {
        let span = self.blocks[at].span;
        let start = self.numerals[at].map_or(span.start, |numeral| numeral.span.end);
        Some(super::notation::trim(self.text, Span { start, end: span.end }))
    }

    fn items(&self) -> Vec<Item> {
        let item = |(at, block): (usize, &Block)| {
            let numeral = self.numerals[at].filter(|_| block.kind == LineKind::Item)?;
            Some(Item { numeral, span: block.span, section: block.section, block: at as u32 })
        };
        self.blocks.iter().enumerate().filter_map(item).collect()
    }

    /// Reads fields, choices and tables, in order.
    fn read(&mut self, reading: &Reading<'_>) {
        let mut at = 0;
        while at < self.blocks.len() {
            let block = self.blocks[at];
            at += 1;
            match block.kind {
                LineKind::Field => self.field(block),
                LineKind::Choice => self.choice(block),
                LineKind::Row => {
                    let table = self.drafts[at - 1].table;
                    let rest = self.drafts[at..].iter().take_while(|draft| draft.table == table && draft.kind == LineKind::Row).count();
                    self.table(reading, at - 1, at + rest);
                    at += rest;
                }
                LineKind::Blank
                | LineKind::Furniture
                | LineKind::Contents
                | LineKind::Title
                | LineKind::Heading
                | LineKind::Item
                | LineKind::Paragraph
                | LineKind::SignOff => {}
            }
        }
    }

    fn field(&mut self, block: Block) {
        let (line, below) = first_line(self.text, block.span);
        let pairs = cover::pairs(line.of(self.text), self.words);
        let last = pairs.len().saturating_sub(1);
        for (at, pair) in pairs.iter().enumerate() {
            let value = if at == last && pair.value.is_empty() && !below.is_empty() { below } else { pair.value.shift(line.start) };
            self.fields.push(Field { label: pair.label.shift(line.start), value, zone: block.zone });
        }
    }

    fn choice(&mut self, block: Block) {
        let (line, below) = first_line(self.text, block.span);
        let pairs = cover::pairs(line.of(self.text), self.words);
        let last = pairs.len().saturating_sub(1);
        for (at, pair) in pairs.iter().enumerate() {
            let room = pair.room.shift(line.start);
            let room = if at == last { room.to(below) } else { room };
            let label = pair.label.shift(line.start);
            match choice(self.text, label, room, self.words) {
                Some(choice) => self.choices.push(choice),
                None => self.fields.push(Field { label, value: pair.value.shift(line.start), zone: block.zone }),
            }
        }
        if pairs.is_empty() {
            let label = Span { start: block.span.start, end: block.span.start };
            self.choices.extend(choice(self.text, label, block.span, self.words));
        }
    }

    fn table(&mut self, reading: &Reading<'_>, first: usize, end: usize) {
        let Some(region) = self.drafts[first].table.and_then(|table| reading.regions.get(table as usize)) else {
            return;
        };
        let spans: Vec<Span> = self.blocks[first..end].iter().map(|block| block.span).collect();
        let rows = table::read(self.text, region, &spans, self.words);
        let found = table::pairs(self.text, &rows, self.words);
        self.fields.extend(found.fields);
        self.choices.extend(found.choices);
        self.cell_sentences(&rows, first, end);
        let span = spans.iter().copied().reduce(Span::to).unwrap_or_default();
        self.tables.push(Table { span, layout: region.layout, rows, caption: self.caption(first), section: self.blocks[first].section });
    }

    /// Cells of prose have sentences too.
    fn cell_sentences(&mut self, rows: &[table::Row], first: usize, end: usize) {
        for cell in rows.iter().flat_map(|row| &row.cells) {
            let inside = cell.span.of(self.text);
            if inside.len() >= 36 && inside.contains(['。', '；', '，', ';']) && !has_box(inside.as_bytes()) {
                let block = first + self.blocks[first..end].partition_point(|block| block.span.end < cell.span.end);
                sentences(self.text, cell.span, block.min(end - 1) as u32, &mut self.sentences);
            }
        }
    }

    /// The title lines right above a table, with the unit that stands between.
    fn caption(&self, first: usize) -> Option<Span> {
        let above = self.blocks[..first].iter().rev().take(4);
        let near: Vec<&Block> = above
            .take_while(|block| {
                block.kind == LineKind::Title || matches!(block.kind, LineKind::Field | LineKind::Choice) && block.span.len() < 200
            })
            .collect();
        let names = |block: &&&Block| block.kind == LineKind::Title && self.words.ends_title(block.span.of(self.text));
        let title = near.iter().find(names).or(near.iter().find(|block| block.kind == LineKind::Title))?.span;
        let whole = near.first().map_or(title, |nearest| title.to(nearest.span));
        Some(if whole.of(self.text).contains('|') { title } else { whole })
    }
}

/// The first line of a block, and what stands below it.
fn first_line(text: &str, span: Span) -> (Span, Span) {
    let inside = span.of(text);
    match inside.find(['\n', '\r']) {
        Some(end) => {
            let line = Span { start: span.start, end: span.start + end as u32 };
            (super::notation::trim(text, line), super::notation::trim(text, Span { start: line.end, end: span.end }))
        }
        None => (span, Span { start: span.end, end: span.end }),
    }
}
