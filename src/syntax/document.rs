//! What [`super::parse`] makes of a report: plain data.

use super::flow::Flow;
use super::table::Table;
use crate::text::Span;

/// A report, understood down to its sentences and cells. All spans but those of [`Line`] are in the flow.
#[derive(Debug)]
pub struct Document<'t> {
    /// The text as read.
    pub source: &'t str,
    /// The text as it is to be read, and the way back.
    pub flow: Flow<'t>,
    /// Every source line, or part of a line that is read as one, in order, without gaps (source coordinates).
    pub lines: Vec<Line>,
    /// What the lines make up, in order (flow coordinates).
    pub blocks: Vec<Block>,
    /// Headings with what stands below them, in order of their headings.
    pub sections: Vec<Section>,
    /// Label and value pairs of cover, preamble, forms and sign-off.
    pub fields: Vec<Field>,
    /// Groups of boxes of which some are ticked.
    pub choices: Vec<Choice>,
    /// Tables of every layout.
    pub tables: Vec<Table>,
    /// Numbered and bulleted items, in order.
    pub items: Vec<Item>,
    /// Sentences of prose blocks (paragraphs, items, headings with a body), in order.
    pub sentences: Vec<Sentence>,
}

/// A source line and the part it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line with its line end, in the source.
    pub span: Span,
    /// The part it plays.
    pub kind: LineKind,
}

/// The part that a source line plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum LineKind {
    /// White space only.
    Blank,
    /// Page numbers, site navigation, running heads.
    Furniture,
    /// A line of the table of contents, or its heading.
    Contents,
    /// Label and value, one or more pairs.
    Field,
    /// A label and boxes.
    Choice,
    /// A line of the title block.
    Title,
    /// A numbered heading (perhaps with its body on the same line).
    Heading,
    /// A numbered or bulleted item.
    Item,
    /// A row of a table, or a part of one.
    Row,
    /// Prose, or the continuation of a wrapped line.
    Paragraph,
    /// The signing unit or date at the end.
    SignOff,
}

/// The part of the report that a block belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Zone {
    /// The cover's fields and choices, before the title.
    Cover,
    /// The title lines.
    Title,
    /// The table of contents.
    Contents,
    /// Prose between the title and the first heading.
    Preamble,
    /// The sections.
    Body,
    /// A form or table.
    Form,
    /// Unit and date at the end.
    SignOff,
}

/// A run of the flow that belongs together: a paragraph, a heading, a row …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: LineKind,
    /// Where, without the surrounding white space.
    pub span: Span,
    /// The part of the report.
    pub zone: Zone,
    /// The innermost section that it stands in: an index into [`Document::sections`].
    pub section: Option<u32>,
}

/// A heading and what stands below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Depth in the tree, from 1.
    pub level: u8,
    /// The number as written; none for an unnumbered heading.
    pub number: Option<Numeral>,
    /// The heading without number and punctuation: 项目概况.
    pub title: Span,
    /// Number and title, as far as the heading goes.
    pub heading: Span,
    /// The text after the heading on the same line, when there is any.
    pub inline_body: Option<Span>,
    /// From the heading to the end of the last block in it, sub-sections included.
    pub span: Span,
    /// The section around it.
    pub parent: Option<u32>,
    /// The blocks in it, sub-sections included, its own heading excluded: indices into [`Document::blocks`].
    pub blocks: (u32, u32),
}

/// A numbered line that is no heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number.
    pub numeral: Numeral,
    /// The whole item, number included.
    pub span: Span,
    /// The innermost section that it stands in.
    pub section: Option<u32>,
    /// Its block: an index into [`Document::blocks`].
    pub block: u32,
}

/// A number before a heading or an item, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: u32,
    /// How it is written.
    pub style: Style,
    /// Where, with its brackets and point: （一）, 1.
    pub span: Span,
}

/// How a heading's number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Style {
    /// 第一部分, 第一章, 第一篇
    Part,
    /// 第一条, 第一节
    Article,
    /// 一、
    Chinese,
    /// （一） or (一), also with 、 behind
    ChineseBracketed,
    /// 1、
    ArabicComma,
    /// 1. or 1．
    ArabicPoint,
    /// （1） or (1), ⑴
    ArabicBracketed,
    /// 1） or 1)
    ArabicHalfBracketed,
    /// ①
    Circled,
    /// 1.1, 1.1.1: the value is the last number
    Decimal,
}

/// A label with its value. A value that is only the form's own template (`年 月 日`, `____`) is blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The label, without colon; spaces inside it are kept (项 目 名 称).
    pub label: Span,
    /// The value; empty, at the place where it is expected, when there is none.
    pub value: Span,
    /// The part of the report.
    pub zone: Zone,
}

/// A label and its boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The label; empty span at the first option when the group has none.
    pub label: Span,
    /// The options, in order.
    pub options: Vec<ChoiceOption>,
    /// The whole group, label included.
    pub span: Span,
}

/// One option of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The box.
    pub mark: Span,
    /// The option's text.
    pub text: Span,
    /// Whether the box is ticked.
    pub ticked: bool,
}

/// A sentence of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// With its closing mark.
    pub span: Span,
    /// The block that holds it: an index into [`Document::blocks`].
    pub block: u32,
}
