//! Totals of products: scores with their weights (决策占20%), and calculations written out (12人×3000元＋5人×2000元＝46000元).

mod formula;
mod tabled;
mod told;

use super::form::Words;
use super::indicator::{number, numbers, text};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::Mode;
pub(super) use tabled::is_weighted;

/// A total of products.
pub static PRODUCT_SUM: Kind = Kind {
    name: "product_sum",
    zh: "各项乘积及其和",
    en: "products and their total",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "what the total is of" },
        Field { name: "total", ty: Type::Number, zh: "总数", en: "the total" },
        Field { name: "parts", ty: Type::List(&Type::Fact("summand")), zh: "各项", en: "what it adds up" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// One of the products that a total adds up.
pub static SUMMAND: Kind = Kind {
    name: "summand",
    zh: "总数中的一项乘积",
    en: "a product that a total adds up",
    fields: &[
        Field { name: "first", ty: Type::Number, zh: "乘数", en: "a factor" },
        Field { name: "second", ty: Type::Number, zh: "乘数", en: "a further factor" },
        Field { name: "third", ty: Type::Number, zh: "乘数", en: "a further factor" },
        Field { name: "factors", ty: Type::List(&Type::Number), zh: "全部乘数", en: "all factors" },
    ],
    uses: &["product_sum"],
    extract: None,
};

/// A total, and the factors of each product that it adds up: three at most.
struct Claim<'a> {
    label: Option<Words<'a>>,
    total: Num,
    parts: Vec<Vec<Num>>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let tabled = context.sheets().iter().flat_map(|sheet| tabled::claims(context, sheet));
    let claims: Vec<Claim<'a>> = told::claims(context).into_iter().chain(formula::claims(context)).chain(tabled).collect();
    claims.into_iter().for_each(|claim| push(facts, &claim));
}

fn push<'a>(facts: &mut Facts<'a>, claim: &Claim<'a>) {
    let all = || claim.parts.iter().flatten();
    let span = all().fold(claim.total.span, |span, factor| span.to(factor.span));
    let parts = claim.parts.iter().map(|factors| summand(facts, factors)).collect();
    facts.push(&PRODUCT_SUM, span, vec![text(claim.label), number(Some(claim.total)), Value::List(parts)]);
}

fn summand<'a>(facts: &mut Facts<'a>, factors: &[Num]) -> Value<'a> {
    let at = |index: usize| number(factors.get(index).copied());
    let span =
        factors.iter().skip(1).fold(factors.first().map(|first| first.span).unwrap_or_default(), |span, factor| span.to(factor.span));
    Value::Fact(facts.push(&SUMMAND, span, vec![at(0), at(1), at(2), numbers(factors.iter().copied())]))
}

/// A score with decimals may be a mean of others; one without is as it was given.
fn rounded(score: Num) -> Num {
    let mode = if score.quantity.decimals == 0 { Mode::Exact } else { Mode::Rounded };
    Num { quantity: score.quantity.with_mode(mode), ..score }
}
