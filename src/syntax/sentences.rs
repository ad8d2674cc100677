//! Sentences: parted at 。！？； but not inside brackets, quotes and titles that are closed in the same block.

use super::document::Sentence;
use crate::text::Span;

/// Brackets further in are not followed.
const DEEPEST: usize = 16;

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens(u8),
    Closes(u8),
    Ends,
}

/// Adds the sentences of a span that belongs to a block.
pub(super) fn sentences(text: &str, span: Span, block: u32, out: &mut Vec<Sentence>) {
    let inside = span.of(text);
    let mut start = 0;
    for end in ends(inside) {
        push(text, span, start, end, block, out);
        start = end;
    }
    push(text, span, start, inside.len(), block, out);
}

fn push(text: &str, span: Span, start: usize, end: usize, block: u32, out: &mut Vec<Sentence>) {
    let sentence = super::notation::trim(text, Span::new(start, end).shift(span.start));
    if !sentence.is_empty() {
        out.push(Sentence { span: sentence, block });
    }
}

/// The ends of sentences, behind their marks and the quotes that close with them.
fn ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut ends: Vec<usize> = Vec::new();
    let mut opened: Vec<(u8, usize)> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let Some((mark, length)) = mark(byte, &bytes[at..]) else {
            at += 1;
            continue;
        };
        at += length;
        match mark {
            Mark::Opens(kind) if opened.len() < DEEPEST => opened.push((kind, ends.len())),
            Mark::Opens(_) => {}
            Mark::Closes(kind) => {
                if let Some(pair) = opened.iter().rposition(|(open, _)| *open == kind) {
                    // What ended inside the pair did not end a sentence.
                    ends.truncate(opened[pair].1);
                    opened.truncate(pair);
                }
            }
            Mark::Ends if ends.last() == Some(&(at - length)) => {
                if let Some(last) = ends.last_mut() {
                    *last = at;
                }
            }
            Mark::Ends => ends.push(at),
        }
    }
    ends
}

/// The mark at the start of the bytes, and its length.
fn mark(first: u8, bytes: &[u8]) -> Option<(Mark, usize)> {
    match first {
        b'(' => Some((Mark::Opens(0), 1)),
        b')' => Some((Mark::Closes(0), 1)),
        b';' | b'!' | b'?' => Some((Mark::Ends, 1)),
        0xE2 | 0xE3 | 0xEF => wide(bytes.get(..3)?).map(|mark| (mark, 3)),
        _ => None,
    }
}

fn wide(bytes: &[u8]) -> Option<Mark> {
    match bytes {
        [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81] | [0xEF, 0xBC, 0x9F] | [0xEF, 0xBC, 0x9B] => Some(Mark::Ends),
        [0xEF, 0xBC, 0x88] => Some(Mark::Opens(0)),
        [0xEF, 0xBC, 0x89] => Some(Mark::Closes(0)),
        [0xE2, 0x80, 0x9C] => Some(Mark::Opens(1)),
        [0xE2, 0x80, 0x9D] => Some(Mark::Closes(1)),
        [0xE3, 0x80, 0x8A] => Some(Mark::Opens(2)),
        [0xE3, 0x80, 0x8B] => Some(Mark::Closes(2)),
        [0xE3, 0x80, 0x8C] => Some(Mark::Opens(3)),
        [0xE3, 0x80, 0x8D] => Some(Mark::Closes(3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        sentences(text, Span::new(0, text.len()), 0, &mut found);
        found.iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn marks_end_sentences_outside_brackets() {
        assert_eq!(parts("到位50万元。支出49万元；执行率98%"), ["到位50万元。", "支出49万元；", "执行率98%"]);
        assert_eq!(parts("分三类（一是设备；二是人员）。完成。"), ["分三类（一是设备；二是人员）。", "完成。"]);
        assert_eq!(parts("他说“完成了。”随后离开。"), ["他说“完成了。”随后离开。"]);
        assert_eq!(parts("真的吗？！是的。"), ["真的吗？！", "是的。"]);
    }

    #[test]
    fn an_unclosed_bracket_hides_nothing() {
        assert_eq!(parts("（占地补偿等由村里议定。存在问题。"), ["（占地补偿等由村里议定。", "存在问题。"]);
    }
}
