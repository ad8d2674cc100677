//! What stands in a cell.

use super::exact;
use crate::data::Knowledge;
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::syntax::Table;
use crate::text::Span;
use crate::values::{self, Figure};

/// A number and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Num {
    /// The number.
    pub quantity: Quantity,
    /// The place.
    pub span: Span,
}

impl Num {
    /// The number that a figure gives, exactly as it is printed.
    pub fn of(figure: &Figure) -> Self {
        Num { quantity: exact(figure.quantity), span: printed(figure) }
    }

    /// The points that a figure gives, with their unit or without.
    pub fn of_points(figure: &Figure) -> Self {
        let num = Num::of(figure);
        Num { quantity: Quantity { unit: Unit::SCORE, ..num.quantity }, ..num }
    }

    /// What numbers add up to.
    pub fn total(parts: &[Num]) -> Decimal {
        parts.iter().map(|part| part.quantity.value).fold(Decimal::ZERO, Decimal::saturating_add)
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<'a> {
    /// Nothing.
    Blank,
    /// A mark for "does not apply".
    Absent,
    /// A number alone.
    Number(Figure),
    /// Words.
    Words(&'a str),
}

/// Reads cells of a flow.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The flow.
    pub text: &'a str,
    /// Domain knowledge.
    pub knowledge: &'a Knowledge,
}

/// Longer cells are words.
const LONGEST_NUMBER: usize = 60;
/// The unit of a table is announced at most so far above it.
const ABOVE: usize = 120;

impl<'a> Reader<'a> {
    /// A reader of the flow.
    pub fn new(text: &'a str, knowledge: &'a Knowledge) -> Self {
        Reader { text, knowledge }
    }

    /// Whether nothing stands in a cell.
    pub fn is_blank(&self, span: Span) -> bool {
        span.of(self.text).trim().is_empty()
    }

    /// Whether a mark for "does not apply" stands in a cell.
    pub fn is_absent(&self, span: Span) -> bool {
        !self.is_blank(span) && self.knowledge.forms.marks.absent.has(span.of(self.text))
    }

    /// What stands in a cell.
    pub fn content(&self, span: Span) -> Content<'a> {
        if self.is_blank(span) {
            return Content::Blank;
        }
        if self.is_absent(span) {
            return Content::Absent;
        }
        match self.figure(span) {
            Some(figure) => Content::Number(figure),
            None => Content::Words(span.of(self.text)),
        }
    }

    /// The number that a cell is, words without meaning before it set aside.
    pub fn figure(&self, span: Span) -> Option<Figure> {
        let cell = span.of(self.text);
        if cell.len() > LONGEST_NUMBER || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let lead = cell.len() - self.knowledge.forms.indicator.fillers.stripped(cell).len();
        let inner = cell.get(lead..)?.trim_end_matches(['。', '；', ';', ' ', '\u{3000}', '，']);
        if let Some(figure) = self.spaced(inner) {
            return Some(shifted(figure, span.start + lead as u32));
        }
        let values = values::scan(inner, &self.knowledge.units);
        let [figure] = values.figures.as_slice() else { return None };
        let rest = inner.get(figure.span.end as usize..)?.trim();
        let whole = figure.span.start == 0 && (rest.is_empty() || is_bracketed(rest)) && figure.upper().is_none() && figure.well_formed;
        whole.then(|| shifted(figure.clone(), span.start + lead as u32))
    }

    /// 6 210.5 as the whole of a cell: groups of three behind single blanks.
    fn spaced(&self, cell: &str) -> Option<Figure> {
        let whole = cell.split('.').next()?;
        let mut groups = whole.split([' ', '\u{a0}', '\u{2009}']);
        let first = groups.next()?;
        let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = (1..=3).contains(&first.len()) && digits(first) && whole.len() > first.len();
        if !grouped || !groups.all(|group| group.len() == 3 && digits(group)) {
            return None;
        }
        let closed: String = cell.chars().filter(|char| !char.is_whitespace()).collect();
        let values = values::scan(&closed, &self.knowledge.units);
        let [figure] = values.figures.as_slice() else { return None };
        let all = Span::new(0, cell.len());
        (figure.span.len() == closed.len() && figure.unit.is_none()).then_some(Figure { span: all, number: all, ..figure.clone() })
    }

    /// A number in a column with a unit of its own: the unit of the cell holds, else that of the column.
    pub fn number(&self, span: Span, unit: Option<Unit>) -> Option<Num> {
        let figure = self.figure(span)?;
        let mut quantity = figure.quantity;
        if let (Dimension::Plain, 0, Some(unit)) = (quantity.unit.dimension, quantity.unit.exponent, unit) {
            quantity.unit = unit;
            quantity.mode = mode(unit.dimension, quantity.mode);
        }
        Some(Num { quantity, span: printed(&figure) })
    }

    /// A weight or a score: a bare number, or one of 分 or %.
    pub fn points_of_cell(&self, span: Span) -> Option<Num> {
        let figure = self.figure(span)?;
        match figure.quantity.unit.dimension {
            Dimension::Plain | Dimension::Score | Dimension::Ratio => {
                Some(Num { quantity: score(figure.quantity), span: printed(&figure) })
            }
            Dimension::Money | Dimension::Points | Dimension::Count(_) => None,
        }
    }

    /// A rate: 86%, or a bare 86 below a header of rates.
    pub fn rate(&self, span: Span) -> Option<Num> {
        let figure = self.figure(span)?;
        let mut quantity = figure.quantity;
        match quantity.unit.dimension {
            Dimension::Ratio => {}
            Dimension::Plain => {
                let share = quantity.value <= Decimal::ONE && quantity.decimals > 0;
                quantity.unit = Unit { dimension: Dimension::Ratio, exponent: if share { 0 } else { -2 } };
                quantity.mode = Mode::Rounded;
            }
            Dimension::Money | Dimension::Points | Dimension::Score | Dimension::Count(_) => return None,
        }
        Some(Num { quantity, span: printed(&figure) })
    }

    /// The unit in brackets at the end of a header cell: 金额（万元）, （单位：万元）.
    pub fn bracketed_unit(&self, span: Span) -> Option<Unit> {
        let cell = span.of(self.text).trim_end_matches(['：', ':', ' ']);
        let inside = cell.strip_suffix(['）', ')'])?;
        let open = inside.rfind(['（', '('])?;
        self.unit(unit_word(inside.get(open..)?))
    }

    /// The points in brackets behind a name: 产出指标（50分）, 产出（50）.
    pub fn points(&self, span: Span) -> Option<Num> {
        let cell = span.of(self.text);
        let open = cell.rfind(['（', '('])?;
        let inside = cell.get(open..)?.trim_start_matches(['（', '(']);
        let inside = inside.get(..inside.find(['）', ')'])?)?;
        let figure = self.figure(Span::inside(cell, inside).shift(span.start))?;
        match figure.quantity.unit.dimension {
            Dimension::Score => Some(Num { quantity: score(figure.quantity), span: figure.span }),
            Dimension::Plain | Dimension::Money | Dimension::Ratio | Dimension::Points | Dimension::Count(_) => None,
        }
    }

    /// The points right behind a name: 决策20分, 产出/30分.
    pub fn points_at_end(&self, span: Span) -> Option<Num> {
        let cell = span.of(self.text);
        let name = cell.strip_suffix('分')?.trim_end_matches(|mark: char| mark.is_ascii_digit() || mark == '.' || mark == ' ');
        if cell.len() > LONGEST_NUMBER || !name.ends_with(|last: char| last.is_alphabetic() || matches!(last, '/' | '／' | '）' | ')')) {
            return None;
        }
        let points = cell.get(name.len()..)?.trim_start();
        let figure = self.figure(Span::inside(cell, points).shift(span.start))?;
        (figure.quantity.unit.dimension == Dimension::Score).then(|| Num { quantity: score(figure.quantity), span: printed(&figure) })
    }

    /// The unit that the caption of a table, or a line right above it, gives: 单位：万元.
    pub fn announced_unit(&self, table: &Table) -> Option<Unit> {
        let end = table.span.start as usize;
        let start = (end.saturating_sub(ABOVE)..=end).find(|&at| self.text.is_char_boundary(at))?;
        let above = table.caption.map_or("", |caption| caption.of(self.text));
        [above, self.text.get(start..end)?].into_iter().find_map(|text| self.after_label(text))
    }

    fn after_label(&self, text: &str) -> Option<Unit> {
        let (_, label) = self.knowledge.forms.columns.unit_labels.all(text).last()?;
        self.unit(unit_word(text.get(label.end..)?.trim_start_matches(['：', ':'])))
    }

    /// The unit that words are.
    pub fn unit(&self, word: &str) -> Option<Unit> {
        let word = word.trim();
        if word.is_empty() || word.len() > 30 {
            return None;
        }
        self.knowledge.units.of_word(word).or_else(|| self.unit_of_one(word))
    }

    /// A unit with a stroke, which only a number has: 元/户.
    fn unit_of_one(&self, word: &str) -> Option<Unit> {
        let one = format!("1{word}");
        let values = values::scan(&one, &self.knowledge.units);
        let [figure] = values.figures.as_slice() else { return None };
        (figure.span.len() == one.len() && figure.unit.is_some()).then_some(figure.quantity.unit)
    }
}

/// Number and unit, without the words around them.
pub fn printed(figure: &Figure) -> Span {
    figure.unit.map_or(figure.number, |unit| figure.number.to(unit))
}

/// 单位：万元）… → 万元
fn unit_word(text: &str) -> &str {
    let text = text.trim_start_matches(['（', '(']);
    let text = text.rsplit_once(['：', ':']).map_or(text, |(_, unit)| unit).trim_start();
    let end = text.find(['）', ')', ' ', '\u{3000}', '\n', '\t', '|', '，', '。', '、']).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn is_bracketed(rest: &str) -> bool {
    rest.starts_with(['（', '(']) && rest.ends_with(['）', ')']) && rest.len() <= 40
}

fn score(quantity: Quantity) -> Quantity {
    Quantity { unit: Unit::SCORE, mode: Mode::Exact, ..quantity }
}

fn mode(dimension: Dimension, known: Mode) -> Mode {
    match (dimension, known) {
        (Dimension::Money | Dimension::Ratio | Dimension::Points, Mode::Exact) => Mode::Rounded,
        (Dimension::Money | Dimension::Ratio | Dimension::Points | Dimension::Plain | Dimension::Score | Dimension::Count(_), known) => {
            known
        }
    }
}

fn shifted(mut figure: Figure, by: u32) -> Figure {
    figure.span = figure.span.shift(by);
    figure.number = figure.number.shift(by);
    figure.unit = figure.unit.map(|span| span.shift(by));
    if let Some(around) = &mut figure.around {
        for span in [&mut around.hedge, &mut around.per, &mut around.currency].into_iter().flatten() {
            *span = span.shift(by);
        }
    }
    figure
}
