//! Shares that stand side by side: A占45%、B占35%、C占20%.

mod items;
mod tabled;

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::connectors::{Mark, Naming, Role, Roles};
use crate::quantity::{Decimal, Dimension, Quantity};
use crate::skeleton::Term;
use crate::text::Span;
use std::borrow::Cow;

/// Shares of one whole.
pub static SHARES: Kind = Kind {
    name: "shares",
    zh: "并列的占比",
    en: "shares side by side",
    fields: &[
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "各占比", en: "the shares" },
        Field { name: "whole", ty: Type::Text, zh: "所占的总体", en: "what they are shares of" },
        Field { name: "complete", ty: Type::Truth, zh: "措辞表明构成全部", en: "the words say that they make up the whole" },
        Field { name: "partial", ty: Type::Truth, zh: "措辞表明只列部分", en: "the words say that only some are named" },
        Field {
            name: "closed",
            ty: Type::Truth,
            zh: "名称或其后的话表明没有遗漏",
            en: "the names, or the words behind, show that nothing is left out",
        },
        Field { name: "listed", ty: Type::Truth, zh: "由“其中”等词引出", en: "a word such as 其中 opens the list" },
        Field { name: "announced", ty: Type::Number, zh: "宣布的部分数", en: "the announced number of parts" },
        Field { name: "amounts", ty: Type::List(&Type::Number), zh: "与占比并列的数", en: "the figures beside the shares" },
        Field { name: "total", ty: Type::Number, zh: "这些数之前的总数", en: "the total before those figures" },
        Field {
            name: "unsure",
            ty: Type::Truth,
            zh: "没有遗漏之说可能另有所指",
            en: "what shows that nothing is left out may be said of something else",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// The total of the figures beside the shares stands no more figures before the sentence.
const NEAR: usize = 8;
/// Ratios that no word calls shares are no farther from the whole than this.
const CLOSE: Decimal = Decimal::from_parts(20, 0, 0, false, 2);

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for passage in &context.skeleton().passages {
        for sequence in &passage.sequences {
            let terms = sequence.terms.as_slice();
            let mut start = 0;
            while start < terms.len() {
                start = run(context, facts, terms, start);
            }
        }
    }
    items::extract(context, facts);
    tabled::extract(context, facts);
}

/// Reads the shares that begin at `start`, up to the stop; the term behind them.
fn run<'a>(context: &Context<'a>, facts: &mut Facts<'a>, terms: &[Term], start: usize) -> usize {
    let end = (start + 1..terms.len()).find(|&at| terms[at].gap.mark >= Some(Mark::Stop)).unwrap_or(terms.len());
    let sentence = &terms[start..end];
    let shares = shares(context, sentence);
    if shares.len() > 1 {
        push(context, facts, &terms[..end], start, &shares);
    }
    end
}

/// The ratios of a sentence that 占 introduces, each or all of them, or behind which stands what they go to. Where the words say that so many
/// parts make up the whole, their ratios need no further word.
fn shares<'s>(context: &Context<'_>, sentence: &'s [Term]) -> Vec<&'s Term> {
    let text: &str = &context.document.flow.text;
    let mut shares: Vec<&Term> = Vec::new();
    let mut open = false;
    let ratios = || sentence.iter().filter(|term| term.quantity.unit.dimension == Dimension::Ratio);
    let whole = is_whole(context, sentence, ratios().count());
    for term in ratios() {
        let listed = open && term.gap.mark == Some(Mark::Pause) && term.label.is_empty();
        // 投向道路的比例是44.3%，投向饮水的是25.2%: the word is said once.
        let listed =
            listed || open && context.knowledge.lists.again.iter().any(|word| term.label.of(text).trim_end().ends_with(word.as_str()));
        let spent = term.tail.has(Role::Spends) && !term.gap.label.any(&[Role::More, Role::Less, Role::Against]);
        open = term.gap.label.has(Role::Share) || listed || spent || whole;
        if open && !is_all(term) {
            shares.push(term);
        }
    }
    shares
}

/// 三类服务构成全部支出，其中助餐45%、助洁30%、助医25%: whether the words before the first ratio say that so many parts make up the whole.
fn is_whole(context: &Context<'_>, sentence: &[Term], ratios: usize) -> bool {
    let text: &str = &context.document.flow.text;
    let Some(first) = sentence.iter().position(|term| term.quantity.unit.dimension == Dimension::Ratio) else { return false };
    let alone = sentence[first..].iter().all(|term| term.quantity.unit.dimension == Dimension::Ratio && !term.label.is_empty());
    let known = |term: &Term| context.knowledge.measures.find(term.label.of(text)).any(|(_, word)| word.rate.is_some());
    let made = sentence[first].gap.roles().any(&[Role::MakesUp, Role::Whole, Role::Opens])
        && sentence[..first].iter().any(|term| is_count_of(term, ratios));
    let base = |term: &Term| term.quantity.base().unwrap_or_default();
    let sum = || sentence[first..].iter().map(base).fold(Decimal::ZERO, Decimal::saturating_add);
    // 老人95%、儿童92%、残疾人90%均表示满意: rates of each are no shares of one whole.
    let close = || sum().saturating_sub(Decimal::ONE).abs() <= CLOSE;
    ratios > 2 && alone && made && close() && !sentence[first..].iter().any(known)
}

/// 合计100%: all of them together.
fn is_all(term: &Term) -> bool {
    term.gap.label.any(&[Role::Sums, Role::Closes]) && term.quantity.base() == Ok(Decimal::ONE)
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, terms: &[Term], start: usize, shares: &[&Term]) {
    let text: &'a str = &context.document.flow.text;
    let Some((first, last)) = shares.first().zip(shares.last()) else { return };
    let naming = &context.knowledge.connectors.naming;
    let wholes: Vec<Span> = shares.iter().filter_map(|term| whole(naming, text, term)).collect();
    if wholes.windows(2).any(|pair| pair[0].of(text) != pair[1].of(text)) {
        return;
    }
    let before = terms[start.saturating_sub(1)..].iter().take_while(|term| term.span.start <= first.span.start);
    let roles = before.map(|term| term.gap.roles() | term.tail).fold(Roles::default(), |all, roles| all | roles);
    let inside = terms[start..].iter().filter(|term| term.span.start >= first.span.start && term.span.end <= last.span.end);
    let sure = is_closed(context, terms, start, shares);
    let closed = sure || context.knowledge.connectors.may_be_exhaustive(behind(text, first.span.start, last.span.end));
    // 占比依次为50%、30%，剩余40万元用于…: others are told behind the list.
    let rest = behind(text, last.span.end, last.span.end).split('。').next().unwrap_or("");
    let others = !closed && context.knowledge.lists.rest.iter().any(|word| rest.contains(word.as_str()));
    let partial = inside.clone().any(|term| term.tail.has(Role::OpenEnd)) || roles.any(&[Role::Main]) || others;
    let announced = terms[start..].iter().find(|term| is_count_of(term, shares.len()));
    let (amounts, total) = amounts(terms, start, shares);
    let said = Said {
        whole: wholes.first().copied(),
        complete: roles.any(&[Role::MakesUp, Role::Whole]) && !partial,
        partial,
        closed,
        listed: roles.has(Role::Opens),
        announced,
        amounts,
        total,
        unsure: closed && !sure,
    };
    add(context, facts, &shares.iter().map(|term| (term.quantity, term.span)).collect::<Vec<_>>(), &said);
}

/// What the words around shares say: nothing, where nothing is given.
#[derive(Default)]
struct Said<'s> {
    whole: Option<Span>,
    complete: bool,
    partial: bool,
    closed: bool,
    listed: bool,
    announced: Option<&'s Term>,
    amounts: Vec<&'s Term>,
    total: Option<&'s Term>,
    unsure: bool,
}

fn add<'a>(context: &Context<'a>, facts: &mut Facts<'a>, parts: &[(Quantity, Span)], said: &Said<'_>) {
    let text: &'a str = &context.document.flow.text;
    let Some(((_, first), (_, last))) = parts.first().zip(parts.last()) else { return };
    let number = |term: &&Term| Value::Number(term.quantity, Some(term.span));
    let values = vec![
        Value::List(parts.iter().map(|(quantity, span)| Value::Number(*quantity, Some(*span))).collect()),
        said.whole.map_or(Value::Missing, |whole| Value::Text(Cow::Borrowed(whole.of(text)), Some(whole))),
        Value::Truth(said.complete),
        Value::Truth(said.partial),
        Value::Truth(said.closed),
        Value::Truth(said.listed),
        said.announced.as_ref().map_or(Value::Missing, number),
        Value::List(said.amounts.iter().map(number).collect()),
        said.total.as_ref().map_or(Value::Missing, number),
        Value::Truth(said.unsure),
    ];
    facts.push(&SHARES, first.to(*last), values);
}

/// Whether the shares are those of all classes of a known division, one of them takes what the others leave, or words behind say that there is
/// nothing else.
fn is_closed(context: &Context<'_>, terms: &[Term], start: usize, shares: &[&Term]) -> bool {
    let text: &str = &context.document.flow.text;
    let connectors = &context.knowledge.connectors;
    let Some((first, last)) = shares.first().zip(shares.last()) else { return false };
    let between = |term: &&Term| {
        let at = terms.partition_point(|other| other.span.start < term.span.start);
        let before = at.checked_sub(1).and_then(|before| terms.get(before));
        Span { start: before.map_or(term.label.start, |before| before.span.end), end: term.span.start }.of(text)
    };
    let names: Vec<&str> = shares.iter().map(between).collect();
    let all = terms[start..].iter().any(|term| term.quantity.unit.dimension == Dimension::Ratio && is_all(term));
    all || connectors.are_all("", &names) || connectors.are_exhaustive(behind(text, first.span.start, last.span.end))
}

/// The words of a list and behind it, up to the second end of a sentence in its paragraph.
fn behind(text: &str, start: u32, end: u32) -> &str {
    let rest = text.get(end as usize..).unwrap_or("");
    let mut stops = 0;
    let ends = |char: char| {
        stops += usize::from(char == '。');
        char == '\n' || char == '。' && stops == 2
    };
    let length = rest.find(ends).unwrap_or(rest.len());
    text.get(start as usize..end as usize + length).unwrap_or("")
}

/// 占总投资的70%: what stands between 占 and the figure.
fn whole(naming: &Naming, text: &str, term: &Term) -> Option<Span> {
    let label = term.label.of(text);
    let at = label.rfind(naming.share.as_str())? + naming.share.len();
    let end = label.trim_end_matches(naming.share_end.as_slice()).len();
    (end > at).then(|| Span::new(at, end).shift(term.label.start))
}

fn is_count_of(term: &Term, number: usize) -> bool {
    matches!(term.quantity.unit.dimension, Dimension::Count(_)) && term.quantity.value == number.into()
}

/// The figure before each share, when they are all of one kind, and the figure of that kind before the first.
fn amounts<'s>(terms: &'s [Term], start: usize, shares: &[&Term]) -> (Vec<&'s Term>, Option<&'s Term>) {
    let mut amounts: Vec<&Term> = Vec::new();
    for share in shares {
        let Ok(at) = terms.binary_search_by_key(&share.span, |term| term.span) else { break };
        if let Some(term) = at.checked_sub(1).and_then(|at| terms.get(at)) {
            amounts.push(term);
        }
    }
    let dimension = |term: &Term| term.quantity.unit.dimension;
    let alike = amounts.windows(2).all(|pair| dimension(pair[0]) == dimension(pair[1]));
    let Some(first) = amounts.first().filter(|_| alike && amounts.len() == shares.len()) else { return (Vec::new(), None) };
    let before = terms[start.saturating_sub(NEAR)..].iter().take_while(|term| term.span.start < first.span.start);
    let total = before.filter(|term| dimension(term) == dimension(first) && !term.gap.label.has(Role::Each)).last();
    // 租金90万元，占一半；水电27万元，占15%: what has a share of its own is no total.
    let next = |total: &Term| terms.get(terms.partition_point(|term| term.span.start <= total.span.start));
    let shared = |total: &&Term| next(total).is_some_and(|next| next.gap.before.has(Role::Share));
    let total = total.filter(|total| Quantity::base(&total.quantity).is_ok() && !shared(total));
    (amounts, total)
}
