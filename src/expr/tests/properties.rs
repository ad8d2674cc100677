//! What holds of every expression.

use super::report::{Report, scope};
use crate::expr::{Datum, Fuel, Template, compile};
use proptest::prelude::*;

/// Words of the language, to be thrown together.
const WORDS: &[&str] = &[
    "it", ".", "budget", "parts", "label", "started", "x", "in", "where", "and", "or", "not", "(", ")", "[", "]", ",", ":", "≈", "=", "<~",
    "+", "-", "*", "any", "sum", "count", "has", "if", "1", "85%", "\"a\"", "within", "amount", " ", "，", "first", "true",
];

/// Well-typed expressions of the type numbered: 0 truth, 1 number, 2 text.
fn expression(ty: u8) -> BoxedStrategy<String> {
    match ty {
        0 => prop_oneof![Just("true"), Just("has(it.reason)"), Just("it.main.partial")].prop_map(str::to_owned).boxed(),
        1 => prop_oneof![
            Just("it.budget".to_owned()),
            Just("it.rate".to_owned()),
            Just("it.about".to_owned()),
            Just("listed".to_owned()),
            Just("79228162514264337593543950335".to_owned()),
            (0..1000u32).prop_map(|number| number.to_string()),
        ]
        .boxed(),
        _ => prop_oneof![Just("it.label"), Just("it.reason"), Just("\"养护\"")].prop_map(str::to_owned).boxed(),
    }
}

fn nested() -> impl Strategy<Value = String> {
    let leaves = (expression(0), expression(1), expression(2));
    leaves
        .prop_recursive(5, 48, 3, |inner| {
            (inner.clone(), inner.clone(), 0..12usize).prop_map(|((t, n, s), (t2, n2, s2), form)| {
                let truth = [
                    format!("({t} and {t2})"),
                    format!("({t} or not {t2})"),
                    format!("({n} ≈ {n2})"),
                    format!("({n} ≤ {n2})"),
                    format!("({n} ≳ {n2} within 5%)"),
                    format!("contains({s}, {s2})"),
                    format!("any(x{} in it.parts where {t}: {t2})", s.len()),
                    format!("({s} in [{s2}, \"a\"])"),
                    format!("({t} = {t2})"),
                    format!("whole({n})"),
                    format!("all(x{} in amount: {n} < {n2})", n.len()),
                    format!("has({n})"),
                ];
                let number = [
                    format!("({n} + {n2})"),
                    format!("({n} - {n2})"),
                    format!("({n} * {n2})"),
                    format!("-{n}"),
                    format!("if({t}, {n}, {n2})"),
                    format!("sum(y{} in it.parts where {t}: {n})", n.len()),
                    format!("count(y{} in amount where {t})", t.len()),
                    format!("max([{n}, {n2}])"),
                    format!("similar({s}, {s2})"),
                    format!("default({n}, {n2})"),
                    format!("exact({n})"),
                    format!("scaled({n}, 3)"),
                ];
                let text =
                    [format!("shown({n})"), format!("percent({n}, {n2})"), format!("amount({n}, {n2})"), format!("without({s}, {s2})")];
                (truth[form].clone(), number[form].clone(), text[form % text.len()].clone())
            })
        })
        .prop_map(|(truth, number, text)| format!("{truth} and {number} ≈ {number} and length({text}) > 0"))
}

proptest! {
    #[test]
    fn no_text_makes_the_compiler_panic(source in ".{0,200}") {
        let _ = compile(&source, &scope(), None);
        let _ = Template::compile(&source, &["it"]);
    }

    #[test]
    fn no_heap_of_words_makes_the_compiler_panic(words in prop::collection::vec(prop::sample::select(WORDS), 0..40), spaced: bool) {
        let source = words.join(if spaced { " " } else { "" });
        if let Err(mistake) = compile(&source, &scope(), None) {
            prop_assert!(mistake.span.end as usize <= source.len());
            prop_assert!(source.get(mistake.span.range()).is_some(), "{mistake:?}");
        }
    }

    #[test]
    fn a_well_typed_expression_has_a_value_within_its_fuel(source in nested(), steps in 0..5_000u64) {
        let report = Report::new();
        let scope = scope();
        let it = [Datum::Fact(report.it())];
        match compile(&source, &scope, None) {
            Ok(program) => {
                let mut fuel = Fuel::new(steps);
                let value = program.value(&report, &it, &mut fuel);
                prop_assert_eq!(fuel.is_exhausted(), value == Datum::Unknown(crate::quantity::Reason::Budget));
                prop_assert_eq!(program.value(&report, &it, &mut Fuel::new(steps)), value, "the same again");
            }
            // The only mistakes left are those of size and of a loop that takes the name of the loop around it.
            Err(mistake) => {
                let known = ["deep", "already names", "at most"].iter().any(|part| mistake.message.en.contains(part));
                prop_assert!(known, "{}: {mistake:?}", source);
            }
        }
    }
}
