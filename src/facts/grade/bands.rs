//! The bands of the grades, where a report states them: 90分（含）以上为优秀，80（含）—90分为良好.

use crate::data::glossary::List;
use crate::facts::Context;
use crate::quantity::Decimal;
use crate::text::Span;
use std::str::FromStr;

/// The bands of a report.
#[derive(Debug, Default)]
pub(super) struct Bands {
    /// The sentence that states them.
    pub sentence: Option<Span>,
    /// Whether the sentence states nothing else.
    pub only: bool,
    bands: Vec<Band>,
}

#[derive(Debug)]
struct Band {
    rank: u8,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Bands {
    /// The bands of the first sentence that states two or more.
    pub fn of(context: &Context<'_>) -> Self {
        let flow = context.document.flow.text.as_ref() as &str;
        for sentence in &context.document.sentences {
            let text = sentence.span.of(flow);
            if !context.says(List::Ranks, sentence.span) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let text = text.replace(['“', '”'], "");
            let pieces = || text.split(['，', '、', '；', ';', ',', '。']);
            let bands: Vec<Band> = pieces().filter_map(|piece| band(context, piece)).collect();
            if bands.len() >= 2 && bands.iter().any(|band| band.rank != bands[0].rank) {
                let said = pieces().filter(|piece| !piece.trim().is_empty()).count();
                return Bands { sentence: Some(sentence.span), only: bands.len() + 1 >= said, bands };
            }
        }
        Bands::default()
    }

    /// The band of a grade. Whole numbers leave a gap below the next band, which belongs to the lower one.
    pub fn of_rank(&self, rank: u8) -> (Option<Decimal>, Option<Decimal>) {
        let Some(band) = self.bands.iter().find(|band| band.rank == rank) else { return (None, None) };
        let next = band
            .high
            .and_then(|high| self.bands.iter().filter_map(|other| other.low).find(|low| *low > high && *low <= high + Decimal::ONE));
        // 90分以上为优秀、80分以上为良好: a band without an upper end reaches to the next better one.
        let better =
            || self.bands.iter().filter(|other| other.rank < rank).filter_map(|other| other.low).filter(|low| Some(*low) > band.low);
        let open = if band.high.is_none() && band.low.is_some() { better().min() } else { None };
        (band.low, next.or(band.high).or(open))
    }
}

/// A band: a grade beside one or two numbers.
fn band(context: &Context<'_>, piece: &str) -> Option<Band> {
    let words = &context.knowledge.forms.score;
    let has_number = piece.bytes().any(|byte| byte.is_ascii_digit());
    if !has_number || !context.knowledge.forms.names_grade(piece) {
        return None;
    }
    let mut numbers = numbers(behind_mark(piece));
    // 90分以上（含90分）
    numbers.dedup();
    let rank = rank(context, piece)?;
    let (low, high) = match numbers.as_slice() {
        [only] if words.below.within(piece) && !words.from.within(piece) => (None, Some(*only)),
        [only] if words.from.within(piece) => (Some(*only), None),
        [low, high] if low < high => (Some(*low), Some(*high)),
        [high, low] if low < high => (Some(*low), Some(*high)),
        _ => return None,
    };
    Some(Band { rank, low, high })
}

/// The grade that a piece names: at its end, or at its beginning before a bracket.
fn rank(context: &Context<'_>, piece: &str) -> Option<u8> {
    let forms = &context.knowledge.forms;
    let inner = piece.trim_matches(|mark: char| !mark.is_alphanumeric());
    let (rank, length) = forms.grade_at(forms.score.quotes.stripped(piece.trim())).unwrap_or((0, 0));
    let start = forms
        .score
        .quotes
        .stripped(piece.trim())
        .get(length..)
        .is_some_and(|rest| rest.starts_with(['（', '(', '：', ':', '≥', '>', '[', '【']));
    if rank > 0 && start {
        return Some(rank);
    }
    let ends = inner
        .char_indices()
        .rev()
        .take(4)
        .filter_map(|(at, _)| forms.grade_at(inner.get(at..)?).filter(|(_, length)| at + length == inner.len()));
    ends.last().map(|(rank, _)| rank)
}

/// A piece without the number of the item that it begins: 4.评价等级分为：90分以上为优.
fn behind_mark(piece: &str) -> &str {
    let rest = piece.trim_start().trim_start_matches(['（', '(']).trim_start_matches(|char: char| char.is_ascii_digit());
    let behind = rest.strip_prefix(['.', '．', '）', ')']).filter(|rest| !rest.starts_with(|char: char| char.is_ascii_digit()));
    behind.filter(|rest| rest.bytes().any(|byte| byte.is_ascii_digit())).unwrap_or(piece)
}

fn numbers(piece: &str) -> Vec<Decimal> {
    let digits = piece.split(|character: char| !character.is_ascii_digit() && character != '.');
    let runs = digits.map(|run| run.trim_matches('.')).filter(|run| !run.is_empty());
    runs.filter_map(|run| Decimal::from_str(run).ok()).take(3).collect()
}
