//! The bands of the grades, where a report states them: 90分（含）以上为优秀，80（含）—90分为良好.

use crate::data::forms::ScoreWords;
use crate::data::glossary::List;
use crate::facts::Context;
use crate::quantity::Decimal;
use crate::syntax::LineKind;
use crate::text::Span;
use std::str::FromStr;

/// The bands of a report.
#[derive(Debug, Default)]
pub(in crate::facts) struct Bands {
    /// The sentence that states them.
    pub sentence: Option<Span>,
    /// Whether the sentence states nothing else.
    pub only: bool,
    bands: Vec<Band>,
}

#[derive(Clone, Debug)]
struct Band {
    /// The grade as it is named there.
    name: String,
    rank: u8,
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// Whether words say that its lower end is its own: 80分（含）至90分.
    own_low: bool,
    /// Whether words say that its upper end is its own, too.
    own_high: bool,
}

/// What a score has to be for a grade.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::facts) struct Ends {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// Whether the upper end belongs to the next better grade.
    pub open: bool,
}

impl Bands {
    /// The bands of the first sentence, table or list that states two or more.
    pub fn of(context: &Context<'_>) -> Self {
        let flow = context.document.flow.text.as_ref() as &str;
        for sentence in &context.document.sentences {
            let text = sentence.span.of(flow);
            if !context.says(List::Ranks, sentence.span) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let text = text.replace(['“', '”'], "");
            let pieces = pieces(&text);
            let bands: Vec<Band> = pieces.iter().filter_map(|piece| band(context, piece)).collect();
            if are_several(&bands) {
                let said = pieces.iter().filter(|piece| !piece.trim().is_empty()).count();
                return Bands { sentence: Some(sentence.span), only: bands.len() + 1 >= said, bands };
            }
        }
        let parted = || paragraphs(context);
        parted().or_else(|| tabled(context)).or_else(|| listed(context)).unwrap_or_default()
    }

    /// The band of a grade. Whole numbers leave a gap below the next band, which belongs to the lower one.
    pub fn of_grade(&self, name: &str, rank: u8) -> Ends {
        let named = self.bands.iter().find(|band| band.name == name);
        let mut ranked = self.bands.iter().filter(|band| band.rank == rank);
        // 合格 and 基本合格 are two bands of one rank: only a name tells which.
        let only = ranked.next().filter(|_| ranked.next().is_none());
        let Some(band) = named.or(only) else { return Ends::default() };
        let next = band
            .high
            .and_then(|high| self.bands.iter().filter_map(|other| other.low).find(|low| *low > high && *low <= high + Decimal::ONE));
        // 90分以上为优秀、80分以上为良好: a band without an upper end reaches to the next better one.
        let better = || self.bands.iter().filter(|other| other.low > band.low).filter_map(|other| other.low);
        let open = if band.high.is_none() && band.low.is_some() { better().min() } else { None };
        let high = next.or(band.high).or(open);
        let taken = high.is_some() && self.bands.iter().any(|other| other.own_low && other.low == high);
        Ends { low: band.low, high, open: taken && !band.own_high }
    }

    /// Whether a sentence states the bands, or some of them.
    pub fn are_in(&self, sentence: Span) -> bool {
        self.sentence.is_some_and(|bands| bands.contains(sentence))
    }
}

/// The bands of a paragraph whose sentences state one each: S≥90为优；80≤S＜90为良.
fn paragraphs(context: &Context<'_>) -> Option<Bands> {
    let flow = context.document.flow.text.as_ref() as &str;
    let prose = context.document.blocks.iter().filter(|block| block.kind != LineKind::Row && context.says(List::Ranks, block.span));
    prose.filter(|block| block.span.of(flow).contains(['；', ';'])).find_map(|block| {
        let text = block.span.of(flow).replace(['“', '”'], "");
        let pieces = pieces(&text);
        let bands: Vec<Band> = pieces.iter().filter_map(|piece| band(context, piece)).collect();
        let said = pieces.iter().filter(|piece| !piece.trim().is_empty()).count();
        are_several(&bands).then_some(Bands { sentence: Some(block.span), only: bands.len() + 1 >= said, bands })
    })
}

fn are_several(bands: &[Band]) -> bool {
    bands.len() >= 2 && bands.iter().any(|band| band.name != bands[0].name)
}

/// The pieces of a sentence; a mark in brackets parts nothing: 良好（75分及以上、90分以下）.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    // A bracket around all of the sentence, or one that is never closed, holds nothing together.
    let whole = text.trim_start().starts_with(['（', '(']) || text.matches(['（', '(']).count() != text.matches(['）', ')']).count();
    for (at, char) in text.char_indices() {
        match char {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            '，' | '、' | '；' | ';' | ',' | '。' | '\n' if depth == 0 || whole => {
                pieces.push(&text[start..at]);
                start = at + char.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// The bands of a table: a grade and the scores for it in each row.
fn tabled(context: &Context<'_>) -> Option<Bands> {
    let flow = context.document.flow.text.as_ref() as &str;
    context.document.tables.iter().find_map(|table| {
        let row = |cells: &[crate::syntax::Cell]| {
            let texts: Vec<&str> = cells.iter().map(|cell| cell.span.of(flow).trim()).collect();
            let grade = texts.iter().find(|text| context.knowledge.forms.grade(text).is_some())?;
            let mut ends = texts.iter().filter(|text| text.bytes().any(|byte| byte.is_ascii_digit()));
            ends.next().filter(|_| ends.next().is_none()).and_then(|ends| band(context, &format!("{grade}：{ends}")))
        };
        let bands: Vec<Band> = table.rows.iter().filter_map(|found| row(&found.cells)).filter(is_ranged).collect();
        are_several(&bands).then_some(Bands { sentence: Some(table.span), only: true, bands })
    })
}

/// A single score is that of a body, two ends or a bound are a band.
fn is_ranged(band: &Band) -> bool {
    band.low.is_none() || band.high.is_none() || band.low < band.high
}

/// The bands of a list, one a line.
fn listed(context: &Context<'_>) -> Option<Bands> {
    let flow = context.document.flow.text.as_ref() as &str;
    let lines: Vec<(Span, Option<Band>)> = context
        .document
        .blocks
        .iter()
        .filter(|block| block.span.len() <= LINE && block.kind != LineKind::Row)
        .map(|block| {
            (
                block.span,
                context
                    .says(List::Ranks, block.span)
                    .then(|| band(context, block.span.of(flow).trim_end_matches(['；', '。', ';'])))
                    .flatten(),
            )
        })
        .collect();
    let mut lists =
        lines.chunk_by(|(_, one), (_, next)| one.is_some() == next.is_some()).filter(|list| list.len() >= 3 && list[0].1.is_some());
    let list = lists.next()?;
    let bands = list.iter().filter_map(|(_, band)| band.clone()).collect::<Vec<_>>();
    let span = list.first()?.0.to(list.last()?.0);
    are_several(&bands).then_some(Bands { sentence: Some(span), only: true, bands })
}

/// A line of a list of bands is short, in bytes.
const LINE: usize = 120;

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
    let (name, rank) = rank(context, piece)?;
    let (low, high) = match numbers.as_slice() {
        [only] if words.below.within(piece) && !words.from.within(piece) => (None, Some(*only)),
        [only] if words.from.within(piece) => (Some(*only), None),
        [low, high] if low < high => (Some(*low), Some(*high)),
        [high, low] if low < high => (Some(*low), Some(*high)),
        _ => return None,
    };
    let included = |end: Option<Decimal>| end.is_some_and(|end| is_included(&context.knowledge.forms.score, piece, end));
    let from = low.is_some() && is_from(piece);
    Some(Band { name, rank, low, high, own_low: from || included(low), own_high: included(high) })
}

/// 80（含）, 80分(含): whether a bracket behind an end says that it belongs to the band.
fn is_included(words: &ScoreWords, piece: &str, end: Decimal) -> bool {
    let end = end.normalize().to_string();
    let behind = piece.find(&end).and_then(|at| piece.get(at + end.len()..)).unwrap_or("").trim_start_matches(['分', ' ']);
    behind.strip_prefix(['（', '(']).is_some_and(|inside| words.included.opens(inside))
}

/// 80≤S＜90: whether a sign says that the lower end belongs to the band.
fn is_from(piece: &str) -> bool {
    piece.contains(['≤', '≥', '≦', '≧']) && piece.contains(['<', '＜', '﹤', '>', '＞', '﹥'])
}

/// The grade that a piece names, with its rank.
fn rank(context: &Context<'_>, piece: &str) -> Option<(String, u8)> {
    at_start(context, piece).or_else(|| at_end(context, piece))
}

/// The grade that a piece begins with, where its band stands right behind it: 优级（90分及以上）, 优：90分以上.
fn at_start(context: &Context<'_>, piece: &str) -> Option<(String, u8)> {
    let forms = &context.knowledge.forms;
    let head = forms.score.quotes.stripped(piece.trim()).trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let head = behind_words(&forms.score, head);
    let (rank, length) = forms.grade_at(head)?;
    let (name, mut rest) = head.split_at_checked(length)?;
    while let Some(tail) = forms.score.tails.length_at(rest) {
        rest = rest.get(tail..)?;
    }
    let banded = rest.starts_with(['（', '(', '≥', '>', '[', '【', '＞', '<', '＜', '≤']) || forms.score.binds.opens(rest);
    banded.then(|| (name.to_owned(), rank))
}

/// 等次标准为优秀（90分及以上）: what stands behind the words before the first of the grades.
fn behind_words<'t>(words: &ScoreWords, head: &'t str) -> &'t str {
    let Some(band) = head.find(['（', '(', '≥']) else { return head };
    let last = words.binds.all(head).last().filter(|(_, bind)| bind.start < band);
    last.and_then(|(_, bind)| head.get(bind.end..)).unwrap_or(head)
}

/// The longest grade that a piece ends with: 90分以上为优秀.
fn at_end(context: &Context<'_>, piece: &str) -> Option<(String, u8)> {
    let inner = piece.trim_matches(|mark: char| !mark.is_alphanumeric());
    let ends = inner.char_indices().rev().take(LONGEST).filter_map(|(at, _)| inner.get(at..));
    ends.filter_map(|name| Some((name.to_owned(), context.knowledge.forms.grade(name)?))).last()
}

/// No grade has more characters.
const LONGEST: usize = 4;

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
