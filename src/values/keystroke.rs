//! The numbers that one keystroke makes of a printed one: a digit struck wrong, two characters swapped, a digit or the point too many or too
//! few, another unit of money.

use super::{Figure, Notation, Units, scan};
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// A printed number with one keystroke changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keystroke {
    /// What is replaced, in the text of the number: its digits or its unit.
    pub place: Span,
    /// By what.
    pub by: String,
    /// What the number then says.
    pub quantity: Quantity,
}

/// The only number of a text, if it is a plain one; and what one keystroke makes of it, each way of writing once.
pub fn keystrokes(text: &str, units: &Units) -> Option<(Quantity, Vec<Keystroke>)> {
    let figure = only(text, units)?;
    let mut found = numbers(text, &figure, units);
    found.extend(slips(text, &figure, units));
    Some((figure.quantity, found))
}

/// The powers of ten between which the unit of money slips: 元, 万元, 亿元.
const UNITS: [i8; 3] = [0, 4, 8];

/// So many characters of digits are no number that anyone would retype.
const LONGEST: usize = 24;

/// The only value of a text, when it is one number and no range.
fn only(text: &str, units: &Units) -> Option<Figure> {
    let values = scan(text, units);
    let [figure] = values.figures.as_slice() else { return None };
    let alone = values.dates.is_empty() && values.codes.is_empty() && values.damage.is_empty() && figure.upper().is_none();
    (alone && figure.well_formed && !figure.spaced && figure.number.len() <= LONGEST).then(|| figure.clone())
}

/// The same number with other digits.
fn numbers(text: &str, figure: &Figure, units: &Units) -> Vec<Keystroke> {
    let written = figure.number.of(text);
    match figure.notation {
        Notation::Arabic => {
            let keystroke = |(read, by): (Decimal, String)| {
                let value = if figure.quantity.value.is_sign_negative() { -read } else { read };
                Keystroke { place: figure.number, by, quantity: Quantity { value, decimals: read.scale() as u8, ..figure.quantity } }
            };
            arabic(written).into_iter().map(keystroke).collect()
        }
        Notation::Chinese | Notation::Capital => {
            let place = figure.number;
            let read = |by: String| {
                let (before, after) = (text.get(..place.start as usize)?, text.get(place.end as usize..)?);
                let other = only(&format!("{before}{by}{after}"), units)?;
                let same = other.number.len() == by.len() && other.quantity.unit == figure.quantity.unit;
                (same && other.quantity.value != figure.quantity.value).then_some(Keystroke { place, by, quantity: other.quantity })
            };
            numerals(written).into_iter().filter_map(read).collect()
        }
        Notation::Mixed => Vec::new(),
    }
}

/// The other values that one keystroke makes of Arabic digits, each in the writing that is most like the one printed.
fn arabic(written: &str) -> Vec<(Decimal, String)> {
    let plain: Vec<u8> = written.bytes().filter(|byte| *byte != b',').collect();
    let numeric = plain.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let Some(printed) = decimal(&plain).filter(|_| numeric) else { return Vec::new() };
    let mut values: BTreeMap<Decimal, (bool, Vec<u8>)> = BTreeMap::new();
    for other in struck(&plain).into_iter().filter(|other| is_number(other)) {
        let Some(value) = decimal(&other).filter(|value| *value != printed) else { continue };
        let made = (value.scale() != printed.scale(), other);
        values.entry(value).and_modify(|known| *known = made.clone().min(known.clone())).or_insert(made);
    }
    let grouped = plain.len() < written.len();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok().map(|text| if grouped { separated(&text) } else { text });
    values.into_iter().filter_map(|(value, (_, bytes))| Some((decimal(&bytes).unwrap_or(value), text(bytes)?))).collect()
}

fn decimal(digits: &[u8]) -> Option<Decimal> {
    std::str::from_utf8(digits).ok().and_then(|text| Decimal::from_str(text).ok())
}

fn struck(plain: &[u8]) -> Vec<Vec<u8>> {
    let with = |at: usize, removed: usize, put: &[u8]| [&plain[..at], put, &plain[at + removed..]].concat();
    let mut found = Vec::new();
    for (at, &byte) in plain.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| plain[before]);
        if byte.is_ascii_digit() {
            found.extend((b'0'..=b'9').map(|digit| with(at, 1, &[digit])));
            found.push(with(at, 0, &[byte]));
        }
        // A digit too many is a zero or one struck twice; any other is more than a slip of the key.
        if byte == b'0' || byte == b'.' || before == Some(byte) {
            found.push(with(at, 1, &[]));
        }
        if let Some(before) = before {
            found.push(with(at - 1, 2, &[byte, before]));
            // Two digits are swapped across the point too.
            if let (b'.', Some(first)) = (before, at.checked_sub(2)) {
                found.push(with(first, 3, &[byte, b'.', plain[first]]));
            }
        }
    }
    let pointed = plain.contains(&b'.');
    for at in 0..=plain.len() {
        found.push(with(at, 0, b"0"));
        if !pointed {
            found.push(with(at, 0, b"."));
        }
    }
    found
}

/// Whether digits read as a number: the point between digits, and no zero before others.
fn is_number(digits: &[u8]) -> bool {
    let whole = digits.iter().position(|byte| *byte == b'.').unwrap_or(digits.len());
    let led = digits.first() != Some(&b'0') || whole == 1;
    whole > 0 && whole + 1 != digits.len() && digits.iter().filter(|byte| **byte == b'.').count() < 2 && led
}

/// Thousands separated by commas.
fn separated(number: &str) -> String {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

/// Numerals that are typed for each other: digits, and places.
const ALIKE: [&str; 4] = ["一二三四五六七八九十", "十百千", "壹贰叁肆伍陆柒捌玖", "拾佰仟"];
/// Digits, which are swapped across the places between them.
const DIGITS: [&str; 2] = ["一二三四五六七八九", "壹贰叁肆伍陆柒捌玖"];

/// What one character makes of Chinese numerals, and two digits swapped.
fn numerals(written: &str) -> Vec<String> {
    let characters: Vec<char> = written.chars().collect();
    let with = |changes: &[(usize, char)]| {
        let changed = |(at, character): (usize, &char)| changes.iter().find(|(place, _)| *place == at).map_or(*character, |(_, by)| *by);
        characters.iter().enumerate().map(changed).collect::<String>()
    };
    let mut found = BTreeSet::new();
    let mut before: Option<(usize, char)> = None;
    for (at, &character) in characters.iter().enumerate() {
        // 两 is the 2 of what is counted.
        let digit = if character == '两' { '二' } else { character };
        for alike in ALIKE.iter().filter(|alike| alike.contains(digit)) {
            found.extend(alike.chars().filter(|other| *other != digit).map(|other| with(&[(at, other)])));
        }
        if DIGITS.iter().any(|digits| digits.contains(character)) {
            found.extend(before.map(|(place, other)| with(&[(place, character), (at, other)])));
            before = Some((at, character));
        }
    }
    found.remove(written);
    found.into_iter().collect()
}

/// The same digits in another unit of money. Numerals hold their 万 themselves.
fn slips(text: &str, figure: &Figure, units: &Units) -> Vec<Keystroke> {
    let unit = figure.quantity.unit;
    let Some(place) =
        figure.unit.filter(|_| figure.notation == Notation::Arabic && unit.dimension == Dimension::Money && UNITS.contains(&unit.exponent))
    else {
        return Vec::new();
    };
    let other = |exponent: i8| {
        let unit = Unit { exponent, ..unit };
        let by = units.word_of(unit)?;
        Some(Keystroke { place, by, quantity: Quantity { unit, ..figure.quantity } })
    };
    // A unit that is not written as the data write it is left alone: 元/人, 万.
    let known = units.word_of(unit).is_some_and(|word| word == place.of(text));
    UNITS.into_iter().filter(|exponent| known && *exponent != unit.exponent).filter_map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Units {
        Units::parse(include_str!("../../rules/data/units.toml").into()).expect("the embedded data")
    }

    fn made(text: &str) -> Vec<String> {
        let units = units();
        let (_, made) = keystrokes(text, &units).unwrap_or_else(|| panic!("{text} is no number"));
        let shown = |made: &Keystroke| {
            let (before, after) = (&text[..made.place.start as usize], &text[made.place.end as usize..]);
            let read = format!("{before}{}{after}", made.by);
            let (quantity, _) = keystrokes(&read, &units).unwrap_or_else(|| panic!("{read} is no number"));
            assert_eq!((quantity.base(), quantity.decimals), (made.quantity.base(), made.quantity.decimals), "{read}");
            read
        };
        made.iter().map(shown).collect()
    }

    #[test]
    fn one_keystroke_changes_a_digit_swaps_loses_or_doubles_one_or_the_unit() {
        let made = made("1,203.5万元");
        for wanted in [
            "1,204.5万元",
            "2,103.5万元",
            "123.5万元",
            "12,003.5万元",
            "120.35万元",
            "12,035万元",
            "1,203.5元",
            "1,203.5亿元",
            "11,203.5万元",
            "1,205.3万元",
        ] {
            assert!(made.contains(&wanted.to_owned()), "{wanted} is not among {made:?}");
        }
        for more in ["1,203.50万元", "1,314.5万元", "1,20.5万元", "103.5万元", "01,203.5万元"] {
            assert!(!made.contains(&more.to_owned()), "{more} is another number by one keystroke");
        }
    }

    #[test]
    fn a_point_is_a_key_too_and_numerals_change_character_by_character() {
        assert!(made("95%").contains(&"9.5%".to_owned()));
        assert!(made("十二个").contains(&"十三个".to_owned()) && made("两项").contains(&"三项".to_owned()));
        assert!(made("伍拾万元").contains(&"肆拾万元".to_owned()) && made("伍拾万元").contains(&"伍佰万元".to_owned()));
        assert!(made("陆仟捌佰元").contains(&"捌仟陆佰元".to_owned()));
    }

    #[test]
    fn a_range_a_date_and_two_numbers_are_left_alone() {
        for text in ["5—8万元", "2023年3月", "3万元和4万元", "无"] {
            assert_eq!(keystrokes(text, &units()), None, "{text}");
        }
    }
}
