//! Numbers with separators or several points, by the digits between their marks.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Quantity, Unit};
use std::borrow::Cow;

/// A number that marks divide into groups of digits.
pub static NUMBER: Kind = Kind {
    name: "number",
    zh: "带分节号的数",
    en: "a number with separators",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "数字", en: "the number" },
        Field { name: "lead", ty: Type::Number, zh: "首节位数", en: "digits of the first group" },
        Field {
            name: "groups",
            ty: Type::List(&Type::Number),
            zh: "其后整数各节位数",
            en: "digits of the further groups of the whole part",
        },
        Field { name: "points", ty: Type::Number, zh: "小数点个数", en: "how many points" },
        Field {
            name: "marks_after_point", ty: Type::Number, zh: "小数点后的分节号个数", en: "how many separators behind the first point"
        },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    for figure in &context.values.figures {
        let number = figure.number.of(text);
        let separators = number.matches(is_separator).count();
        let points = number.matches(is_point).count();
        if separators == 0 && points < 2 {
            continue;
        }
        let whole = number.split(is_point).next().unwrap_or(number);
        let mut groups = whole.split(is_separator).map(|group| count(group.len()));
        let lead = groups.next().unwrap_or(Value::Missing);
        let inside = whole.matches(is_separator).count();
        let words = Value::Text(Cow::Borrowed(number), Some(figure.number));
        let values = vec![words, lead, Value::List(groups.collect()), count(points), count(separators - inside)];
        facts.push(&NUMBER, figure.span, values);
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, ',' | '，')
}

fn is_point(character: char) -> bool {
    matches!(character, '.' | '．')
}

fn count<'a>(count: usize) -> Value<'a> {
    Value::Number(Quantity::exact(Decimal::from(count as u64), Unit::PLAIN), None)
}
