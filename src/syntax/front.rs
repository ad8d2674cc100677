//! What stands before the first heading or the first prose: cover, title, addressee.

use super::choices;
use super::cover::{self, gaps, is_wide};
use super::document::{LineKind, Style, Zone};
use super::draft::Reading;
use super::lines::Form;
use super::notation::ends_sentence;
use super::vocabulary::Roles;

/// The title is looked for so many lines above the first prose.
const FRONT: usize = 40;

/// What a broken title may leave for its last line has fewer characters.
const TAIL: usize = 6;

/// Columns of the narrowest text.
const NARROWEST: u32 = 24;

/// Columns of the shortest sentence.
const SENTENCE: u32 = 20;

/// Columns by which its lines differ.
const EVEN: u32 = 4;

/// Settles the lines of cover and title; the line where the body starts.
pub(super) fn front(reading: &mut Reading<'_>) -> usize {
    let body = body_start(reading);
    let mut zone = Zone::Cover;
    let mut titled = false;
    let mut at = 0;
    while at < body {
        let used = if !reading.open(at) { 0 } else { fields(reading, at, body, zone, titled) };
        if used == 0 && reading.open(at) {
            let line = reading.line(at);
            // 2021年度良种区试项目绩效自评报 / 告
            let broken = || at.checked_sub(1).is_some_and(|above| reading.words.ends_title(&[reading.line(above), line].concat()));
            titled |= reading.words.ends_title(line) || line.chars().count() < TAIL && broken();
            if super::vocabulary::bare(line).ends_with('表') {
                zone = Zone::Form;
            }
            let heads = line.ends_with(['：', ':']) && (titled || heads_sentences(reading, at + 1));
            if heads || titled && is_valued(line) {
                reading.settle(at, at, LineKind::Paragraph, Zone::Preamble);
            } else {
                reading.settle(at, at, LineKind::Title, Zone::Title);
            }
        }
        at += used.max(1);
    }
    body
}

/// Whether a line below the title holds a figure, and neither a year nor the number of a document: a value of what stands above it, and no more
/// of the title.
fn is_valued(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit()) && !line.contains(['年', '〔', '[', '号'])
}

/// The first line of prose or the first heading.
fn body_start(reading: &Reading<'_>) -> usize {
    let starts = |at: &usize| {
        let shape = &reading.lines[*at];
        match shape.form {
            Form::Numbered(mark) => {
                matches!(mark.style, Style::Part | Style::Article | Style::Chinese | Style::ChineseBracketed) || mark.value == 1
            }
            Form::Lost(_) => true,
            Form::Text => is_prose(reading, *at) || is_statement(reading, *at) || begins_wrapped(reading, *at),
            Form::Blank | Form::Page | Form::Rule | Form::Contents | Form::Pipe | Form::Tabbed | Form::Boxed => false,
        }
    };
    let start = (0..reading.lines.len()).filter(|&at| reading.open(at)).find(starts).unwrap_or(reading.lines.len());
    let begins = |&above: &usize| start < reading.lines.len() && (heads_prose(reading, above) || begins_prose(reading, above));
    start.checked_sub(1).filter(begins).unwrap_or(start)
}

/// Whether a line right above the first prose is the first of its paragraph, broken off in the midst of what it cites: 根据《…办法》（财预〔2020〕10.
fn begins_prose(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let count = |mark| line.chars().filter(|&char| char == mark).count();
    let open = count('（') > count('）') || count('《') > count('》');
    let text = reading.open(at) && reading.lines[at].form == Form::Text && reading.lines[at].width >= 36;
    text && (open || line.contains('》')) && !reading.words.ends_title(line)
}

/// Whether a line and the next have one width, a third follows, and prose stands in them: a paragraph broken after a few characters.
fn begins_wrapped(reading: &Reading<'_>, at: usize) -> bool {
    let shape = |at: usize| reading.lines.get(at).filter(|shape| shape.form == Form::Text && reading.open(at));
    let (Some(first), Some(second), Some(_)) = (shape(at), shape(at + 1), shape(at + 2)) else { return false };
    let even = first.width >= NARROWEST && first.width.abs_diff(second.width) <= EVEN;
    let all = || (at..at + 3).map(|at| reading.line(at));
    even && all().any(|line| line.contains(['，', '。', '；']))
        && !all()
            .any(|line| cover::pairs(line, reading.words).iter().any(|pair| reading.words.roles(pair.label.of(line)).any(Roles::FIELD)))
        && !reading.words.ends_title(reading.line(at))
        && !ends_sentence(reading.line(at))
}

/// Whether a line right above the first prose is its heading, without number, and not the end of the title.
fn heads_prose(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let heading = reading.open(at) && reading.lines[at].form == Form::Text && line.len() <= 60 && reading.words.ends_heading(line);
    let titled = || (0..at).rev().take(FRONT).any(|above| reading.words.ends_title(reading.line(above)));
    heading && !reading.words.ends_title(line) && !line.contains(['：', ':']) && titled()
}

/// Whether the line is prose: a long one with a comma or an end, and no label at its start.
pub(super) fn is_prose(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    // A short sentence is prose all the same: no title ends so.
    let sentence = reading.lines[at].width >= SENTENCE && line.ends_with('。') && line.contains('，');
    if !sentence && reading.lines[at].width < 36 || !line.contains(['，', '。', '；', ',']) {
        return false;
    }
    !is_labelled(reading, line)
}

/// Whether a known label stands at the start of a line.
fn is_labelled(reading: &Reading<'_>, line: &str) -> bool {
    let label = line.char_indices().take(24).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
    label.is_some_and(|at| reading.words.roles(&line[..at]).any(Roles::FIELD.or(Roles::CHOICE)))
}

/// Whether a line below the title is a short sentence that states a figure: 加固堤防18处，其中险段7处。
fn is_statement(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let titled = || (0..at).rev().take(FRONT).any(|above| reading.open(above) && !reading.line(above).is_empty());
    line.ends_with('。') && line.contains(|char: char| char.is_ascii_digit()) && !is_labelled(reading, line) && titled()
}

/// Settles the labels and values, or the boxes, that start at a line; how many lines they take, 0 when there are none.
pub(super) fn fields(reading: &mut Reading<'_>, at: usize, end: usize, zone: Zone, titled: bool) -> usize {
    let line = reading.line(at);
    if line.len() > 600 {
        return 0;
    }
    let pairs = cover::pairs(line, reading.words);
    let Some(last) = pairs.last() else { return boxed(reading, at, zone) };
    let marked = |pair: &cover::Pair| choices::may_be_boxed(pair.label.of(line), pair.room.of(line), reading.words);
    if is_annex(reading, line) || is_annexed_title(reading, line) {
        return 0;
    }
    if reading.lines[at].form == Form::Boxed || pairs.iter().any(marked) {
        reading.settle(at, at, LineKind::Choice, zone);
        return 1;
    }
    let blank = last.value.is_empty();
    let known = reading.words.roles(last.label.of(line)).any(Roles::FIELD.or(Roles::CHOICE));
    // 县财政局： below the title, or right above prose.
    let heads_prose = || {
        (at + 1..reading.lines.len())
            .find(|&below| reading.open(below))
            .is_some_and(|below| is_prose(reading, below) || ends_sentence(reading.line(below)))
    };
    let addressed = blank
        && (titled || at > 0 && heads_prose())
        && !known
        && pairs.len() == 1
        && line.ends_with(['：', ':'])
        && !is_signed(reading, line);
    if addressed {
        return 0;
    }
    let bare = blank && line.len() == last.label.end as usize;
    if bare && !known {
        return 0;
    }
    let beside = |other: Option<usize>| {
        other.and_then(|other| reading.lines.get(other).map(|_| reading.line(other))).is_some_and(has_label_in_brackets)
    };
    if blank && line.starts_with('【') && !(beside(at.checked_sub(1)) && beside(Some(at + 1))) {
        return 0;
    }
    let below = at + 1;
    if line.ends_with(['：', ':']) && blank && heads_list(reading, below) {
        return 0;
    }
    if line.ends_with(['：', ':']) && blank && !known && pairs.len() == 1 && heads_sentences(reading, below) {
        return 0;
    }
    let alone = blank && last.room.of(line).trim().is_empty() && below < end && reading.open(below);
    if alone && are_its_boxes(reading, below) {
        reading.settle(at, below, LineKind::Choice, zone);
        return 2;
    }
    let continues = alone && is_value(reading, below);
    let used = if continues { 2 } else { 1 };
    reading.settle(at, at + used - 1, LineKind::Field, zone);
    used
}

/// 【项目名称】村道路灯补助: a line of a form in which brackets hold the labels.
fn has_label_in_brackets(line: &str) -> bool {
    line.starts_with('【') && line.find('】').is_some_and(|close| close + '】'.len_utf8() < line.len())
}

/// Whether a line below a label that no form has is a sentence: 建设分工： 村委会负责选址；.
fn heads_sentences(reading: &Reading<'_>, at: usize) -> bool {
    let text = reading.lines.get(at).is_some_and(|shape| shape.form == Form::Text) && reading.open(at);
    text && ends_sentence(reading.line(at)) && !reading.line(at).contains(['：', ':'])
}

/// Whether a line is the first item of a list of sentences, which the label above it heads: 说明： 1.全年预算数比年初增加…。
fn heads_list(reading: &Reading<'_>, at: usize) -> bool {
    let Some(Form::Numbered(mark)) = reading.lines.get(at).map(|shape| shape.form) else { return false };
    match mark.style {
        Style::ArabicComma | Style::ArabicPoint | Style::ArabicBracketed | Style::ArabicHalfBracketed | Style::Circled => {
            reading.open(at) && reading.line(at).contains(['。', '，', '；', '《'])
        }
        Style::Part | Style::Article | Style::Chinese | Style::ChineseBracketed | Style::Decimal => false,
    }
}

/// A line of boxes without label goes on with the group above it.
fn boxed(reading: &mut Reading<'_>, at: usize, zone: Zone) -> usize {
    if reading.lines[at].form != Form::Boxed {
        return 0;
    }
    match reading.drafts.last_mut() {
        Some(draft) if draft.kind == LineKind::Choice && draft.last as usize + 1 == at => {
            draft.last = at as u32;
            reading.kinds[at] = Some(LineKind::Choice);
        }
        _ => {
            reading.settle(at, at, LineKind::Choice, zone);
        }
    }
    1
}

/// Whether a line holds boxes without a label of their own: those of the label on the line above it.
fn are_its_boxes(reading: &Reading<'_>, at: usize) -> bool {
    reading.lines[at].form == Form::Boxed && cover::pairs(reading.line(at), reading.words).is_empty()
}

fn is_signed(reading: &Reading<'_>, line: &str) -> bool {
    reading.words.signing.iter().any(|word| line.contains(word.as_str()))
}

/// Whether a line can be the value of the label on the line above it.
fn is_value(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let text = matches!(reading.lines[at].form, Form::Text | Form::Tabbed);
    let label = || reading.words.prefix(line, Roles::FIELD.or(Roles::CHOICE)).is_some();
    text && !line.starts_with('【')
        && line.len() <= 150
        && !line.contains(['：', ':'])
        && !ends_sentence(line)
        && !reading.words.ends_title(line)
        && !label()
}

/// 附件2, 附表1　资金情况表: a short line that starts with a number of annex or table.
pub(super) fn is_annex(reading: &Reading<'_>, line: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '-' | '一' | '二' | '三' | '四' | '五' | '六');
    let line = line.trim_end_matches(['：', ':']);
    let word = line.split([' ', '\u{3000}', '：', ':']).next().unwrap_or("");
    let bare = word.split(figure).next().unwrap_or("");
    let numbered = bare.len() < word.len() || bare.len() == line.len() || is_number_apart(line, bare, figure);
    numbered && reading.words.roles(bare).any(Roles::ANNEX.or(Roles::CAPTION))
}

/// 附件：2023年度书屋项目自评表: the title behind the word that annexes it.
fn is_annexed_title(reading: &Reading<'_>, line: &str) -> bool {
    let parted = line.split_once(['：', ':']);
    parted.is_some_and(|(word, title)| reading.words.roles(word).any(Roles::ANNEX) && reading.words.ends_title(title))
}

/// 附件 1, 附件 2：资金表: the number behind a space, and nothing tied to it.
fn is_number_apart(line: &str, bare: &str, figure: impl Fn(char) -> bool) -> bool {
    let behind = line.get(bare.len()..).unwrap_or("").trim_start();
    let rest = behind.trim_start_matches(figure);
    rest.len() < behind.len() && bare.chars().nth(1).is_some() && !rest.starts_with(char::is_alphanumeric)
}

/// Whether the words before the first wide gap, and the rest, make up a signature: 财政局　　2024年3月1日.
pub(super) fn parted(line: &str) -> Option<(&str, &str)> {
    let gap = gaps(line).into_iter().rev().find(|&(start, end)| is_wide(&line[start..end]))?;
    Some((&line[..gap.0], &line[gap.1..]))
}
