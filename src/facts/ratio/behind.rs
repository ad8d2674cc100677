//! Rates whose figures stand behind them: 验收率97.6%，即1250户中有1220户通过; 合格率98%（抽检50批次，合格49批次）.

use crate::data::connectors::{Connectors, Mark, Meaning, Role};
use crate::data::measures::{MeasureId, Rate};
use crate::facts::prose::Mention;
use crate::facts::quotient::{self, Near, Quotient, Search};
use crate::quantity::Dimension;
use crate::text::Span;

/// The only two amounts behind a rate, which a bracket, a colon or a word opens as what it is made of, or which are known by their words. `known`: the rate in the data.
pub(super) fn behind(connectors: &Connectors, search: &Search<'_, '_>, at: usize, known: Option<&Rate>) -> Option<Quotient> {
    let prose = search.prose;
    let rate = prose.get(at)?;
    let rest = at + 1..prose.sentence(at).end;
    let amount = |other: &usize| prose.get(*other).is_some_and(is_amount);
    let first = rest.clone().find(amount)?;
    let one = prose.get(first)?;
    let mut alike = rest.clone().filter(|&other| other != first && prose.get(other).is_some_and(|other| other.is_like(one)));
    let (second, None) = (alike.next()?, alike.next()) else { return None };
    let other = prose.get(second).filter(|other| is_amount(other))?;
    let between = Span { start: rate.span.end, end: one.span.start.max(rate.span.end) };
    if rest.filter_map(|other| prose.get(other)).any(|other| other.quantity.unit.dimension == Dimension::Ratio) {
        return None;
    }
    let ((part, above), (base, below)) = if one.quantity.base().ok() < other.quantity.base().ok() {
        ((first, one), (second, other))
    } else {
        ((second, other), (first, one))
    };
    // 满意度96%（发放问卷500份，收回490份）: the figures are known to be of another rate.
    let own = |mention: &Mention, measures: &[MeasureId]| mention.measure().is_none() || mention.is_one_of(measures);
    let fit = known.is_none_or(|known| own(above, &known.numerators) && own(below, &known.denominators));
    // 到位率96%，计划50万元，到账48万元: words say on which side each stands.
    let planned = below.is_aim_word() && !above.is_aim_word();
    let said = known.is_some_and(|known| above.is_one_of(&known.numerators) && (planned || below.is_one_of(&known.denominators)));
    if above.is_aim() || below.is_aim() && !planned {
        return None;
    }
    let due = search.measures().left.due.iter().any(|word| prose.words(below.head).contains(word.as_str()));
    let meant = said || fit && opens(connectors, prose.words(between), due);
    (meant && !below.is_zero() && quotient::is_about(above, below, rate)).then(|| Quotient::of(part, base, Near::Sentence))
}

/// Whether the words behind a rate begin with what opens its figures; `due`: one of them is said to be what was to be done.
fn opens(connectors: &Connectors, words: &str, due: bool) -> bool {
    let first = connectors.find(words).find(|(_, meaning)| *meaning != Meaning::Mark(Mark::Comma));
    first.is_some_and(|(found, meaning)| {
        let opening = match meaning {
            Meaning::Mark(mark) => matches!(mark, Mark::Open | Mark::Colon),
            Meaning::Word(roles) => roles.has(Role::Restates) || due && roles.has(Role::Opens),
            Meaning::Nothing => false,
        };
        opening && words.get(..found.start).is_some_and(|before| before.trim_matches([' ', '，', ',']).is_empty())
    })
}

fn is_amount(mention: &Mention) -> bool {
    let additive = matches!(mention.quantity.unit.dimension, Dimension::Money | Dimension::Count(_));
    additive && mention.is_plain() && !mention.is_change()
}
