//! The measures of a report, each once, with every value that the report gives it and every place that gives it.

use super::session::Session;
use crate::facts::measure::MEASURE;
use crate::facts::{Fact, Facts, Value};
use crate::quantity::{Dimension, Quantity, Unit, format};
use crate::render::{visible, wrap};
use crate::text::Span;
use crate::values::Units;
use serde_json::{Value as Json, json};

/// A measure: what it is called, of which money or work, of which year, and whether it is an aim or a part.
#[derive(PartialEq, Eq)]
struct Measure<'m> {
    id: &'m str,
    name: &'m str,
    scope: &'m str,
    year: Option<String>,
    part: bool,
    aim: bool,
}

/// A value of a measure, and where it stands in the flow.
struct Stated {
    value: String,
    places: Vec<Span>,
}

/// The measures of a report in order of their first places.
pub struct Measures<'m>(Vec<(Measure<'m>, Vec<Stated>)>);

impl<'m> Measures<'m> {
    /// Those of the facts.
    pub fn of(facts: &'m Facts<'_>, units: &Units) -> Self {
        let mut measures: Vec<(Measure<'m>, Vec<Stated>)> = Vec::new();
        for (_, fact) in facts.of(MEASURE.name) {
            let Value::Number(quantity, Some(place)) = fact.field(&MEASURE, "value") else { continue };
            let (measure, value) = (Measure::of(fact), normal(quantity, units));
            let known = measures.iter().position(|(known, _)| *known == measure);
            let at = known.unwrap_or(measures.len());
            if known.is_none() {
                measures.push((measure, Vec::new()));
            }
            let Some((_, values)) = measures.get_mut(at) else { continue };
            match values.iter_mut().find(|stated| stated.value == value) {
                Some(stated) => stated.places.push(*place),
                None => values.push(Stated { value, places: vec![*place] }),
            }
        }
        Measures(measures)
    }

    /// One line a measure, longer ones wrapped; `place` shows a place and its text.
    pub fn listed(&self, session: &Session, place: impl Fn(Span) -> String) -> String {
        let mut text = String::new();
        for (measure, values) in &self.0 {
            let value = |stated: &Stated| {
                let places: Vec<String> = stated.places.iter().map(|span| place(*span)).collect();
                format!("{} ({})", stated.value, places.join("; "))
            };
            let values: Vec<String> = values.iter().map(value).collect();
            let line = format!("{} = {}", visible(&measure.called(session)), values.join(" | "));
            for (at, part) in wrap(&line, session.options.width.saturating_sub(INDENT)).iter().enumerate() {
                text.push_str(&format!("{:indent$}{}\n", "", part.trim_start(), indent = if at == 0 { 2 } else { INDENT }));
            }
        }
        text
    }

    /// The same for programs.
    pub fn as_json(&self, place: impl Fn(Span) -> Json) -> Json {
        let one = |(measure, values): &(Measure<'_>, Vec<Stated>)| {
            let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let value = |stated: &Stated| json!({"value": stated.value, "places": stated.places.iter().map(|span| place(*span)).collect::<Vec<_>>()});
            json!({
                "id": measure.id, "name": words(measure.name), "scope": words(measure.scope), "year": measure.year,
                "part": measure.part, "aim": measure.aim, "values": values.iter().map(value).collect::<Vec<_>>(),
            })
        };
        self.0.iter().map(one).collect()
    }
}

/// Columns before the second line of a measure.
const INDENT: usize = 6;

impl<'m> Measure<'m> {
    fn of(fact: &'m Fact<'_>) -> Self {
        let words = |name| match fact.field(&MEASURE, name) {
            Value::Text(text, _) => text.as_ref(),
            Value::Missing | Value::Truth(_) | Value::Number(..) | Value::Date(..) | Value::List(_) | Value::Fact(_) => "",
        };
        let is = |name| *fact.field(&MEASURE, name) == Value::Truth(true);
        let year = match fact.field(&MEASURE, "year") {
            Value::Number(year, _) => Some(year.to_string()),
            Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::List(_) | Value::Fact(_) => None,
        };
        Measure { id: words("id"), name: words("name"), scope: words("scope"), year, part: is("part"), aim: is("aim") }
    }

    fn called(&self, session: &Session) -> String {
        let name = if self.name.is_empty() { self.id } else { self.name };
        let marks = [(self.part, session.say("其中项", "a part")), (self.aim, session.say("目标", "an aim"))];
        let year = self.year.as_ref().map(|year| session.say(format!("{year}年"), year.clone()));
        let more = [(!self.scope.is_empty()).then(|| self.scope.to_owned()), year].into_iter().flatten();
        let more: Vec<String> = more.chain(marks.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned())).collect();
        let open = if more.is_empty() { String::new() } else { format!(" [{}]", more.join(session.say("，", ", "))) };
        format!("{name}{open}")
    }
}

/// A value in the base unit: 元 for 万元, a percentage for any ratio.
fn normal(quantity: &Quantity, units: &Units) -> String {
    let unit = match quantity.unit.dimension {
        Dimension::Ratio => Unit::PERCENT,
        dimension @ (Dimension::Plain | Dimension::Money | Dimension::Points | Dimension::Score | Dimension::Count(_)) => {
            Unit { dimension, exponent: 0 }
        }
    };
    let shown = quantity.base().and_then(|base| format::in_unit(base, unit, 0));
    let word = if unit == Unit::PERCENT { Some("%".to_owned()) } else { units.word_of(unit) };
    shown.map_or_else(|_| quantity.to_string(), |shown| shown + &word.unwrap_or_default())
}
