//! Chinese numerals: 三百二十万, 一千二百, 二〇二二, 壹佰伍拾陆万捌仟.

use rust_decimal::Decimal;

/// A numeral's sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// 〇 and 零
    Zero,
    Digit(i64),
    /// 十 百 千, as a power of ten
    Place(u32),
    /// 万 亿, as a power of ten
    Section(u32),
}

/// Whether the character is a common numeral (二), a place (十) or a section (万).
pub(super) fn is_numeral(character: char) -> bool {
    !is_capital_only(character) && sign(character).is_some()
}

/// Whether the character is a numeral as used in contracts: 贰, or one that both ways of writing share.
pub(super) fn is_capital(character: char) -> bool {
    is_capital_only(character) || matches!(character, '零' | '万' | '亿')
}

fn is_capital_only(character: char) -> bool {
    matches!(character, '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟' | '萬' | '億')
}

/// Whether the text is written in ciphers alone, without places: 二〇二二.
pub(super) fn is_ciphers(text: &str) -> bool {
    text.chars().all(|character| matches!(sign(character), Some(Sign::Zero | Sign::Digit(_))) && character != '两')
}

fn sign(character: char) -> Option<Sign> {
    Some(match character {
        '〇' | '○' | '零' | 'Ο' => Sign::Zero,
        '一' | '壹' => Sign::Digit(1),
        '二' | '两' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Place(1),
        '百' | '佰' => Sign::Place(2),
        '千' | '仟' => Sign::Place(3),
        '万' | '萬' => Sign::Section(4),
        '亿' | '億' => Sign::Section(8),
        _ => return None,
    })
}

/// The number that ciphers spell, Chinese or ASCII: 二〇二二 and 2022 are 2022.
pub(super) fn ciphers(text: &str) -> Option<u32> {
    text.chars().filter(|character| *character != ' ').try_fold(0u32, |value, character| {
        let digit = match sign(character) {
            Some(Sign::Zero) => 0,
            Some(Sign::Digit(digit)) => digit as u32,
            Some(Sign::Place(_) | Sign::Section(_)) => return None,
            None => character.to_digit(10).or((character == 'O').then_some(0))?,
        };
        value.checked_mul(10)?.checked_add(digit)
    })
}

/// A small number in ASCII digits or Chinese numerals: 12, 十二, 廿八; 元 is the first month.
pub(super) fn small(text: &str) -> Option<u32> {
    if let Some(units) = text.strip_prefix('廿') {
        return Some(20 + if units.is_empty() { 0 } else { ciphers(units.trim_start_matches('十'))? });
    }
    match text {
        "元" => Some(1),
        _ if text.starts_with(|first: char| first.is_ascii_digit()) => text.parse().ok(),
        _ => u32::try_from(whole(text)?).ok(),
    }
}

/// The value of a numeral with places: 一千二百 is 1200, 一万二 is 12000. None when it is none.
pub(super) fn whole(text: &str) -> Option<i64> {
    let mut tally = Tally::default();
    for character in text.chars() {
        tally.add(sign(character)?)?;
    }
    tally.finish()
}

/// The value and the decimals of a numeral that may have a point: 九十五点六.
pub(super) fn decimal(text: &str) -> Option<(Decimal, u8)> {
    let Some((before, after)) = text.split_once('点') else { return whole(text).map(|value| (value.into(), 0)) };
    let decimals = after.chars().count();
    if decimals == 0 || decimals > 6 {
        return None;
    }
    let fraction = Decimal::new(ciphers(after)?.into(), decimals as u32);
    Some((Decimal::from(whole(before)?).checked_add(fraction)?, decimals as u8))
}

/// What has been read of a numeral.
struct Tally {
    total: i64,
    section: i64,
    digit: Option<i64>,
    /// The last place in this section: the next must be smaller.
    place: u32,
    /// The last section: the next must be smaller.
    last_section: u32,
    zero: bool,
    empty: bool,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { total: 0, section: 0, digit: None, place: 4, last_section: 12, zero: false, empty: true }
    }
}

impl Tally {
    fn add(&mut self, sign: Sign) -> Option<()> {
        match sign {
            Sign::Zero => self.zero = self.digit.is_none().then_some(true)?,
            Sign::Digit(digit) => self.digit = self.digit.is_none().then_some(Some(digit))?,
            Sign::Place(place) => self.place(place)?,
            Sign::Section(section) => self.section(section)?,
        }
        self.empty = false;
        Some(())
    }

    fn place(&mut self, place: u32) -> Option<()> {
        if place >= self.place {
            return None;
        }
        let leading_ten = place == 1 && self.section == 0;
        let digit = self.digit.take().or(leading_ten.then_some(1))?;
        self.section += digit * 10i64.pow(place);
        (self.place, self.zero) = (place, false);
        Some(())
    }

    fn section(&mut self, section: u32) -> Option<()> {
        self.section += self.digit.take().unwrap_or(0);
        if section >= self.last_section || self.section == 0 {
            return None;
        }
        self.total += self.section * 10i64.pow(section);
        (self.section, self.place, self.last_section, self.zero) = (0, 4, section, false);
        Some(())
    }

    fn finish(self) -> Option<i64> {
        if self.empty {
            return None;
        }
        let spoken = match (self.digit, self.zero) {
            (Some(digit), false) if self.place > 1 && self.place < 4 => digit * 10i64.pow(self.place - 1),
            (Some(digit), false) if self.place == 4 && self.last_section < 12 => digit * 10i64.pow(self.last_section - 1),
            (digit, _) => digit.unwrap_or(0),
        };
        self.total.checked_add(self.section)?.checked_add(spoken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_with_places() {
        for (text, value) in [
            ("三百二十万", Some(3_200_000)),
            ("一千二百", Some(1200)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("两", Some(2)),
            ("一百零五", Some(105)),
            ("一万二", Some(12_000)),
            ("一万零二", Some(10_002)),
            ("三千五", Some(3500)),
            ("壹佰伍拾陆万捌仟", Some(1_568_000)),
            ("三亿五千万", Some(350_000_000)),
            ("零", Some(0)),
            ("一二三", None),
            ("十百", None),
            ("二万亿", None),
            ("万", None),
            ("", None),
        ] {
            assert_eq!(whole(text), value, "{text}");
        }
    }

    #[test]
    fn ciphers_and_small_numbers() {
        assert_eq!(ciphers("二○二二"), Some(2022));
        assert_eq!(ciphers("二零二四"), Some(2024));
        assert_eq!(ciphers("二十"), None);
        assert_eq!(small("元"), Some(1));
        assert_eq!(small("二十八"), Some(28));
        assert_eq!(small("廿八"), Some(28));
        assert_eq!(small("09"), Some(9));
        assert_eq!(decimal("九十五点六"), Some((Decimal::new(956, 1), 1)));
    }
}
