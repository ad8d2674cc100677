//! What the words around figures say, as text: measure, scope in brackets, `/` before a part, `?` before an aim.

use gouji::data::glossary::List;
use gouji::data::measures::Measures;
use gouji::facts::Context;
use gouji::facts::prose::{Mention, Name, Prose};
use gouji::rules::Catalogue;
use gouji::text::Span;
use gouji::{syntax, values};

fn shown(prose: Prose<'_, '_>, mention: &Mention, measures: &Measures) -> String {
    let name = match mention.name {
        Name::Measure(id) => measures.measure(id).map_or("", |measure| &measure.id),
        Name::Rate(id) => measures.rate(id).map_or("", |rate| &rate.id),
        Name::Stem => prose.words(mention.label),
        Name::Unknown => "-",
    };
    let behind = mention.behind.and_then(|id| measures.measure(id)).map_or(String::new(), |measure| format!("+{}", measure.id));
    let scope = Some(prose.words(mention.subject)).filter(|scope| !scope.is_empty()).map_or(String::new(), |scope| format!("({scope})"));
    let marks = format!("{}{}", if mention.is_aim() { "?" } else { "" }, if mention.part { "/" } else { "" });
    format!("{marks}{name}{behind}{scope} {}", prose.words(mention.span))
}

/// What is said of every figure of a report of one section.
fn read(body: &str) -> String {
    let catalogue = Catalogue::embedded().unwrap_or_else(|faults| panic!("{} faults in the data", faults.len()));
    let report = format!("青山县2023年河道保洁项目绩效自评报告\n一、项目情况\n{body}\n");
    let document = syntax::parse(&report, &catalogue.knowledge.vocabulary);
    let values = values::scan(&document.flow.text, &catalogue.knowledge.units);
    let context = Context::new(&document, &values, &catalogue.knowledge, "report.txt");
    let prose = context.prose();
    prose.mentions.iter().map(|mention| shown(prose, mention, &catalogue.knowledge.measures)).collect::<Vec<_>>().join("；")
}

#[track_caller]
fn assert_read(table: &[(&str, &str)]) {
    for (body, expected) in table {
        assert_eq!(read(body), *expected, "{body}");
    }
}

#[test]
fn words_before_and_behind_a_figure_name_it() {
    assert_read(&[
        ("年初预算120万元，实际支出114万元，执行率95%。", "initial-budget 120万元；spent 114万元；execution 95%"),
        ("120万元预算全部到位。", "-+budget 120万元"),
        ("全年下达我县水土保持补助资金80万元。", "allocated(水土保持) 80万元"),
        ("已到位资金支出57万元，余款3万元。", "spent 57万元；balance 3万元"),
        ("45人表示满意，满意率90%。", "-+satisfied 45人；satisfaction 90%"),
        ("抽查清单200份，准确196份，登记准确率98%。", "inspected(清单) 200份；qualified(清单) 196份；passing(清单) 98%"),
        ("设备使用率90%，资金使用率98%。", "设备使用率 90%；execution 98%"),
    ]);
}

#[test]
fn several_names_and_lists() {
    assert_read(&[
        ("到位率、执行率均为100%。", "execution 100%；arrival 100%"),
        ("到位率和执行率分别为100%、95%。", "arrival 100%；execution 95%"),
        ("支出分别为10万元、20万元。", "spent 10万元；spent 20万元"),
    ]);
}

#[test]
fn scopes_parts_and_aims() {
    assert_read(&[
        ("疏浚资金支出30万元，执行率60%；保洁资金支出40万元。", "spent(疏浚) 30万元；execution(疏浚) 60%；spent(保洁) 40万元"),
        ("预算50万元，其中：市级20万元、县级30万元。支出45万元。", "budget 50万元；/-(市级) 20万元；/-(县级) 30万元；spent 45万元"),
        ("保洁支出10万元，疏浚支出20万元，合计支出30万元。", "spent(保洁) 10万元；spent(疏浚) 20万元；spent 30万元"),
        ("目标合格率95%，合格率97%。", "?passing 95%；passing 97%"),
    ]);
}

/// The words overlap, begin with one another, and one runs over the end of the span that is asked.
#[test]
fn what_is_found_in_one_pass_is_what_each_list_finds() {
    let text =
        "一、结果\n因受疫情影响，预算执行率为86%，实际完成82人；原因是因为施工受阻，未完成的原因：受疫情影响较大，因此，实际完成值偏低。\n";
    let catalogue = Catalogue::embedded().expect("the embedded rules");
    let knowledge = &catalogue.knowledge;
    let document = syntax::parse(text, &knowledge.vocabulary);
    let values = values::scan(&document.flow.text, &knowledge.units);
    let context = Context::new(&document, &values, knowledge, "report.txt");
    let attainment = &knowledge.forms.attainment;
    let starts = || text.char_indices().map(|(at, _)| at);
    let spans = || starts().flat_map(move |start| starts().filter(move |end| *end >= start).map(move |end| Span::new(start, end)));
    for (list, phrases) in [(List::Rates, &attainment.rates), (List::Actual, &attainment.actual)] {
        for span in spans() {
            let found: Vec<Span> = context.phrases(list, span).collect();
            let all = phrases.all(span.of(text)).map(|(_, range)| Span::new(range.start, range.end).shift(span.start));
            assert_eq!(found, all.collect::<Vec<_>>(), "{list:?} in {}", span.of(text));
        }
    }
    for span in spans() {
        assert_eq!(context.says(List::Causes, span), attainment.causes.within(span.of(text)), "causes in {}", span.of(text));
    }
}
