//! Shares whose figures stand in a table of the same section: 人员经费占基本支出的86.2% beside rows of these names.

use super::Reader;
use super::words::Words;
use crate::data::forms::Stage;
use crate::data::measures::{Of, Role, Word};
use crate::facts::prose::Mention;
use crate::facts::sheet::{Column, Num, Sheet};
use crate::facts::{Context, place};
use crate::quantity::Dimension;
use crate::syntax::Row;
use std::ops::Range;

/// A shorter name is none.
const SHORT: usize = 2;

impl Reader<'_, '_> {
    /// The cells below each column of the rows that the words name, those of what was spent first.
    pub(super) fn cells(&self, context: &Context<'_>, rate: &Mention, words: Words) -> Vec<(Num, Num)> {
        let (part, whole) = (self.prose.words(words.subject), self.prose.words(words.whole));
        let section = place::section_at(context.document, rate.span.start).map(|section| section.heading);
        let beside = |sheet: &&Sheet<'_>| {
            sheet.header.cells.first().is_some_and(|cell| {
                section.is_some() && place::section_at(context.document, cell.span.start).map(|section| section.heading) == section
            })
        };
        let mut found: Vec<(bool, Num, Num)> = Vec::new();
        for sheet in context.sheets().iter().filter(beside) {
            let (mut parts, mut wholes) = (self.rows(context, sheet, part), self.rows(context, sheet, whole));
            if wholes.is_empty() && self.is_all(part, whole) {
                wholes = totals(context, sheet);
            }
            if let (Some(part), Some(whole)) = (parts.pop(), wholes.pop())
                && parts.is_empty()
                && wholes.is_empty()
            {
                found.extend(self.pairs(context, sheet, part, whole));
            }
        }
        found.sort_by_key(|(spent, ..)| !spent);
        found.into_iter().map(|(_, part, whole)| (part, whole)).collect()
    }

    /// The rows with a name.
    fn rows<'s>(&self, context: &Context<'_>, sheet: &Sheet<'s>, name: &str) -> Vec<&'s Row> {
        let named = |row: &&Row| self.is_called(label(context, row), name);
        if name.chars().count() < SHORT { Vec::new() } else { sheet.rows.iter().filter(named).collect() }
    }

    /// Whether a row is called so, but for its number, 其中 and a unit: 其中：人员经费（万元）.
    fn is_called(&self, label: &str, name: &str) -> bool {
        let cut = label.rfind(['（', '(']).filter(|&open| open > 0 && label.ends_with(['）', ')']));
        let (label, name) = (self.core(label.get(..cut.unwrap_or(label.len())).unwrap_or(label)), self.core(name));
        let Some(before) = label.strip_suffix(name).map(str::trim_end) else { return false };
        let opens = |(range, word): (Range<usize>, Word)| range == (0..before.len()) && word.roles.has(Role::Part);
        !before.ends_with(char::is_alphanumeric) || self.measures.find(before).any(opens)
    }

    /// A name without the general word for money behind it: 人员经费|支出.
    fn core<'n>(&self, name: &'n str) -> &'n str {
        let name = name.trim();
        let general = |(range, word): &(Range<usize>, Word)| {
            let classes = word.money.and_then(|id| self.measures.measure(id)).is_none_or(|measure| measure.classes);
            range.end == name.len() && range.start > 0 && !classes
        };
        self.measures.find(name).find(general).and_then(|(range, _)| name.get(..range.start)).unwrap_or(name)
    }

    /// The figures of two rows below each column, and whether they are of what was spent.
    fn pairs(&self, context: &Context<'_>, sheet: &Sheet<'_>, part: &Row, whole: &Row) -> Vec<(bool, Num, Num)> {
        let reader = context.reader();
        let spending = self.measures.rate_of(Of::Spending);
        let spent = |column: &Column<'_>| {
            let measure = self.measures.find(column.text).filter_map(|(_, word)| word.money).last();
            let named = spending.zip(measure).is_some_and(|(spending, id)| spending.numerators.contains(&id));
            named || column.stage == Some(Stage::Executed)
        };
        let pair = |column| {
            let number = |row| reader.number(Sheet::cell(row, column)?, column.unit);
            let (part, whole) = (number(part)?, number(whole)?);
            let dimension = part.quantity.unit.dimension;
            let amounts = matches!(dimension, Dimension::Money | Dimension::Plain | Dimension::Count(_));
            let like = dimension == whole.quantity.unit.dimension && part.quantity.base().ok()? <= whole.quantity.base().ok()?;
            (amounts && like).then_some((spent(column), part, whole))
        };
        sheet.columns.iter().filter_map(pair).collect()
    }

    /// 项目支出占总支出的21%: all that was spent, of which the part is a class.
    fn is_all(&self, part: &str, whole: &str) -> bool {
        let measure = |text: &str| self.measures.find(text).filter_map(|(_, word)| word.money).last();
        let class = measure(part).and_then(|id| self.measures.measure(id)).is_some_and(|measure| measure.classes);
        let spending = self.measures.rate_of(Of::Spending);
        let spent = spending.zip(measure(whole)).is_some_and(|(spending, id)| spending.numerators.contains(&id));
        class && spent && self.measures.leftover(whole).is_none()
    }
}

/// The rows of totals.
fn totals<'s>(context: &Context<'_>, sheet: &Sheet<'s>) -> Vec<&'s Row> {
    let totals = &context.knowledge.forms.columns.totals;
    sheet.rows.iter().filter(|row| totals.has(label(context, row))).collect()
}

/// What a row is called: the first of its cells with a word.
fn label<'a>(context: &Context<'a>, row: &Row) -> &'a str {
    let flow: &'a str = &context.document.flow.text;
    row.cells.iter().map(|cell| cell.span.of(flow).trim()).find(|text| text.chars().any(char::is_alphabetic)).unwrap_or("")
}
