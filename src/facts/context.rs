//! What the extractors of one document read: the document itself, and what several of them need, made once.

use super::prose::Prose;
use super::{causes, columns, entry, form, glance, goal, grade, items, prose, record, sheet, told};
use crate::data::Knowledge;
use crate::data::glossary::List;
use crate::skeleton::Skeleton;
use crate::syntax::Document;
use crate::text::Span;
use crate::values::Values;
use std::sync::OnceLock;

/// What an extractor may read.
pub struct Context<'a> {
    /// The parsed report.
    pub document: &'a Document<'a>,
    /// The figures, dates and citations of its flow.
    pub values: &'a Values,
    /// Domain knowledge.
    pub knowledge: &'a Knowledge,
    /// The file's name, as the user gave it; some names say the year.
    pub path: &'a str,
    /// The skeletons of the paragraphs, made when an extractor first asks for them.
    skeleton: OnceLock<Skeleton>,
    sheets: OnceLock<Vec<sheet::Sheet<'a>>>,
    forms: OnceLock<Vec<form::Form<'a>>>,
    records: OnceLock<Vec<form::Form<'a>>>,
    told: OnceLock<told::Told<'a>>,
    lines: OnceLock<Vec<Vec<record::Piece>>>,
    bands: OnceLock<grade::Bands>,
    amounts: OnceLock<Vec<columns::Amounts>>,
    entries: OnceLock<Vec<entry::Entry<'a>>>,
    items: OnceLock<Vec<items::Place>>,
    topics: OnceLock<Vec<Vec<usize>>>,
    places: OnceLock<[Vec<u32>; List::COUNT]>,
    glance: OnceLock<glance::Glance>,
    causes: OnceLock<causes::Causes<'a>>,
    goals: OnceLock<Vec<(Span, Span)>>,
    /// The figures of the prose, read when the first extractor asks.
    prose: OnceLock<prose::Reading>,
}

impl<'a> Context<'a> {
    /// What the extractors of one document may read.
    pub fn new(document: &'a Document<'a>, values: &'a Values, knowledge: &'a Knowledge, path: &'a str) -> Self {
        let (skeleton, sheets, forms, records, told, amounts) = Default::default();
        let (entries, items, topics, places, glance, causes, prose) = Default::default();
        Context {
            document,
            values,
            knowledge,
            path,
            skeleton,
            sheets,
            forms,
            records,
            told,
            lines: OnceLock::new(),
            bands: OnceLock::new(),
            amounts,
            entries,
            items,
            topics,
            places,
            glance,
            causes,
            goals: OnceLock::new(),
            prose,
        }
    }

    /// The skeletons of the paragraphs.
    pub fn skeleton(&self) -> &Skeleton {
        self.skeleton.get_or_init(|| Skeleton::of(self.document, self.values, &self.knowledge.connectors))
    }

    /// Reads cells of the flow.
    pub fn reader(&self) -> sheet::Reader<'a> {
        sheet::Reader::new(&self.document.flow.text, self.knowledge)
    }

    /// The tables by their headers, read when the first extractor asks.
    pub fn sheets(&self) -> &[sheet::Sheet<'a>] {
        self.sheets.get_or_init(|| sheet::sheets(self.document, self.knowledge))
    }

    /// The self-evaluation forms.
    pub fn forms(&self) -> &[form::Form<'a>] {
        self.forms.get_or_init(|| form::forms(&self.reader(), self.sheets()))
    }

    /// Indicators outside of forms, in tables with other headers and in lines.
    pub fn records(&self) -> &[form::Form<'a>] {
        self.records.get_or_init(|| record::records(self))
    }

    /// Indicators and points that prose tells.
    pub(super) fn told(&self) -> &told::Told<'a> {
        self.told.get_or_init(|| told::read(self))
    }

    /// The pieces of the short lines.
    pub(super) fn lines(&self) -> &[Vec<record::Piece>] {
        self.lines.get_or_init(|| grade::lines(self))
    }

    /// The bands of the grades.
    pub(super) fn bands(&self) -> &grade::Bands {
        self.bands.get_or_init(|| grade::Bands::of(self))
    }

    /// The amounts in the cells of the sheets whose columns may be reckoned from others.
    pub(super) fn amounts(&self) -> &[columns::Amounts] {
        self.amounts.get_or_init(|| columns::amounts(&self.reader(), self.sheets()))
    }

    /// The figures that are the whole of a cell, with the names of their rows.
    pub(super) fn entries(&self) -> &[entry::Entry<'a>] {
        self.entries.get_or_init(|| entry::entries(self))
    }

    /// The lists of items, each with its figures.
    pub(super) fn items(&self) -> impl Iterator<Item = items::Items<'_>> {
        self.items.get_or_init(|| items::places(self)).iter().map(|place| items::Items::at(self, place))
    }

    /// Where the phrases of the glossary begin, list by list.
    pub(super) fn places(&self) -> &[Vec<u32>; List::COUNT] {
        self.places.get_or_init(|| self.knowledge.glossary.places(&self.document.flow.text))
    }

    /// The single characters that extractors look for.
    pub(super) fn glance(&self) -> &glance::Glance {
        self.glance.get_or_init(|| glance::Glance::of(&self.document.flow.text, &self.knowledge.words.classes))
    }

    /// The topics of each section, by their index in the outlines.
    pub fn topics(&self) -> &[Vec<usize>] {
        let titles = || self.document.sections.iter().map(|section| section.title.of(&self.document.flow.text));
        self.topics.get_or_init(|| titles().map(|title| self.knowledge.outlines.of(title)).collect())
    }

    /// The sentences that give a cause.
    pub fn causes(&self) -> &causes::Causes<'a> {
        self.causes.get_or_init(|| causes::Causes::of(self))
    }

    /// Goals and their results, in order.
    pub fn goals(&self) -> &[(Span, Span)] {
        self.goals.get_or_init(|| goal::pairs(self))
    }

    /// The figures of the prose with what the words around them say.
    pub fn prose(&self) -> Prose<'_, 'a> {
        let read = || prose::read(self.document, self.values, &self.knowledge.measures);
        self.prose.get_or_init(read).of(&self.document.flow.text)
    }
}
