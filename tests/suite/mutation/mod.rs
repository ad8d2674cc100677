//! Clean reports, damaged by one keystroke at a time: what share of the damage is found, and is the clean report left alone?
//!
//! Every layout writes reports whose figures reconcile and marks the ones that take part in a relation. A digit is changed, two are
//! swapped, a zero is lost or doubled, a unit slips, a year shifts. A change that rounding could explain is no damage,
//! so the last digit of a figure is left alone. For more draws, and the table by layout and kind:
//!
//! ```text
//! GOUJI_MUTATIONS=200 cargo test --release --test suite mutation -- --nocapture
//! ```

mod draw;
mod layouts;
mod sections;
mod tables;

use draw::Draw;
use gouji::check::{Prepared, Settings, check};
use gouji::finding::{Finding, Severity};
use gouji::rules::Catalogue;
use layouts::LAYOUTS;
use std::collections::{BTreeMap, BTreeSet};

/// The categories whose rules are about figures; the short reports here lack much else that a report needs.
const CATEGORIES: [&str; 4] = ["numbers", "scores", "dates", "claims"];

/// How a figure is damaged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Damage {
    /// One digit is another.
    Digit,
    /// Two neighbours are swapped.
    Swap,
    /// A zero is lost or doubled, or the point moves.
    Zero,
    /// 万元 for 元, or 元 for 万元.
    Unit,
    /// A year is the one before or after.
    Year,
}

const KINDS: [Damage; 5] = [Damage::Digit, Damage::Swap, Damage::Zero, Damage::Unit, Damage::Year];

/// How many damaged reports there were, and in how many something was found.
#[derive(Clone, Copy, Default)]
struct Tally {
    damaged: u32,
    found: u32,
}

impl Tally {
    fn add(&mut self, found: bool) {
        self.damaged += 1;
        self.found += u32::from(found);
    }

    fn share(self) -> f64 {
        if self.damaged == 0 { 1.0 } else { f64::from(self.found) / f64::from(self.damaged) }
    }
}

/// A marked figure of a report: its bytes in the text without marks.
struct Marked {
    start: usize,
    end: usize,
    year: bool,
}

/// Takes the marks out of a report: «figure», ‹year›.
fn unmarked(report: &str) -> (String, Vec<Marked>) {
    let mut text = String::new();
    let mut marked = Vec::new();
    for character in report.chars() {
        match character {
            '«' | '‹' => marked.push(Marked { start: text.len(), end: text.len(), year: character == '‹' }),
            '»' | '›' => marked.last_mut().expect("an opening mark").end = text.len(),
            other => text.push(other),
        }
    }
    (text, marked)
}

/// The report with one figure damaged; none when the figure does not allow it.
fn damage(text: &str, figure: &Marked, kind: Damage, draw: &mut Draw) -> Option<String> {
    let printed = &text[figure.start..figure.end];
    if figure.year != (kind == Damage::Year) {
        return None;
    }
    let (changed, rest) = match kind {
        Damage::Digit => (digit(printed, draw)?, &text[figure.end..]),
        Damage::Swap => (swap(printed, draw)?, &text[figure.end..]),
        Damage::Zero => (zero(printed)?, &text[figure.end..]),
        Damage::Unit => return unit(text, figure),
        Damage::Year => (year(printed, draw)?, &text[figure.end..]),
    };
    (changed != printed).then(|| format!("{}{changed}{rest}", &text[..figure.start]))
}

/// The places of digits that are not the last one.
fn leading(printed: &str) -> Vec<usize> {
    let mut digits: Vec<usize> = printed.char_indices().filter(|(_, character)| character.is_ascii_digit()).map(|(at, _)| at).collect();
    if digits.len() > 1 {
        digits.pop();
    }
    digits
}

fn digit(printed: &str, draw: &mut Draw) -> Option<String> {
    let places = leading(printed);
    let at = places[draw.below(places.len() as u64) as usize];
    let old = u64::from(printed.as_bytes()[at] - b'0');
    let least = u64::from(at == 0);
    let new = (old + 1 + draw.below(8)) % 10;
    let new = if new < least || new == old { if old == 9 { 8 } else { old + 1 } } else { new };
    Some(format!("{}{new}{}", &printed[..at], &printed[at + 1..]))
}

fn swap(printed: &str, draw: &mut Draw) -> Option<String> {
    let bytes = printed.as_bytes();
    let places = leading(printed);
    let pairs: Vec<usize> =
        places.windows(2).filter(|pair| pair[1] == pair[0] + 1 && bytes[pair[0]] != bytes[pair[1]]).map(|pair| pair[0]).collect();
    let pairs: Vec<usize> = pairs.into_iter().filter(|&at| at > 0 || bytes[at + 1] != b'0').collect();
    let at = *pairs.get(draw.below(pairs.len().max(1) as u64) as usize)?;
    Some(format!("{}{}{}{}", &printed[..at], bytes[at + 1] as char, bytes[at] as char, &printed[at + 2..]))
}

fn zero(printed: &str) -> Option<String> {
    if printed.parse::<f64>().is_ok_and(|value| value == 0.0) {
        return None;
    }
    match printed.split_once('.') {
        Some((whole, fraction)) if whole.len() > 1 => {
            Some(format!("{}.{}{fraction}", &whole[..whole.len() - 1], &whole[whole.len() - 1..]))
        }
        Some(_) => None,
        None if printed.len() > 1 && printed.ends_with('0') => Some(printed[..printed.len() - 1].to_owned()),
        None => Some(format!("{printed}0")),
    }
}

fn unit(text: &str, figure: &Marked) -> Option<String> {
    let (before, rest) = text.split_at(figure.end);
    if let Some(behind) = rest.strip_prefix("万元") {
        return Some(format!("{before}元{behind}"));
    }
    rest.strip_prefix('元').filter(|behind| !behind.starts_with(['/', '×'])).map(|behind| format!("{before}万元{behind}"))
}

fn year(printed: &str, draw: &mut Draw) -> Option<String> {
    let year: i32 = printed.parse().ok()?;
    Some((if draw.below(2) == 0 { year - 1 } else { year + 1 }).to_string())
}

/// What is said about figures.
fn findings(text: &str, prepared: &Prepared<'_>) -> Vec<Finding> {
    let mut findings = check(text, "report.txt", prepared).findings;
    findings.retain(|finding| CATEGORIES.contains(&&*finding.category));
    findings
}

#[test]
fn damage_is_found_and_clean_reports_are_left_alone() {
    let rounds: u64 = std::env::var("GOUJI_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2);
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let mut tallies: BTreeMap<(&str, Damage), Tally> = BTreeMap::new();
    let mut alarms = Vec::new();
    let mut missed = BTreeSet::new();
    for (name, layout) in LAYOUTS {
        for round in 0..rounds {
            let mut draw = Draw::new(name, round);
            let (text, figures) = unmarked(&layout(&mut draw));
            let clean = findings(&text, &prepared);
            alarms.extend(
                clean
                    .iter()
                    .filter(|finding| finding.severity > Severity::Info)
                    .map(|finding| format!("{name}: {}: {}\n{text}", finding.rule, finding.message)),
            );
            for figure in &figures {
                for kind in KINDS {
                    let Some(damaged) = damage(&text, figure, kind, &mut draw) else { continue };
                    let found = findings(&damaged, &prepared)
                        .iter()
                        .any(|finding| !clean.iter().any(|known| known.rule == finding.rule && known.message == finding.message));
                    tallies.entry((name, kind)).or_default().add(found);
                    if !found {
                        missed.insert(format!("{name} {kind:?}: {}", damaged.lines().find(|line| !text.contains(line)).unwrap_or("")));
                    }
                }
            }
        }
    }
    let sum = |wanted: &dyn Fn(&(&str, Damage)) -> bool| {
        tallies
            .iter()
            .filter(|(key, _)| wanted(key))
            .fold(Tally::default(), |sum, (_, tally)| Tally { damaged: sum.damaged + tally.damaged, found: sum.found + tally.found })
    };
    for (name, _) in LAYOUTS {
        let cells: Vec<String> = KINDS
            .iter()
            .map(|kind| sum(&|key| key.0 == *name && key.1 == *kind))
            .map(|tally| format!("{:>4}/{:<4}", tally.found, tally.damaged))
            .collect();
        println!("{name:40} {}", cells.join("  "));
    }
    for kind in KINDS {
        let tally = sum(&|key| key.1 == kind);
        println!("{kind:?}: {} of {} found, {:.3}", tally.found, tally.damaged, tally.share());
    }
    missed.iter().take(if rounds > 2 { 400 } else { 40 }).for_each(|line| println!("missed: {line}"));
    let all = sum(&|_| true);
    println!("{} of {} found, {:.3}; {} alarms on clean reports", all.found, all.damaged, all.share(), alarms.len());
    assert!(alarms.is_empty(), "clean reports raise alarms:\n{}", alarms.join("\n"));
    assert!(all.share() >= 0.97, "only {:.3} of the damage is found", all.share());
}
