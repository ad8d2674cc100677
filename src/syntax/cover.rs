//! Label and value pairs on one line: 主管部门：财政局　　联系人：张三, 项 目 名 称  经费, 项目名称 经费 实施单位 中心.

use super::notation::{is_space, trim};
use super::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// A label and its value, both in the line; the value is empty, at its place, when blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Without colon.
    pub label: Span,
    /// Without the spaces around it.
    pub value: Span,
    /// The whole text after the label, templates included.
    pub room: Span,
}

/// How many bytes a label has at most.
const LABEL: usize = 72;

/// The pairs of a line; empty when it is none of labels and values.
pub(super) fn pairs(line: &str, words: &Vocabulary) -> Vec<Pair> {
    let labels = labels(line, words);
    let ends = labels.iter().skip(1).map(|label| label.0.start).chain([line.len() as u32]);
    let pair = |(&(label, room), end): (&(Span, u32), u32)| {
        let room = Span { start: room, end: end.max(room) };
        Pair { label, value: value(line, room, words), room }
    };
    labels.iter().zip(ends).map(pair).collect()
}

/// The value in the room behind a label: blank when nothing but the form's own template stands there.
pub(super) fn value(line: &str, room: Span, words: &Vocabulary) -> Span {
    let mut found = trim(line, room);
    let inside = found.of(line);
    if inside.ends_with('）') && !inside.contains('（') {
        found.end -= "）".len() as u32;
    }
    if is_template(found.of(line), words) { Span { start: room.start, end: room.start } } else { found }
}

/// 年 月 日, ____, （盖章）: what the form prints where a value is to be written.
fn is_template(text: &str, words: &Vocabulary) -> bool {
    let signing = |inner: &str| inner.len() <= 36 && words.signing.iter().any(|word| inner.contains(word.as_str()));
    let bare = match (text.starts_with(['（', '(']), text.find(['）', ')'])) {
        (true, Some(close)) if signing(&text[..close]) => &text[close..],
        _ => text,
    };
    // 2022年 月 日: the year is printed, the day is not.
    let year = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let dated = bare.len() - year.len() == 4 && year.starts_with('年') && year.contains('月') && year.contains('日');
    let bare = if dated { year } else { bare };
    bare.chars().all(|c| is_space(c) || matches!(c, '年' | '月' | '日' | '_' | '＿' | '）' | ')'))
}

/// Labels and where the room for their values starts.
fn labels(line: &str, words: &Vocabulary) -> Vec<(Span, u32)> {
    let mut found = in_brackets(line);
    if !found.is_empty() {
        return found;
    }
    for (at, c) in line.char_indices().filter(|&(_, c)| matches!(c, '：' | ':')) {
        let room = at + c.len_utf8();
        if c == ':' && is_clock_or_link(line, at) {
            continue;
        }
        let from = found.last().map_or(0, |last| last.1 as usize);
        let start = if found.is_empty() { Some(0) } else { next_label(&line[from..at], words).map(|offset| from + offset) };
        match start.map(|start| unbracketed(line, trim(line, Span::new(start, at)))) {
            Some(label) if is_label(label.of(line)) => found.push((label, room as u32)),
            _ if found.is_empty() => break,
            _ => {}
        }
    }
    if found.is_empty() { without_colon(line, words) } else { found }
}

/// 【项目名称】村道路灯补助: a label in brackets of its own.
fn in_brackets(line: &str) -> Vec<(Span, u32)> {
    let label = |(at, open): (usize, &str)| {
        let start = at + open.len();
        let end = start + line.get(start..)?.find('】')?;
        let label = Span::new(start, end);
        (is_label(label.of(line)) && label.len() <= BRACKETED).then_some((label, (end + '】'.len_utf8()) as u32))
    };
    if line.starts_with('【') { line.match_indices('【').filter_map(label).collect() } else { Vec::new() }
}

/// A label in brackets has no more bytes: what is longer is a remark or a title.
const BRACKETED: usize = 36;

/// The label without a bracket that opens before it and closes behind the last value: （联系人：王一　电话：…）.
fn unbracketed(line: &str, label: Span) -> Span {
    let inside = label.of(line);
    let open = if inside.contains(['）', ')']) { 0 } else { inside.len() - inside.trim_start_matches(['（', '(']).len() };
    Span { start: label.start + open as u32, end: label.end }
}

fn is_clock_or_link(line: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    line[at..].starts_with("://") || (at > 0 && digit(line.as_bytes().get(at - 1)) && digit(line.as_bytes().get(at + 1)))
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && text.len() <= LABEL && !text.contains(['。', '；', '，', ';', '！', '？', '“', '《', '|'])
}

/// Where the next label starts in the text between a colon and the next one.
fn next_label(between: &str, words: &Vocabulary) -> Option<usize> {
    let mut gaps = gaps(between);
    gaps.retain(|gap| gap.1 > 0 && gap.1 < between.len());
    let tail = gaps.len().saturating_sub(12);
    let known = |&&(_, end): &&(usize, usize)| words.roles(&between[end..]).any(FIELDS);
    if let Some(&(_, end)) = gaps[tail..].iter().find(known) {
        return Some(end);
    }
    let wide = gaps.iter().rev().find(|&&(start, end)| is_wide(&between[start..end]));
    wide.or(gaps.last()).map(|&(_, end)| end)
}

const FIELDS: Roles = Roles::FIELD.or(Roles::CHOICE);

/// Labels that the vocabulary knows, followed by a space or the end of the line.
fn without_colon(line: &str, words: &Vocabulary) -> Vec<(Span, u32)> {
    let Some(first) = words.prefix(line, FIELDS) else { return Vec::new() };
    let mut found = vec![known(line, 0, first)];
    for (_, end) in gaps(line) {
        let taken = found.last().is_some_and(|last| end < last.1 as usize);
        if let Some(length) = words.prefix(&line[end..], FIELDS).filter(|_| !taken && end > 0) {
            found.push(known(line, end, length));
        }
    }
    found
}

/// The label at `start`, with the bracket behind it: 评价单位（盖章）.
fn known(line: &str, start: usize, length: usize) -> (Span, u32) {
    let mut end = start + length;
    if line[end..].starts_with(['（', '(']) && !opens_box(&line[end..]) {
        end = line[end..].find(['）', ')']).map_or(end, |close| end + close + if line[end + close..].starts_with('）') { 3 } else { 1 });
    }
    (trim(line, Span::new(start, end)), end as u32)
}

/// 资金来源（ ）财政拨款: the bracket is a box.
fn opens_box(rest: &str) -> bool {
    let open = rest.chars().next().map_or(0, char::len_utf8);
    let inside = rest.find(['）', ')']).and_then(|close| rest.get(open..close));
    inside.is_some_and(|inside| matches!(inside.trim(), "" | "√" | "✓" | "✔"))
}

/// Runs of white space, as (start, end).
pub(super) fn gaps(text: &str) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_space(c)) {
        match gaps.last_mut() {
            Some(last) if last.1 == at => last.1 = at + c.len_utf8(),
            _ => gaps.push((at, at + c.len_utf8())),
        }
    }
    gaps
}

/// Whether a gap is wider than the space between two words.
pub(super) fn is_wide(gap: &str) -> bool {
    gap.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Vocabulary {
        Vocabulary::parse(include_str!("../../rules/data/vocabulary.toml").into()).expect("the vocabulary")
    }

    fn shown(line: &str) -> String {
        let words = words();
        let pair = |pair: &Pair| format!("{}={}", pair.label.of(line), pair.value.of(line));
        pairs(line, &words).iter().map(pair).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn pairs_of_every_layout() {
        assert_eq!(shown("项目名称：2016年度城市绿化养护经费"), "项目名称=2016年度城市绿化养护经费");
        assert_eq!(shown("项 目 名 称： 农村公路日常养护资金"), "项 目 名 称=农村公路日常养护资金");
        assert_eq!(
            shown("联系人：陆听澜　　联系电话：010-00000000　　邮政编码：000000"),
            "联系人=陆听澜 | 联系电话=010-00000000 | 邮政编码=000000"
        );
        assert_eq!(
            shown("填报单位：司法局 填报人：江照晚 填报时间：2022年 2月 25日"),
            "填报单位=司法局 | 填报人=江照晚 | 填报时间=2022年 2月 25日"
        );
        assert_eq!(shown("项目名称   城乡低保专项"), "项目名称=城乡低保专项");
        assert_eq!(shown("主管部门"), "主管部门=");
        assert_eq!(
            shown("项目名称 委托业务费 主管部门 石塘镇人民政府 实施单位 服务中心"),
            "项目名称=委托业务费 | 主管部门=石塘镇人民政府 | 实施单位=服务中心"
        );
        assert_eq!(shown("报送时间：2024年3月1日 9:30"), "报送时间=2024年3月1日 9:30");
    }

    #[test]
    fn templates_are_blank() {
        assert_eq!(shown("报告撰写人（签字）：　　　年　　月　　日"), "报告撰写人（签字）=");
        assert_eq!(shown("评价单位（盖章）："), "评价单位（盖章）=");
        assert_eq!(shown("负责人：______   填表人：（签字）"), "负责人= | 填表人=");
    }

    #[test]
    fn prose_is_no_pair() {
        assert_eq!(shown("根据要求，我局开展了自评，情况如下：一是认真组织"), "");
    }
}
