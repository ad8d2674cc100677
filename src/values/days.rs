//! From the parts of a date to its days.

use super::chinese;
use super::date::{DateMention, Part};
use crate::schema::Days;
use jiff::civil::Date;

/// First and last month of a half or quarter.
pub(super) fn season(word: &str) -> (u8, u8) {
    match word {
        "上半年" => (1, 6),
        "下半年" => (7, 12),
        _ => {
            let digits = word.trim_start_matches('第').trim_end_matches("季度");
            let quarter = chinese::small(digits).map_or(1, |quarter| quarter.clamp(1, 4) as u8);
            (3 * quarter - 2, 3 * quarter)
        }
    }
}

/// Whether there is such a date, and which days it covers when its year is known.
pub(super) fn calendar_days(mention: &DateMention, season: Option<(u8, u8)>) -> (bool, Option<Days>) {
    let year = mention.year.filter(|_| mention.relative.is_none());
    let months = match (mention.month, season, mention.part) {
        (Some(month), _, _) => (month, month),
        (None, Some(season), _) => season,
        (None, None, Some(Part::Early)) => (1, 3),
        (None, None, Some(Part::Middle | Part::Late)) => (12, 12),
        (None, None, None) => (1, 12),
    };
    // Without a year, February is given its 29 days.
    let days = days_of(year.unwrap_or(2000), months, mention);
    let sound = year.is_none_or(|year| (1900..=2100).contains(&year)) && days.is_some();
    (sound, days.filter(|_| sound && year.is_some()))
}

fn days_of(year: i16, (first, last): (u8, u8), mention: &DateMention) -> Option<Days> {
    let month = |month: u8, day: u8| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let end = month(last, 1)?.last_of_month();
    let thirds = mention.month.and(mention.part);
    let (from, to) = match (mention.day, thirds) {
        (Some(day), _) => (month(first, day)?, month(first, day)?),
        (None, Some(Part::Early)) => (month(first, 1)?, month(first, 10)?),
        (None, Some(Part::Middle)) => (month(first, 11)?, month(first, 20)?),
        (None, Some(Part::Late)) => (month(first, 21)?, end),
        (None, None) => (month(first, 1)?, end),
    };
    Some(Days { first: from, last: to })
}
