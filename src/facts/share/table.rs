//! Shares whose figures stand in a table of the same section: 公用经费占基本支出的18.4% beside rows of these names.

use super::Reader;
use super::words::Words;
use crate::data::forms::Stage;
use crate::data::measures::{Of, Role, Word};
use crate::facts::prose::Mention;
use crate::facts::sheet::{Column, Num, Sheet, row_label};
use crate::facts::{Context, place};
use crate::quantity::Dimension;
use crate::syntax::Row;
use crate::text::Span;
use std::ops::Range;

/// A shorter name is none.
const SHORT: usize = 2;

/// The names of the rows of a sheet, read once for all shares.
pub(super) struct Named<'a> {
    /// The heading of the section that the sheet stands in.
    section: Option<Span>,
    /// What each row is called, and the core of that.
    labels: Vec<(&'a str, &'a str)>,
}

impl<'a> Reader<'_, 'a> {
    /// The cells below each column of the rows that the words name, those of what was spent first.
    pub(super) fn cells(&self, context: &Context<'a>, rate: &Mention, words: Words) -> Vec<(Num, Num)> {
        let (part, whole) = (self.prose.words(words.subject), self.prose.words(words.whole));
        let section = place::section_at(context.document, rate.span.start).map(|section| section.heading);
        let named = self.rows.get_or_init(|| context.sheets().iter().map(|sheet| self.name_rows(context, sheet)).collect());
        let beside = |(_, named): &(&Sheet<'_>, &Named<'_>)| section.is_some() && named.section == section;
        let mut found: Vec<(bool, Num, Num)> = Vec::new();
        for (sheet, named) in context.sheets().iter().zip(named).filter(beside) {
            let (mut parts, mut wholes) = (self.rows(sheet, named, part), self.rows(sheet, named, whole));
            if wholes.is_empty() && self.is_all(part, whole) {
                wholes = totals(context, sheet, named);
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
    fn rows<'s>(&self, sheet: &Sheet<'s>, named: &Named<'_>, name: &str) -> Vec<&'s Row> {
        if name.chars().count() < SHORT {
            return Vec::new();
        }
        let name = self.core(name);
        sheet.rows.iter().zip(&named.labels).filter(|(_, (_, core))| self.is_called(core, name)).map(|(row, _)| row).collect()
    }

    fn name_rows(&self, context: &Context<'a>, sheet: &Sheet<'a>) -> Named<'a> {
        let first = sheet.header.cells.first();
        let section = first.and_then(|cell| place::section_at(context.document, cell.span.start)).map(|section| section.heading);
        let labels = sheet.rows.iter().map(|row| row_label(&context.document.flow.text, row));
        Named { section, labels: labels.map(|label| (label, self.bare(label))).collect() }
    }

    /// The core of what a row is called, without its unit.
    fn bare<'n>(&self, label: &'n str) -> &'n str {
        let cut = label.rfind(['（', '(']).filter(|&open| open > 0 && label.ends_with(['）', ')']));
        self.core(label.get(..cut.unwrap_or(label.len())).unwrap_or(label))
    }

    /// Whether a row is called so, but for its number and 其中, both without a unit: 其中：人员经费（万元）.
    fn is_called(&self, label: &str, name: &str) -> bool {
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
fn totals<'s>(context: &Context<'_>, sheet: &Sheet<'s>, named: &Named<'_>) -> Vec<&'s Row> {
    let totals = &context.knowledge.forms.columns.totals;
    sheet.rows.iter().zip(&named.labels).filter(|(_, (label, _))| totals.has(label)).map(|(row, _)| row).collect()
}
