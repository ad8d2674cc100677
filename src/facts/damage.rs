//! What cannot be read: characters that extraction lost, and characters read in the wrong encoding.

use super::near::{part, word};
use super::{Context, Facts, Field, Kind, Type};
use crate::data::words::odd;
use crate::text::Span;
use crate::values::DamageKind;
use std::ops::Range;

/// A place that cannot be read.
pub static DAMAGE: Kind = Kind {
    name: "damage",
    zh: "无法辨认之处",
    en: "a place that cannot be read",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "原文", en: "the characters" },
        Field {
            name: "form",
            ty: Type::Text,
            zh: "形式：fused-date、lost-cipher、letter-for-digit、fused-number、undecodable、garbled、latin、private、symbol、control、radical",
            en: "fused-date, lost-cipher, letter-for-digit, fused-number, undecodable, garbled, latin, private, symbol, control or radical",
        },
    ],
    uses: &["term"],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for damage in &context.values.damage {
        push(facts, &context.document.flow.text, damage.span, form(damage.kind));
    }
}

fn form(kind: DamageKind) -> &'static str {
    match kind {
        DamageKind::FusedDate => "fused-date",
        DamageKind::LostCipher => "lost-cipher",
        DamageKind::LetterForDigit => "letter-for-digit",
        DamageKind::FusedDocumentNumber => "fused-number",
        DamageKind::Undecodable => "undecodable",
    }
}

fn push<'a>(facts: &mut Facts<'a>, text: &'a str, span: Span, form: &'static str) {
    facts.push(&DAMAGE, span, vec![part(text, span), word(form)]);
}

/// Adds the fact of a garbled word with what is garbled around it; the place behind it.
pub(super) fn garbled<'a>(facts: &mut Facts<'a>, text: &'a str, place: Range<usize>) -> usize {
    let end = garbled_to(text, place.end);
    push(facts, text, Span::new(place.start, end), "garbled");
    end
}

/// Where the characters end that bytes of another encoding look like.
fn garbled_to(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    text.len() - rest.trim_start_matches(|character: char| ('\u{80}'..'\u{250}').contains(&character)).len()
}

/// Bytes of marked Latin letters that stand together in no word.
const GARBLED: usize = 8;

/// Characters that no font shows as writing, in runs: private use, controls, radicals in place of characters.
#[derive(Default)]
pub(super) struct Odd {
    runs: Vec<(Span, &'static str)>,
}

impl Odd {
    /// Looks at a character that is no ideograph.
    pub(super) fn note(&mut self, at: usize, character: char) {
        let Some(form) = odd(character) else { return };
        let end = (at + character.len_utf8()) as u32;
        match self.runs.last_mut() {
            Some((span, known)) if span.end as usize == at && *known == form => span.end = end,
            Some(_) | None => self.runs.push((Span { start: at as u32, end }, form)),
        }
    }

    /// Adds the facts. A private character beside a blank is a bullet or a box of a symbol font.
    pub(super) fn push<'a>(self, text: &'a str, facts: &mut Facts<'a>) {
        let inside = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let word = |(span, form): &(Span, &str)| *form == "latin" && span.len() < GARBLED;
        let mut done = 0;
        for (span, form) in self.runs.into_iter().filter(|run| !word(run)) {
            // What is garbled goes on over the runs behind it.
            if span.start < done {
                continue;
            }
            let left = text.get(..span.start as usize).and_then(|head| head.chars().next_back());
            let right = text.get(span.end as usize..).and_then(|tail| tail.chars().next());
            let symbol = form == "private" && !(inside(left) && inside(right));
            let end = if form == "latin" { garbled_to(text, span.end as usize) as u32 } else { span.end };
            done = end;
            push(facts, text, Span { end, ..span }, if symbol { "symbol" } else { form });
        }
    }
}
