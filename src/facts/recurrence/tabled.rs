//! An amount of the whole that the text states, and the form again.

use crate::data::forms::Stage;
use crate::data::measures::{MeasureId, Measures, Role};
use crate::facts::form::Fund;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sheet::Num;
use crate::facts::{Context, Facts, fiscal_year};
use crate::quantity::{Dimension, Quantity, Unit, relation};

/// Adds what the text and the only form of a document state of the same stage of the money. Where the form's figure stands in the text
/// as well, or the text's in another cell of the form, the words alone do not tell which is meant.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let mut fundings = context.forms().iter().filter_map(|form| form.funding.as_ref());
    let (Some(funding), None) = (fundings.next(), fundings.next()) else { return };
    let Some(whole) = funding.whole() else { return };
    let prose = context.prose();
    let measures = &context.knowledge.measures;
    let fiscal = fiscal_year(facts);
    for stage in [Stage::Initial, Stage::Adjusted, Stage::Executed] {
        let (Some(tabled), Some(id)) = (amount(whole, stage), measures.of_stage(stage)) else { continue };
        let Some(mention) = only(prose, id, stage, measures, fiscal) else { continue };
        let stands = prose.mentions.iter().any(|other| is_same(&other.quantity, &tabled.quantity));
        let cells = funding.rows.iter().flat_map(|row| [row.initial, row.adjusted, row.executed]).flatten();
        let listed = cells.filter(|cell| cell.span != tabled.span).any(|cell| is_same(&cell.quantity, &mention.quantity));
        if !stands && !listed {
            super::twice(facts, prose.words(mention.label), mention.label, [super::num(mention), tabled]);
        }
    }
}

/// The amount of the whole at a stage, when its unit is printed.
fn amount(whole: &Fund<'_>, stage: Stage) -> Option<Num> {
    let number = match stage {
        Stage::Initial => whole.initial,
        Stage::Adjusted => whole.adjusted,
        Stage::Executed => whole.executed,
    };
    number.filter(|number| number.quantity.unit.dimension == Dimension::Money)
}

/// The first statement of a measure of the whole in the year of the report, when all such statements are one value.
fn only<'p>(prose: Prose<'p, '_>, id: MeasureId, stage: Stage, measures: &Measures, fiscal: Option<i32>) -> Option<&'p Mention> {
    let fits = |(at, mention): &(usize, &Mention)| {
        let current = mention.year.is_none_or(|year| Some(i32::from(year)) == fiscal);
        mention.measure() == Some(id)
            && current
            && is_of_whole(prose, mention)
            && (stage != Stage::Executed || is_total(prose, *at, measures))
    };
    let found: Vec<usize> = prose.mentions.iter().enumerate().filter(fits).map(|(at, _)| at).collect();
    let first = found.first().copied()?;
    if prose.is_one_value(found) { prose.mentions.get(first) } else { None }
}

fn is_of_whole(prose: Prose<'_, '_>, mention: &Mention) -> bool {
    let other = [Role::Previous, Role::Against, Role::Each, Role::Partial, Role::Share, Role::Portion, Role::Part];
    mention.is_plain()
        && !mention.part
        && !mention.is_change()
        && !mention.is_aim()
        && !mention.roles.any(&other)
        && mention.depth == 0
        && prose.is_whole(mention.scope)
        && prose.is_whole(mention.subject)
}

/// Whether money spent stands beside the budget that it was spent of: then it is no single payment.
fn is_total(prose: Prose<'_, '_>, at: usize, measures: &Measures) -> bool {
    let budget = |mention: &Mention| mention.measure().and_then(|id| measures.measure(id)).is_some_and(|measure| measure.stage.is_some());
    prose.sentence(at).any(|other| other != at && prose.get(other).is_some_and(|other| budget(other) && is_of_whole(prose, other)))
}

/// Whether two amounts can be one, whichever unit was meant: 元 and 万元 are mistaken for each other in the heads of columns.
fn is_same(a: &Quantity, b: &Quantity) -> bool {
    let meant = |shift: i8| Quantity { unit: Unit { exponent: b.unit.exponent + shift, ..b.unit }, ..*b };
    a.unit.dimension == b.unit.dimension && [0, 4, -4].into_iter().any(|shift| !relation::agree(a, &meant(shift), None).is_reported())
}
