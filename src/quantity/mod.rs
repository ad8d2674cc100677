//! How figures are compared: exact decimals, units, intervals and verdicts.
//!
//! A [`Quantity`] is a number as printed; its [`Interval`] holds the true values that could be printed so.
//! Two sides of a relation are compared by their intervals, and the outcome is a [`Verdict`]. Nothing here
//! divides and nothing is a float; an overflow is [`Reason::Overflow`], never a verdict.

pub(crate) mod exact;
pub mod format;
mod interval;
mod kind;
mod outline;
mod product;
mod range;
mod reading;
pub mod relation;
mod term;
#[cfg(test)]
mod tests;
mod verdict;

pub use interval::{Bound, Interval};
pub use reading::Precision;
pub use relation::Op;
pub use rust_decimal::Decimal;
pub use term::Term;
pub use verdict::{Reason, Verdict};

/// A number as it is printed in a report: `4410万元` has value 4410, decimals 0, unit money × 10⁴.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quantity {
    /// The number as printed, without its unit's factor.
    pub value: Decimal,
    /// Digits printed after the point.
    pub decimals: u8,
    /// What it counts, and the power of ten of its unit.
    pub unit: Unit,
    /// Which true values it can stand for.
    pub mode: Mode,
}

/// A unit: what is counted, and the power of ten it is counted in (万元: money, 4; %: ratio, −2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Unit {
    /// What is counted.
    pub dimension: Dimension,
    /// The power of ten.
    pub exponent: i8,
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dimension {
    /// A bare number: no unit printed.
    Plain,
    /// Money; the base unit is 元.
    Money,
    /// A ratio: %, ‰, 倍, 成.
    Ratio,
    /// Percentage points.
    Points,
    /// Scores and weights: 分.
    Score,
    /// Things counted by a measure word: an index into the unit table of the domain data. Words of one
    /// group (人, 名, 位) share the index.
    Count(u16),
}

/// Which true values a printed number can stand for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// The value itself.
    Exact,
    /// Any value that rounds to it at its printed decimals.
    Rounded,
    /// Any value that is cut off to it at its printed decimals.
    Truncated,
    /// Hedged in words.
    Hedged(Hedge),
}

/// A word that makes a number vague or one-sided.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Hedge {
    /// 约, 左右, 大约: not checkable unless a rule gives a width.
    About,
    /// 近, 将近, 接近: at most the number.
    Nearly,
    /// 余, 多, 几: from the number up to the place of its last non-zero digit.
    Over,
    /// 超, 超过, 逾, 突破, >: more than the number.
    Above,
    /// 不足, <, 低于: less than the number.
    Below,
    /// 以上, 不低于, 不少于, 至少, ≥: the number or more.
    AtLeast,
    /// 以下, 以内, 不超过, 至多, ≤: the number or less.
    AtMost,
}
