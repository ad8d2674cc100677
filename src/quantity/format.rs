//! Figures as a message shows them. The one place that divides and rounds: what is shown decides nothing.

use super::{Decimal, Quantity, Reason, Unit, exact};
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use std::fmt;

/// The most decimals of a computed amount.
const SHOWN: u32 = 6;

/// The number as printed, with its own decimals and without a unit: the unit's word stands in the report.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fixed(self.value, u32::from(self.decimals)))
    }
}

/// A number with exactly so many decimals, rounded half away from zero, thousands not separated.
pub fn fixed(value: Decimal, decimals: u32) -> String {
    let rounded = value.round_dp_with_strategy(decimals, MidpointAwayFromZero);
    let mut text = if rounded.is_zero() { "0".to_owned() } else { rounded.to_string() };
    // Padded by hand: `rust_decimal` panics when it pads a long number.
    let printed = text.find('.').map_or(0, |point| text.len() - point - 1);
    let missing = (decimals as usize).saturating_sub(printed);
    if missing > 0 && printed == 0 {
        text.push('.');
    }
    text.extend(std::iter::repeat_n('0', missing));
    text
}

/// A number with as many decimals as it needs, but between `least` and `most`.
pub fn trimmed(value: Decimal, least: u32, most: u32) -> String {
    let needed = value.round_dp_with_strategy(most, MidpointAwayFromZero).normalize().scale();
    fixed(value, needed.max(least))
}

/// A value in the base unit as a number of `unit`, with at least so many decimals and further ones only if they say something.
pub fn in_unit(base: Decimal, unit: Unit, decimals: u8) -> Result<String, Reason> {
    let value = exact::shift(base, -i32::from(unit.exponent))?;
    let least = u32::from(decimals);
    Ok(trimmed(value, least, least.max(SHOWN)))
}

/// `part ÷ whole` as a percentage with two decimals; none when `whole` is zero or the figures do not fit.
pub fn percent(part: &Quantity, whole: &Quantity) -> Option<String> {
    percentage(part.base().ok()?, whole.base().ok()?, 2)
}

/// `part ÷ whole` of two values in the base unit as a percentage with so many decimals.
pub fn percentage(part: Decimal, whole: Decimal, decimals: u32) -> Option<String> {
    let ratio = part.checked_div(whole)?;
    let hundredths = exact::shift(ratio.round_dp_with_strategy(26, MidpointAwayFromZero), 2).ok()?;
    Some(fixed(hundredths, decimals) + "%")
}
