//! The clause around a word.

use crate::data::claims::Payment;
use crate::text::Span;

/// How far a clause is followed, in bytes.
const REACH: usize = 150;

/// Marks that part clauses.
const CLAUSE: &[char] = &['，', '。', '；', '：', '！', '？', '\n', ',', ';', '（', '）', '|', '\t'];
/// Marks that part sentences.
const PERIOD: &[char] = &['。', '！', '？', '\n'];

/// From the mark before `at` up to it.
pub fn before(text: &str, at: usize) -> Span {
    Span::new(back(text, at, CLAUSE), at)
}

/// From `at` to the mark behind it.
pub fn behind(text: &str, at: usize) -> Span {
    Span::new(at, on(text, at, CLAUSE))
}

/// Whether the clause before leaves something out: 除质保金外，.
pub fn is_excepted(text: &str, clause: Span, payment: &Payment) -> bool {
    let before = text.get(..clause.start as usize).unwrap_or("");
    payment.exceptions.iter().filter_map(|word| before.strip_suffix(word.as_str())).any(|said| {
        let clause = said.get(back(said, said.len(), CLAUSE)..).unwrap_or("");
        payment.exception_opens.iter().any(|word| clause.contains(word.as_str()))
    })
}

/// The sentence around `at`, semicolons included.
pub fn period(text: &str, at: usize) -> Span {
    Span::new(back_far(text, at), on_far(text, at))
}

fn back(text: &str, at: usize, marks: &[char]) -> usize {
    let from = floor(text, at.saturating_sub(REACH));
    let window = text.get(from..at).unwrap_or("");
    window.rfind(marks).map_or(from, |found| from + found + window[found..].chars().next().map_or(0, char::len_utf8))
}

fn on(text: &str, at: usize, marks: &[char]) -> usize {
    let to = floor(text, (at + REACH).min(text.len()));
    text.get(at..to).and_then(|window| window.find(marks)).map_or(to, |found| at + found)
}

fn back_far(text: &str, at: usize) -> usize {
    let from = floor(text, at.saturating_sub(REACH * 4));
    let window = text.get(from..at).unwrap_or("");
    window.rfind(PERIOD).map_or(from, |found| from + found)
}

fn on_far(text: &str, at: usize) -> usize {
    let to = floor(text, (at + REACH * 4).min(text.len()));
    text.get(at..to).and_then(|window| window.find(PERIOD)).map_or(to, |found| at + found)
}

/// The nearest place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
}
