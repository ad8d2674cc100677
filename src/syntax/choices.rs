//! Groups of boxes: 组织方式：□财政部门 ☑主管部门, 项目属性 经常性项目√ 一次性项目□.
//!
//! Whether the boxes stand before or behind their options is decided once a group. R and 口 are boxes (what a ticked and an
//! empty box become in extraction) only where the group shows it.

use super::document::{Choice, ChoiceOption};
use super::lines::{Mood, boxes};
use super::notation::trim;
use super::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// A box of a line.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    ticked: bool,
}

/// The group in `room`, a part of the text, whose label is `label`; none when it holds no boxes with words beside them.
pub(super) fn choice(text: &str, label: Span, room: Span, words: &Vocabulary) -> Option<Choice> {
    let labelled = words.roles(label.of(text)).any(Roles::CHOICE) || asks(label.of(text), words);
    let marks = marks(room.of(text), labelled);
    let options = options(text, room, &marks);
    let last = options.last()?;
    let span = if label.is_empty() { options.first()?.mark.to(options.first()?.text) } else { label };
    let span = span.to(last.mark).to(last.text);
    let label = if label.is_empty() { Span { start: span.start, end: span.start } } else { label };
    Some(Choice { label, options, span })
}

/// Whether the line may hold boxes that only its label shows to be such: R, 口.
pub(super) fn may_be_boxed(label: &str, value: &str, words: &Vocabulary) -> bool {
    (value.contains(['R', '口', '○', '●']) || ["（）", "（ ", "（　", "()", "( ", "[]", "[ "].iter().any(|empty| value.contains(empty)))
        && words.roles(label).any(Roles::CHOICE)
}

/// 是否政府采购: a question that boxes answer.
fn asks(label: &str, words: &Vocabulary) -> bool {
    let label = label.trim();
    words.questions.iter().any(|word| label.starts_with(word.as_str()) || label.ends_with(word.as_str()))
}

fn marks(room: &str, labelled: bool) -> Vec<Mark> {
    let pieces = boxes(room);
    let certain = pieces.iter().any(|(mood, _)| matches!(mood, Mood::Ticked | Mood::Empty));
    let mut marks = Vec::new();
    for &(mood, span) in &pieces {
        let ticked = match mood {
            Mood::Ticked => true,
            Mood::Empty => false,
            Mood::Doubtful if !(certain || labelled) || !stands_apart(room, span) => continue,
            Mood::Doubtful => matches!(span.of(room), "R" | "●"),
        };
        marks.push(Mark { span, ticked });
    }
    marks
}

/// Whether a doubtful box has a gap (or the edge, or another box) on exactly one side and words on the other.
fn stands_apart(room: &str, span: Span) -> bool {
    let open = |c: Option<char>| c.is_none_or(|c| super::notation::is_space(c) || matches!(c, '：' | ':' | '、' | '；' | '，'));
    let before = room[..span.start as usize].chars().next_back();
    let after = room[span.end as usize..].chars().next();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    open(before) != open(after) && !latin(before) && !latin(after)
}

fn options(text: &str, room: Span, marks: &[Mark]) -> Vec<ChoiceOption> {
    let Some(first) = marks.first() else { return Vec::new() };
    let lead = Span { start: room.start, end: room.start + first.span.start };
    let before = trim(text, lead).is_empty();
    let mut options = Vec::with_capacity(marks.len());
    for (at, mark) in marks.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|at| marks.get(at)).map_or(0, |mark| mark.span.end);
        let next = marks.get(at + 1).map_or(room.len() as u32, |mark| mark.span.start);
        let words = if before { Span { start: mark.span.end, end: next } } else { Span { start: previous, end: mark.span.start } };
        let words = without_comma(text, trim(text, words.shift(room.start)));
        if !words.is_empty() {
            options.push(ChoiceOption { mark: mark.span.shift(room.start), text: words, ticked: mark.ticked });
        }
    }
    options
}

/// Without the comma that parts it from the next option.
fn without_comma(text: &str, span: Span) -> Span {
    let kept = span.of(text).trim_end_matches(['、', '，', '；', ';', ',', '|', '\t', ' ']).len();
    Span::new(span.start as usize, span.start as usize + kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::cover::pairs;

    fn shown(line: &str) -> String {
        let words = Vocabulary::parse(include_str!("../../rules/data/vocabulary.toml").into()).expect("the vocabulary");
        let option = |option: &ChoiceOption| format!("{}{}", if option.ticked { "+" } else { "-" }, option.text.of(line));
        let group =
            |label, room| choice(line, label, room, &words).map(|found| found.options.iter().map(option).collect::<Vec<_>>().join(" "));
        let pairs = pairs(line, &words);
        if pairs.is_empty() {
            return group(Span::default(), Span::new(0, line.len())).unwrap_or_default();
        }
        pairs.iter().filter_map(|pair| group(pair.label, pair.room)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn boxes_before_and_behind() {
        assert_eq!(shown("评价类型：□实施过程评价      □完成结果评价"), "-实施过程评价 -完成结果评价");
        assert_eq!(shown("组织方式：  财政部门□    主管部门☑    项目单位□"), "-财政部门 +主管部门 -项目单位");
        assert_eq!(shown("评价机构：■中介机构　✓专家组　☐评价组"), "+中介机构 +专家组 -评价组");
        assert_eq!(shown("项目属性 经常性项目√ 一次性项目□ 项目期 2021年"), "+经常性项目 -一次性项目");
        assert_eq!(shown("评价机构：□√中介机构 □专家组"), "+中介机构 -专家组");
        assert_eq!(shown("是否公开：是（√） 否（  ）"), "+是 -否");
        assert_eq!(shown("评价方式：[ ]单位自评 [x]部门评价"), "-单位自评 +部门评价");
    }

    #[test]
    fn boxes_damaged_in_extraction() {
        assert_eq!(shown("评价类型：项目实施过程评价R　　项目完成结果评价R"), "+项目实施过程评价 +项目完成结果评价");
        assert_eq!(shown("评价机构   口中介机构   口专家组   √项目单位评价组"), "-中介机构 -专家组 +项目单位评价组");
        assert_eq!(shown("项目名称：流动人口服务"), "");
        assert_eq!(shown("组织方式：□人口部门 ☑口岸办"), "-人口部门 +口岸办");
    }
}
