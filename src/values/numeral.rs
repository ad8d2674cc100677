//! Figures and dates in Chinese numerals: 三百二十万元, 百分之九十五, 二〇二二年六月, 壹佰万元整.

use super::Reader;
use super::chars::{after, between, digits, rest, run, skip_blanks, window_before};
use super::chinese;
use super::code::CodeKind;
use super::number::{Notation, Number};
use super::units::{Spoken, UnitReading};
use crate::quantity::{Dimension, Hedge, Mode, Unit};
use crate::text::Span;
use rust_decimal::{Decimal, RoundingStrategy};

/// A numeral longer than this is none.
const LONGEST: usize = 60;

impl Reader<'_> {
    /// The value at a common numeral.
    pub(super) fn numeral(&mut self, at: usize) -> Option<usize> {
        let end = run(self.text, at, chinese::is_numeral);
        if end - at > LONGEST {
            return None;
        }
        self.quarter(at, end)
            .or_else(|| self.ordinal(at, end))
            .or_else(|| self.plan(at, end))
            .or_else(|| self.lost_cipher(at, end))
            .or_else(|| self.numeral_date(at, end))
            .or_else(|| self.parts_of(at, end))
            .or_else(|| self.chinese_figure(at, end))
    }

    fn numeral_date(&mut self, at: usize, end: usize) -> Option<usize> {
        let text = between(self.text, at, end);
        let length = text.chars().count();
        let fits = match after(self.text, skip_blanks(self.text, end, 2)) {
            Some('年') => length == 4 && chinese::is_ciphers(text),
            Some('月') => length <= 2,
            _ => false,
        };
        if fits { self.calendar(at, end) } else { None }
    }

    /// 三分之一, 一半, 翻了一番: parts and multiples that are spoken, and rounded as such.
    fn parts_of(&mut self, at: usize, end: usize) -> Option<usize> {
        if let Some(spoken) = self.units.spoken.iter().find(|spoken| self.is_spoken(spoken, at, end)) {
            let (stop, tenths, decimals) = (at + spoken.word.len(), Decimal::from(spoken.tenths), spoken.decimals);
            return Some(self.push_spoken(at, stop, tenths, decimals));
        }
        let start = rest(self.text, end).strip_prefix("分之").map(|_| end + "分之".len())?;
        if ["百", "千", "万"].contains(&between(self.text, at, end)) {
            return self.fraction(at);
        }
        let stop = run(self.text, start, |character| chinese::is_numeral(character) || character.is_ascii_digit());
        if stop == start {
            return None;
        }
        let part = chinese::whole(between(self.text, start, stop)).zip(chinese::whole(between(self.text, at, end)));
        match part.and_then(|(part, of)| tenths(part, of)) {
            Some(tenths) => Some(self.push_spoken(at, stop, tenths, 1)),
            None => Some(self.push_code(at, stop, CodeKind::Fraction)),
        }
    }

    /// Whether a word that begins with a numeral stands at `at`, behind what has to stand before it.
    fn is_spoken(&self, spoken: &Spoken, at: usize, end: usize) -> bool {
        spoken.word.starts_with(between(self.text, at, end))
            && rest(self.text, at).starts_with(spoken.word.as_str())
            && (spoken.before.is_empty()
                || spoken.before.iter().any(|word| window_before(self.text, self.done, at, 12).ends_with(word.as_str())))
    }

    /// A part or multiple in tenths, to so many decimals of a tenth: who says a third does not say 33.3%.
    fn push_spoken(&mut self, at: usize, stop: usize, tenths: Decimal, decimals: u8) -> usize {
        let unit = Unit { dimension: Dimension::Ratio, exponent: -1 };
        let span = Span::new(stop, stop);
        let reading = UnitReading { span, unit, measured: false, time: false, bare: false, hedge: None };
        let number = Number {
            span: Span::new(at, stop),
            value: tenths,
            decimals,
            notation: Notation::Chinese,
            well_formed: true,
            spaced: false,
            list: None,
        };
        let place = self.push_figure(at, number, Some(reading));
        let more = self.units.more(rest(self.text, stop));
        if let Some(figure) = self.values.figures.last_mut() {
            if let (Some(hedge), Mode::Rounded) = (more, figure.quantity.mode) {
                figure.quantity.mode = Mode::Hedged(hedge);
            }
            // Nearly a third may be any less than it.
            let vague = matches!(figure.quantity.mode, Mode::Hedged(Hedge::Nearly | Hedge::Over | Hedge::Below | Hedge::Above));
            if vague && !tenths.is_integer() {
                figure.quantity.mode = Mode::Hedged(Hedge::About);
            }
        }
        place
    }

    fn chinese_figure(&mut self, at: usize, end: usize) -> Option<usize> {
        let text = between(self.text, at, end);
        let place = at + text.trim_end_matches(['万', '亿']).len();
        let unit = self.units.read(self.text, place).filter(|unit| unit.span.start as usize == place);
        if unit.is_some_and(|unit| self.is_tenths_and_more(&unit)) {
            return None;
        }
        let ranged = || self.range(end, None).is_some_and(|(_, unit, _)| unit.is_some());
        if unit.is_none() && !ranged() || self.is_part_of_word(at, end) {
            return None;
        }
        let number = self.chinese_number(at, end)?;
        Some(self.push_figure(at, number, unit))
    }

    /// A numeral from `at` on; a 万 or 亿 at its end is left to the unit, so that its precision is kept.
    pub(super) fn chinese_number(&self, at: usize, end: usize) -> Option<Number> {
        let text = between(self.text, at, end);
        let head = text.trim_end_matches(['万', '亿']);
        let (value, decimals) = chinese::decimal(head)?;
        let span = Span::new(at, at + head.len());
        Some(Number { span, value, decimals, notation: Notation::Chinese, well_formed: true, spaced: false, list: None })
    }

    /// 七成五: the tenths are not all of it.
    fn is_tenths_and_more(&self, unit: &UnitReading) -> bool {
        let tenths = unit.unit == Unit { dimension: Dimension::Ratio, exponent: -1 };
        tenths && after(self.text, unit.span.end as usize).is_some_and(|next| next == '半' || chinese::is_numeral(next))
    }

    /// 统一, 一次性, 几十: the numeral counts nothing.
    fn is_part_of_word(&self, at: usize, end: usize) -> bool {
        let head = window_before(self.text, self.done, at, 12);
        let one = between(self.text, at, end) == "一" && self.units.before_one.any(head);
        one || self.units.before_numeral.any(head) || self.units.numeral_words.any(rest(self.text, at))
    }

    /// 百分之九十五, 万分之3.
    pub(super) fn fraction(&mut self, at: usize) -> Option<usize> {
        let tail = rest(self.text, at);
        let start = at + tail.strip_prefix(['百', '千', '万']).filter(|tail| tail.starts_with("分之")).map(|_| "百分之".len())?;
        let power = match tail.chars().next() {
            Some('千') => -3,
            Some('万') => -4,
            _ => -2,
        };
        let number = self.number_behind(start)?;
        let span = Span::new(at, start);
        let unit = Unit { dimension: Dimension::Ratio, exponent: power };
        let reading = UnitReading { span, unit, measured: false, time: false, bare: false, hedge: None };
        Some(self.push_figure(at, number, Some(reading)))
    }

    fn number_behind(&self, at: usize) -> Option<Number> {
        let end = digits(self.text, at);
        if end > at {
            return self.number(at, end);
        }
        let end = run(self.text, at, |character| chinese::is_numeral(character) || character == '点');
        let (value, decimals) = chinese::decimal(between(self.text, at, end)).filter(|_| end - at <= LONGEST)?;
        Some(Number {
            span: Span::new(at, end),
            value,
            decimals,
            notation: Notation::Chinese,
            well_formed: true,
            spaced: false,
            list: None,
        })
    }

    /// An amount in the numerals of contracts: 壹佰伍拾陆万捌仟元整.
    pub(super) fn capital(&mut self, at: usize) -> Option<usize> {
        let end = run(self.text, at, chinese::is_capital);
        let yuan = after(self.text, end).filter(|unit| matches!(unit, '元' | '圆'))?;
        let mut stop = end + yuan.len_utf8();
        let whole = chinese::whole(between(self.text, at, end)).filter(|_| end - at <= LONGEST);
        let (cents, decimals) = self.cents(&mut stop);
        if let Some(mark) = after(self.text, stop).filter(|mark| matches!(mark, '整' | '正')) {
            stop += mark.len_utf8();
        }
        let value = whole.and_then(|whole| Decimal::from(whole).checked_add(Decimal::new(cents, u32::from(decimals))));
        let number = Number {
            span: Span::new(at, end),
            value: value.unwrap_or_default(),
            decimals,
            notation: Notation::Capital,
            well_formed: value.is_some(),
            spaced: false,
            list: None,
        };
        let unit = Unit { dimension: Dimension::Money, exponent: 0 };
        let reading = UnitReading { span: Span::new(end, stop), unit, measured: false, time: false, bare: false, hedge: None };
        let place = self.push_figure(at, number, Some(reading));
        // An amount in capitals is exact: that is what it is written for.
        if let Some(figure) = self.values.figures.last_mut().filter(|figure| figure.quantity.mode == Mode::Rounded) {
            figure.quantity.mode = Mode::Exact;
        }
        Some(place)
    }

    /// 伍角陆分 behind 元: the cents, and the decimals that they make; `stop` moves behind them.
    fn cents(&self, stop: &mut usize) -> (i64, u8) {
        let (mut cents, mut decimals) = (0, 0);
        for (unit, places) in [('角', 1), ('分', 2)] {
            let end = run(self.text, *stop, chinese::is_capital);
            let digit = chinese::whole(between(self.text, *stop, end).trim_start_matches('零'));
            if let Some(digit) = digit.filter(|_| after(self.text, end) == Some(unit)) {
                cents = cents * 10i64.pow(u32::from(places - decimals)) + digit;
                (decimals, *stop) = (places, end + unit.len_utf8());
            }
        }
        (cents, decimals)
    }
}

/// So many of so many parts, in tenths to one decimal.
fn tenths(part: i64, of: i64) -> Option<Decimal> {
    let share = Decimal::from(part).checked_mul(Decimal::TEN)?.checked_div(Decimal::from(of))?;
    (part < of).then(|| share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}
