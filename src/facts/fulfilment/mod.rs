//! Aims whose results are told elsewhere: 成活率不低于95% among the aims, 存活率94% among the results. They are held against claims that the aims
//! are reached or that nothing deviates, and looked for only where there is one.

mod alike;
mod rated;

use super::prose::{Mention, Name, Prose};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::measures::{Measures, Role};
use crate::quantity::{Decimal, Dimension, Hedge, Mode};
use crate::syntax::Section;
use crate::text::Span;
use crate::values::within;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

/// An aim and its result.
pub static FULFILMENT: Kind = Kind {
    name: "fulfilment",
    zh: "分处两处的目标与结果，仅在文中称目标已完成、没有偏差时给出",
    en: "an aim and what came of it, told apart; given only where the report says that the aims are reached or that nothing deviates",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "what is measured" },
        Field { name: "most", ty: Type::Truth, zh: "目标是否为上限", en: "whether the aim is an upper bound" },
        Field { name: "target", ty: Type::Number, zh: "目标", en: "the aim" },
        Field { name: "actual", ty: Type::Number, zh: "结果", en: "the result" },
        Field { name: "spent", ty: Type::Truth, zh: "是否为投资、支出的进度", en: "whether it is of money that was spent" },
        Field {
            name: "lead",
            ty: Type::Text,
            zh: "目标所在段落冒号之前的话",
            en: "the words before the colon of the paragraph with the aim",
        },
    ],
    uses: &["completion", "deviation", "report"],
    extract: Some(extract),
};

/// More aims than these are not followed.
const AIMS: usize = 64;
/// A name that is only the end of another has so many characters at least.
const ENDING: usize = 3;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let claims: Vec<Span> = facts.of("completion").map(|(_, fact)| fact.span).collect();
    if claims.is_empty() && facts.of("deviation").next().is_none() {
        return;
    }
    let fiscal = super::fiscal_year(facts);
    let text: &str = &context.document.flow.text;
    let plans = &context.knowledge.claims.completion.plans;
    let planned = |section: &Section| plans.iter().any(|plan| section.title.of(text).trim_end().ends_with(plan.as_str()));
    let planned = context.document.sections.iter().map(planned).collect();
    let reader = Reader { prose: context.prose(), measures: &context.knowledge.measures, planned };
    let claimed = claims.iter().filter_map(|claim| reader.beside(*claim));
    let apart = reader.apart();
    let told: Vec<_> = if apart.is_empty() && claims.is_empty() { Vec::new() } else { alike::pairs(&reader, context, fiscal) };
    let told = told.into_iter().filter(|(aim, ..)| !apart.iter().any(|(known, ..)| known.span == aim.span));
    // Where a table gives the number of the aim, it gives what was reached, too, and the text may tell of a part.
    let tabled = OnceCell::new();
    let in_table = |aim: &Mention| tabled.get_or_init(|| tabled_values(context)).contains(&aim.quantity.value);
    let found = apart.iter().copied().chain(told).filter(|(aim, ..)| !in_table(aim));
    for (aim, result, label) in found.chain(claimed) {
        let text = |span: Span| Value::Text(Cow::Borrowed(reader.prose.words(span)), Some(span));
        let most = Value::Truth(aim.is_at_most());
        let values = vec![text(label), most, aim.exactly(), result.exactly(), Value::Truth(false), text(lead(&reader.prose, aim))];
        facts.push(&FULFILMENT, aim.span.to(result.span), values);
    }
    for (rate, label, spent) in reader.rated(context, fiscal) {
        let (label, whole) = (Value::Text(Cow::Borrowed(reader.prose.words(label)), Some(label)), Value::Number(rated::whole(rate), None));
        facts.push(
            &FULFILMENT,
            rate.head.to(rate.span),
            vec![label, Value::Truth(false), whole, rate.exactly(), Value::Truth(spent), Value::Missing],
        );
    }
}

/// The numbers that stand in tables.
fn tabled_values(context: &Context<'_>) -> HashSet<Decimal> {
    let tables = context.document.tables.iter();
    tables.flat_map(|table| within(&context.values.figures, table.span)).map(|figure| figure.quantity.value).collect()
}

struct Reader<'p, 'a> {
    prose: Prose<'p, 'a>,
    measures: &'p Measures,
    /// Which sections say what was to be done.
    planned: Vec<bool>,
}

impl<'p, 'a> Reader<'p, 'a> {
    /// Every aim with the only result of its name behind it.
    fn apart(&self) -> Vec<(&'p Mention, &'p Mention, Span)> {
        let named = |wanted: &dyn Fn(&Mention) -> bool| {
            let all = self.prose.mentions.iter().filter(|mention| !mention.cell && wanted(mention));
            all.filter_map(|mention| Some((mention, self.name(mention)?))).collect::<Vec<_>>()
        };
        let planned = |mention: &Mention| mention.section.and_then(|section| self.planned.get(section as usize)).copied().unwrap_or(false);
        let mut aims: Vec<(&Mention, Span)> = named(&|mention| is_aim(mention, planned(mention)));
        aims.truncate(AIMS);
        let results: Vec<(&Mention, Span)> = named(&|mention| is_result(mention) && !planned(mention));
        let words = |span: Span| self.prose.words(span);
        let like = |(one, name): (&Mention, Span), (other, its): (&Mention, Span)| {
            let (name, its) = (words(name), words(its));
            let ends = |long: &str, short: &str| long.ends_with(short) && short.chars().nth(ENDING - 1).is_some();
            let rates = one.quantity.unit.dimension == Dimension::Ratio;
            one.is_like(other) && (name == its || rates && (ends(name, its) || ends(its, name)))
        };
        let one = |aim: (&'p Mention, Span)| {
            let rivals = aims.iter().filter(|other| like(aim, **other)).map(|other| other.0.quantity.value);
            let found: Vec<(&Mention, Span)> = results.iter().copied().filter(|result| like(aim, *result)).collect();
            let (result, name) = *found.first()?;
            let single = is_one(rivals) && is_one(found.iter().map(|found| found.0.quantity.value));
            let longer = if aim.1.len() > name.len() { aim.1 } else { name };
            (single && result.span.start > aim.0.span.end && self.prose.same_year(aim.0, result)).then_some((aim.0, result, longer))
        };
        aims.iter().filter_map(|aim| one(*aim)).collect()
    }

    /// 要求不少于160场。全年演出156场，圆满完成…: a bound and the only like figure between it and the claim, in one paragraph.
    fn beside(&self, claim: Span) -> Option<(&'p Mention, &'p Mention, Span)> {
        let mentions = self.prose.mentions;
        let end = mentions.partition_point(|mention| mention.span.start < claim.start);
        let own = mentions[..end].iter().rev().take_while(|mention| mention.paragraph.contains(claim) && !mention.cell);
        let all: Vec<&Mention> = own.collect();
        let bound =
            |mention: &&&Mention| matches!(mention.quantity.mode, Mode::Hedged(Hedge::AtLeast)) && mention.is_aim() && mention.sound;
        let mut bounds = all.iter().filter(bound);
        let (aim, None) = (bounds.next()?, bounds.next()) else { return None };
        let like = |mention: &&&Mention| mention.is_like(aim) && mention.is_plain() && mention.span != aim.span;
        let mut results = all.iter().filter(like);
        let (result, None) = (results.next()?, results.next()) else { return None };
        let counted = matches!(aim.quantity.unit.dimension, Dimension::Count(_));
        let behind = result.span.start > aim.span.end && is_result(result) && result.sentence != aim.sentence;
        (counted && behind).then_some((*aim, *result, result.head))
    }

    /// What a figure is of: the name of a rate; of a count all words before it that name a thing.
    fn name(&self, mention: &Mention) -> Option<Span> {
        match (mention.quantity.unit.dimension, mention.name) {
            (Dimension::Ratio, Name::Rate(_) | Name::Stem) => Some(mention.scope)
                .filter(|scope| !scope.is_empty() && scope.end <= mention.label.start)
                .map_or(Some(mention.label), |scope| Some(scope.to(mention.label))),
            (Dimension::Count(_), _) => {
                let name = self.measures.leftover(self.prose.words(mention.head))?.shift(mention.head.start);
                let name = unquoted(self.prose.words(name), name);
                let joined = self.prose.words(name).contains(['、', '，', ',', '（', '(', '“']);
                (!joined && mention.head.start != name.end).then_some(name)
            }
            (Dimension::Ratio | Dimension::Money | Dimension::Plain | Dimension::Points | Dimension::Score, _) => None,
        }
    }
}

/// 进度目标：年内完成3.6公里: what stands before the first colon of the paragraph, when no figure does.
fn lead(prose: &Prose<'_, '_>, aim: &Mention) -> Span {
    let start = aim.paragraph.start.min(aim.span.start);
    let before = Span { start, end: aim.span.start };
    let end = prose.words(before).find(['：', ':']).map_or(start, |colon| start + colon as u32);
    Span { start, end }
}

/// A name without the quotation marks around it: “小升规”.
fn unquoted(words: &str, name: Span) -> Span {
    let start = words.len() - words.trim_start_matches('“').len();
    let inner = words.trim_matches(['“', '”']);
    Span::new(start, start + inner.len()).shift(name.start)
}

fn is_aim(mention: &Mention, planned: bool) -> bool {
    let bound = matches!(mention.quantity.mode, Mode::Hedged(Hedge::AtLeast | Hedge::AtMost) | Mode::Exact | Mode::Rounded);
    (planned || mention.is_aim())
        && mention.sound
        && bound
        && !mention.is_change()
        && !mention.roles.any(&[Role::Each, Role::Previous, Role::Against])
}

fn is_result(mention: &Mention) -> bool {
    !mention.is_aim()
        && mention.is_plain()
        && !mention.part
        && !mention.is_change()
        && !mention.roles.any(&[Role::Previous, Role::Against, Role::From, Role::Share])
}

/// Whether all of these are one value.
fn is_one<T: PartialEq>(values: impl IntoIterator<Item = T>) -> bool {
    let mut values = values.into_iter();
    let first = values.next();
    values.all(|value| Some(value) == first)
}
