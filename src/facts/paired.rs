//! Units that forms of names and values give with the name: 资金总额（万元） above 864.00.

use super::sheet::Reader;
use crate::data::Knowledge;
use crate::data::measures::Role;
use crate::quantity::{Dimension, Mode, Unit};
use crate::syntax::{Document, Layout};
use crate::values::{self, Figure, Values};

/// The values of a document, bare numbers of its forms of names and values with the unit of their name.
pub fn values(document: &Document<'_>, knowledge: &Knowledge) -> Values {
    let flow: &str = &document.flow.text;
    let mut values = values::scan(flow, &knowledge.units);
    let reader = Reader::new(flow, knowledge);
    for table in document.tables.iter().filter(|table| table.layout == Layout::Pairs) {
        let mut carried = None;
        for row in &table.rows {
            let [name, value] = row.cells.as_slice() else { continue };
            let unit = reader.bracketed_unit(name.span).or(carried.filter(|_| is_money(name.span.of(flow), knowledge)));
            let first = values.figures.partition_point(|figure| figure.span.start < value.span.start);
            let bare = |figure: &&mut Figure| figure.span == value.span && figure.quantity.unit == Unit::PLAIN;
            let Some((figure, unit)) = values.figures.get_mut(first).filter(bare).zip(unit) else {
                carried = None;
                continue;
            };
            spell_out(figure, unit);
            carried = Some(unit).filter(|unit| unit.dimension == Dimension::Money);
        }
    }
    values
}

/// 其中：中央资金, 县级配套: parts of the money of the row above, which they leave to name the unit.
fn is_money(name: &str, knowledge: &Knowledge) -> bool {
    knowledge.measures.find(name).any(|(_, word)| word.money.is_some() || word.roles.has(Role::Part))
}

fn spell_out(figure: &mut Figure, unit: Unit) {
    figure.quantity.unit = unit;
    if matches!(unit.dimension, Dimension::Money | Dimension::Ratio | Dimension::Points) && figure.quantity.mode == Mode::Exact {
        figure.quantity.mode = Mode::Rounded;
    }
}
