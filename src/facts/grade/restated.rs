//! Scores that prose and a table both state, or prose twice.

use super::{APART, Score, parted, parts, scores, twice};
use crate::data::labels::squeezed;
use crate::facts::form::Total;
use crate::facts::indicator::{number, numbers, text};
use crate::facts::scoring::SCORING;
use crate::facts::sheet::Num;
use crate::facts::{Context, Fact, Facts, Field, Kind, Type, Value, place};
use crate::quantity::Decimal;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// A score in prose and the score of the same thing in a table.
pub static RESTATED: Kind = Kind {
    name: "restated_score",
    zh: "正文与表中、或正文两处的同一得分",
    en: "a score that prose and a table state, or prose twice",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "得分的名称或对象", en: "the name of the score, or of what is scored" },
        Field { name: "text", ty: Type::Number, zh: "正文中的得分", en: "the score in the prose" },
        Field {
            name: "table",
            ty: Type::List(&Type::Number),
            zh: "表中或前文的得分；一类指标的各项得分",
            en: "the score in the table, or earlier in the prose; those of its indicators, for a class",
        },
        Field { name: "tabled", ty: Type::Truth, zh: "后者是否出自表中", en: "whether the latter stands in a table" },
    ],
    uses: &["scoring"],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    let total = total(context, facts);
    let told = parts::restated(context, total);
    let of_parts: HashSet<Span> = told.iter().map(|told| told.text.span).collect();
    let mut found = of_whole_and_rows(context, total, &rows(facts));
    found.retain(|(_, prose, _)| !of_parts.contains(&prose.span));
    let own = |label: &Span| context.knowledge.forms.score.own.within(label.of(flow));
    let equal = |(_, prose, table): &&Restated| prose.quantity.value == table.quantity.value;
    // 自评得分94.2分，评价得分87.65分: of two scores the table has one.
    let agreeing: HashSet<bool> = found.iter().filter(equal).map(|(label, ..)| own(label)).collect();
    found.retain(|it| equal(&it) || agreeing.is_empty() || agreeing.contains(&own(&it.0)));
    found.into_iter().for_each(|(label, prose, table)| push(facts, flow, (label, prose), &[table], true));
    told.iter().for_each(|told| push(facts, flow, (told.label, told.text), &told.table, true));
    for (label, later, earlier) in parted::twice(context, facts) {
        push(facts, flow, (label, later), &[earlier], false);
    }
    for (label, later, earlier) in super::bodies::twice(context) {
        push(facts, flow, (label, later), &[earlier], false);
    }
    if total.is_none() {
        let said = twice::twice(context, facts, &totals_of_prose(facts), context.bands().sentence);
        said.into_iter().for_each(|(label, later, earlier)| push(facts, flow, (label, later), &[earlier], false));
    }
}

/// The total of the only form, or where no form has one, of the only score table.
fn total(context: &Context<'_>, facts: &Facts<'_>) -> Option<Num> {
    let whole = |total: &&Total<'_>| !leaves_execution_out(context, total);
    let totals: Vec<Num> = context.forms().iter().filter_map(|form| form.total.as_ref().filter(whole)?.score).collect();
    let forms = context.forms().iter().filter(|form| !form.indicators.is_empty()).count();
    let total = totals.first().copied().filter(|_| totals.len() == 1 && forms == 1);
    total.or_else(|| tabled(facts).filter(|_| totals.is_empty()))
}

/// The words before a score in prose, the score, and that of the table.
type Restated = (Span, Num, Num);

/// The scores in prose of the whole, and of what the rows of score tables name.
fn of_whole_and_rows(context: &Context<'_>, total: Option<Num>, rows: &HashMap<String, Num>) -> Vec<Restated> {
    let mut found = Vec::new();
    if total.is_none() && rows.is_empty() {
        return found;
    }
    let flow: &str = &context.document.flow.text;
    let only_own = total.is_some_and(|total| is_of_own(context, total));
    for sentence in &context.document.sentences {
        let all = scores(context, sentence.span);
        // 三个项目分别得分92分、90分，综合得分91.2分: the table is on the one that has its score.
        let total = total.filter(|total| all.len() < 2 || all.iter().all(|score| score.num.quantity.value != total.quantity.value));
        let one = all.len() == 1;
        for score in all {
            let lead = score.lead.of(flow);
            let total = total.filter(|_| !only_own || context.knowledge.forms.score.own.within(lead));
            let table = rows.get(&name(context, lead)).copied().or_else(|| {
                let graded = || one && twice::is_graded(context, sentence.span, &score);
                let named = || is_named(context, score.lead);
                let straight = |total: &Num| one && is_straight(context, lead, score.num, *total) && !named();
                total.filter(|total| is_whole(context, &score, lead) || graded() || straight(total))
            });
            found.extend(table.map(|table| (score.lead, score.num, table)));
        }
    }
    found
}

/// 自评94分: nothing but the unit's own word for it stands before a score that is near the total of the table.
fn is_straight(context: &Context<'_>, lead: &str, score: Num, total: Num) -> bool {
    // Where others evaluate, the unit's own score is another one.
    if !context.knowledge.forms.score.own.within(context.prose().title) {
        return false;
    }
    let straight = &context.knowledge.forms.score.straight;
    let alone = straight.ends(lead.trim()) && straight.length_at(lead.trim()) == Some(lead.trim().len());
    alone && total.quantity.value.saturating_sub(score.quantity.value).abs() <= APART && score.quantity.value > LEAST
}

/// 补植项目：自评90分: whether something else than an evaluation stands before the colon.
fn is_named(context: &Context<'_>, lead: Span) -> bool {
    let Some(line) = place::block_at(context.document, lead.start) else { return false };
    let before = Span { start: line.span.start, end: lead.start }.of(&context.document.flow.text);
    before.contains(['：', ':']) && !context.knowledge.forms.score.own.within(before)
}

/// No score of a part is greater.
const LEAST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// Whether the prose gives the total of the table as the unit's own score: any other is that of another body.
fn is_of_own(context: &Context<'_>, total: Num) -> bool {
    let flow = &context.document.flow.text;
    let own =
        |score: &Score| score.num.quantity.value == total.quantity.value && context.knowledge.forms.score.own.within(score.lead.of(flow));
    // A self-evaluation gives no other scores than the unit's own.
    let of_other = !context.knowledge.forms.score.own.within(context.prose().title);
    of_other && context.document.sentences.iter().any(|sentence| scores(context, sentence.span).iter().any(own))
}

/// Whether the points of a table lack those of the execution of the budget: it has 90 of 100.
fn leaves_execution_out(context: &Context<'_>, total: &Total<'_>) -> bool {
    let lacks =
        |full: u32, execution: u32| execution > 0 && total.weight.is_some_and(|weight| weight.quantity.value == (full - execution).into());
    context.knowledge.schemes.scheme.iter().any(|scheme| scheme.execution < scheme.full && lacks(scheme.full, scheme.execution))
}

fn push<'a>(facts: &mut Facts<'a>, flow: &'a str, (label, prose): (Span, Num), table: &[Num], tabled: bool) {
    let words = label.of(flow).trim();
    let label_text = text(Some((words, label)).filter(|_| words.chars().nth(1).is_some()));
    let values = vec![label_text, number(Some(prose)), numbers(table.iter().copied()), Value::Truth(tabled)];
    facts.push(&RESTATED, label.to(prose.span), values);
}

/// So many scores in prose make up a whole.
const PARTS: usize = 3;

/// The totals that prose makes up of their parts.
fn totals_of_prose(facts: &Facts<'_>) -> HashSet<Span> {
    let several = |value: &Value<'_>| matches!(value, Value::List(parts) if parts.len() >= PARTS);
    let whole = |fact: &&Fact<'_>| *fact.field(&SCORING, "prose") == Value::Truth(true) && several(fact.field(&SCORING, "parts"));
    facts.of("scoring").map(|(_, fact)| fact).filter(whole).filter_map(|fact| fact.field(&SCORING, "total").span()).collect()
}

/// The total of the only score table whose points to be had are a hundred.
fn tabled(facts: &Facts<'_>) -> Option<Num> {
    let of = |fact: &Fact<'_>, name: &str| match fact.field(&SCORING, name) {
        Value::Number(quantity, Some(span)) => Some(Num { quantity: *quantity, span: *span }),
        Value::Number(_, None) | Value::Missing | Value::Truth(_) | Value::Text(..) => None,
        Value::Date(..) | Value::List(_) | Value::Fact(_) => None,
    };
    let full = |fact: &&Fact<'_>| of(fact, "full").is_some_and(|full| full.quantity.value == Decimal::ONE_HUNDRED);
    let mut tables = facts.of("scoring").map(|(_, fact)| fact).filter(full);
    let first = tables.next().filter(|_| tables.next().is_none())?;
    of(first, "total")
}

/// The totals of score tables by the names of their rows; a name that two rows share is left out.
fn rows(facts: &Facts<'_>) -> HashMap<String, Num> {
    let mut rows: HashMap<String, Option<Num>> = HashMap::new();
    let tabled = |fact: &Fact<'_>| *fact.field(&SCORING, "prose") == Value::Truth(false);
    for (_, fact) in facts.of("scoring").filter(|(_, fact)| tabled(fact)) {
        if let (Value::Text(label, _), Value::Number(quantity, Some(span))) = (fact.field(&SCORING, "label"), fact.field(&SCORING, "total"))
        {
            let num = Num { quantity: *quantity, span: *span };
            rows.entry(squeezed(label)).and_modify(|known| *known = None).or_insert(Some(num));
        }
    }
    rows.into_iter().filter(|(label, _)| label.chars().count() >= 2).filter_map(|(label, num)| Some((label, num?))).collect()
}

/// What a score is of: the words before it without the words that link them.
fn name(context: &Context<'_>, lead: &str) -> String {
    let links = &context.knowledge.forms.score.links;
    let mut lead = squeezed(lead);
    while let Some((_, link)) = links.all(&lead).last().filter(|(_, link)| link.end == lead.len()) {
        lead.truncate(link.start);
    }
    lead
}

/// Whether a score is that of the whole, by words that leave no doubt and name nothing else.
pub(super) fn is_whole(context: &Context<'_>, score: &Score, lead: &str) -> bool {
    let words = &context.knowledge.forms.score;
    let Some(found) = words.whole.find(lead) else { return false };
    // 总分100分，评价等级分为四档: the points to be had, unless a word says that they were reached.
    let full = context.knowledge.schemes.scheme.iter().any(|scheme| score.num.quantity.value == scheme.full.into());
    let reached = words.had.bare(lead.trim_end()) != lead.trim_end();
    if full && !reached {
        return false;
    }
    score.whole && lead.get(..found.start).is_some_and(|before| before.chars().count() <= 4) && lead.len() - found.end <= super::NEAR
}
