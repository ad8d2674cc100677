//! Hostile sources and lists take bounded time.

use super::report::{Report, scope};
use crate::expr::{Datum, Fuel, Settled, Ty, compile};

#[test]
fn loops_nested_and_unfinished_are_read_once() {
    let nested = "count(x in ".repeat(60);
    assert!(compile(&nested, &scope(), None).is_err());
    let mixed = "if(any(x in [not (".repeat(20);
    assert!(compile(&mixed, &scope(), None).is_err());
}

#[test]
fn aliases_that_multiply_are_stopped_by_fuel() {
    let mut scope = scope().alias("a0", "it.budget").expect("it compiles");
    for level in 1..30 {
        scope = scope.alias(&format!("a{level}"), &format!("a{0} + a{0}", level - 1)).expect("it compiles");
    }
    let program = compile("a29 ≈ 1", &scope, None).expect("it compiles");
    let report = Report::new();
    let mut fuel = Fuel::new(10_000);
    program.verdict(&report, &[Datum::Fact(report.it())], &mut fuel);
    assert!(fuel.is_exhausted());
}

#[test]
fn what_looks_at_no_reading_is_asked_once() {
    let scope = scope().bind("r", Ty::fact(1));
    let (report, readings) = (Report::new(), Report::new());
    let amounts = crate::schema::Store::of(&readings, 1).to_vec();
    let steps = |source: &str| {
        let program = compile(source, &scope, Some(Ty::TRUTH)).expect("it compiles");
        let (mut settled, mut fuel) = (Settled::default(), Fuel::new(10_000));
        let mut taken = |reading| {
            let before = fuel.left();
            let verdict = program.verdict_of_reading(&report, &[Datum::Fact(report.it()), Datum::Fact(reading)], &mut settled, &mut fuel);
            assert_eq!(verdict, program.verdict(&report, &[Datum::Fact(report.it()), Datum::Fact(reading)], &mut Fuel::new(10_000)));
            before - fuel.left()
        };
        (taken(amounts[0]), taken(amounts[1]))
    };
    let (first, second) = steps("any(a in amount: any(b in amount: a.value ≈ it.budget * b.value))");
    assert!(second * 4 < first, "{first}, {second}");
    let (first, second) = steps("any(a in amount: a.value ≈ it.budget * r.value)");
    assert_eq!(first, second);
}

#[test]
fn the_deepest_expression_fits_a_small_stack() {
    let sources = ["(…)", "[…]", "count(x in …)", "abs(…)", "if(true, …, 1)"].map(|form| {
        let (before, after) = form.split_once('…').expect("a place for the inner one");
        format!("{}it{}", before.repeat(24), after.repeat(24))
    });
    let work = move || {
        for source in &sources {
            let _ = compile(source, &scope(), None);
        }
        let mut scope = scope().alias("a0", "true").expect("it compiles");
        let mut level = 0;
        while let Ok(deeper) = scope.clone().alias(&format!("a{}", level + 1), &format!("any(x in amount: a{level})")) {
            (scope, level) = (deeper, level + 1);
        }
        assert!(level > 20, "{level}");
        let report = Report::new();
        let program = compile(&format!("a{level}"), &scope, None).expect("it compiles");
        program.verdict(&report, &[Datum::Fact(report.it())], &mut Fuel::new(10_000));
    };
    let thread = std::thread::Builder::new().stack_size(1536 * 1024).spawn(work).expect("a thread");
    thread.join().expect("it does not overflow");
}

#[test]
fn comparing_long_texts_takes_many_steps_but_not_too_many() {
    let steps = |length: usize| {
        let (a, b) = ("资金".repeat(length / 6), "项目".repeat(length / 6));
        let program = compile(&format!("similar(\"{a}\", \"{b}\")"), &scope(), None).expect("it compiles");
        let report = Report::new();
        let mut fuel = Fuel::new(1_000_000);
        program.value(&report, &[], &mut fuel);
        1_000_000 - fuel.left()
    };
    assert!(steps(600) > 500);
    assert!(steps(7_000) < 3_000);
}
