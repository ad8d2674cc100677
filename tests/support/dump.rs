//! Values as a reviewer would list them.

use gouji::quantity::{Dimension, Hedge, Mode, Quantity};
use gouji::schema::Days;
use gouji::text::Span;
use gouji::values::*;
use std::sync::OnceLock;

/// The words of the language, as shipped.
pub fn units() -> &'static Units {
    static UNITS: OnceLock<Units> = OnceLock::new();
    UNITS.get_or_init(|| Units::parse(include_str!("../../rules/data/units.toml").into()).expect("the unit table is sound"))
}

/// Every value of the text in the order of the text, one a line: kind, text, reading.
pub fn dump(text: &str) -> String {
    let units = units();
    let values = scan(text, units);
    let mut lines: Vec<(Span, String)> = Vec::new();
    lines.extend(values.figures.iter().map(|it| (it.span, figure(text, units, it))));
    lines.extend(values.dates.iter().map(|it| (it.span, format!("date {} = {}", it.span.of(text), date(it)))));
    lines.extend(values.periods.iter().map(|it| (it.span, format!("period {} = {}", it.span.of(text), days(it.days)))));
    lines.extend(values.citations.iter().map(|it| (it.span, citation(text, it))));
    lines.extend(values.codes.iter().map(|it| (it.span, format!("code {} = {:?}", it.span.of(text), it.kind))));
    lines.extend(values.damage.iter().map(|it| (it.span, format!("damage {} = {:?}", it.span.of(text), it.kind))));
    lines.sort_by_key(|(span, _)| *span);
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

fn figure(text: &str, units: &Units, it: &Figure) -> String {
    let mut line = format!("figure {} = {}", it.span.of(text), quantity(units, it.quantity));
    if let Some(upper) = it.upper() {
        line += &format!(" to {}", quantity(units, upper.quantity));
    }
    for (name, span) in [("per", it.per()), ("currency", it.currency()), ("hedge", it.hedge())] {
        if let Some(span) = span {
            line += &format!(", {name} {}", span.of(text));
        }
    }
    let flags = [("malformed", !it.well_formed), ("bare", it.bare_magnitude), ("spaced", it.spaced), ("duration", it.duration)];
    for (name, _) in flags.into_iter().filter(|(_, set)| *set) {
        line += &format!(", {name}");
    }
    if it.notation != Notation::Arabic {
        line += &format!(", {:?}", it.notation);
    }
    line
}

fn quantity(units: &Units, it: Quantity) -> String {
    let unit = match it.unit.dimension {
        Dimension::Plain => "",
        Dimension::Money => " yuan",
        Dimension::Ratio => " ratio",
        Dimension::Points => " points",
        Dimension::Score => " score",
        Dimension::Count(group) => &format!(" {}", units.group_name(group)),
    };
    let power = if it.unit.exponent == 0 { String::new() } else { format!("e{}", it.unit.exponent) };
    let mode = match it.mode {
        Mode::Exact => "",
        Mode::Rounded => " rounded",
        Mode::Truncated => " truncated",
        Mode::Hedged(hedge) => match hedge {
            Hedge::About => " about",
            Hedge::Nearly => " nearly",
            Hedge::Over => " over",
            Hedge::Above => " above",
            Hedge::Below => " below",
            Hedge::AtLeast => " at least",
            Hedge::AtMost => " at most",
        },
    };
    format!("{}{power}{unit}{mode}", it.value)
}

fn date(it: &DateMention) -> String {
    let mut line = format!("{} {:?}", days(it.days), it.granularity);
    for part in [it.relative.map(|it| format!("{it:?}")), it.part.map(|it| format!("{it:?}"))].into_iter().flatten() {
        line += &format!(" {part}");
    }
    for (name, _) in [("fiscal", it.fiscal), ("impossible", !it.valid)].into_iter().filter(|(_, set)| *set) {
        line += &format!(" {name}");
    }
    line
}

fn days(days: Option<Days>) -> String {
    match days {
        None => "no days".into(),
        Some(Days { first, last }) if first == last => first.to_string(),
        Some(Days { first, last }) => format!("{first}..{last}"),
    }
}

fn citation(text: &str, it: &Citation) -> String {
    let of = |span: Option<Span>| span.map_or("-", |span| span.of(text));
    let brackets: String = [it.open, it.close].into_iter().map(|it| it.unwrap_or('-')).collect();
    let mut line = format!("citation {} = {:?}", it.span.of(text), it.kind);
    if let Some(title) = it.title {
        line += &format!(", title {}", title.of(text));
    }
    if it.number.is_some() {
        line +=
            &format!(", issuer {}, year {} {brackets}, serial {} {}", of(it.issuer), of(it.year_span), of(it.serial_span), of(it.suffix));
    }
    for (name, _) in [("第", it.ordinal), ("unclosed", it.unclosed)].into_iter().filter(|(_, set)| *set) {
        line += &format!(", {name}");
    }
    line
}
