//! The sums of a grid, down its columns and along its rows.

use super::Sum;
use super::grid::{Grid, Line, Part, base};
use crate::facts::sheet::Num;
use crate::quantity::Decimal;

/// A total in a grid: its place, and the plausible sets of lines that it adds up, each an index into rows or columns.
struct Claim {
    total: usize,
    sets: Vec<Vec<usize>>,
    /// Whether its name alone does not show that it is a total.
    loose: bool,
}

/// Reads a line of the grid: the numbers of one column, or of one row.
type Read<'g> = &'g dyn Fn(usize) -> Option<Num>;

/// Every sum of the grid.
pub(super) fn sums<'a>(grid: &Grid<'a>) -> Vec<Sum<'a>> {
    let (rows, columns) = (grid.rows.len(), grid.columns.len());
    let down = plausible(claims(&grid.rows), columns, &|column, row| grid.at(row, column));
    let along = plausible(claims(&grid.columns), rows, &|row, column| grid.at(row, column));
    let mut sums = Vec::new();
    for claim in &down {
        for column in 0..columns {
            let read = |row: usize| grid.at(row, column);
            // A wrong total of a column is reported by the column; the row of totals is read with it mended.
            let mended = |row: usize| (row != claim.total).then(|| mended(grid, &along, row, column)).flatten();
            let (line, crossing) = (&grid.rows[claim.total], &grid.columns[column]);
            sums.extend(sum(claim, "column", line, crossing, &read, &mended));
        }
    }
    for claim in &along {
        for row in (0..rows).filter(|row| grid.rows[*row].part != Part::Aside) {
            let read = |column: usize| grid.at(row, column);
            let totals = down.iter().find(|down| down.total == row);
            let mended = |column: usize| {
                let over = totals?;
                let read = |row: usize| grid.at(row, column);
                let broken = !over.sets.iter().any(|set| holds(over.total, set, &read));
                broken.then(|| over.sets[0].iter().filter_map(|&row| read(row)).collect())
            };
            sums.extend(sum(claim, "row", &grid.columns[claim.total], &grid.rows[row], &read, &mended));
        }
    }
    sums
}

/// The totals among lines and what they may add up.
fn claims(lines: &[Line<'_>]) -> Vec<Claim> {
    let totals: Vec<usize> = (0..lines.len()).filter(|&at| matches!(lines[at].part, Part::Total | Part::Subtotal)).collect();
    let named = totals.iter().map(|&total| Claim { total, sets: sets(lines, total), loose: lines[total].loose });
    named.chain((0..lines.len()).filter_map(|at| headed(lines, at))).filter(|claim| !claim.sets.is_empty()).collect()
}

/// A line whose number is of a higher level than those of the lines behind it may be their total: 一 above 1, 2, 3.
fn headed(lines: &[Line<'_>], at: usize) -> Option<Claim> {
    let (own, inner) = (lines[at].level, lines.get(at + 1)?.level);
    let plain = |line: &Line<'_>| matches!(line.part, Part::Plain | Part::Within);
    let before = lines[..=at].iter().any(|line| line.level == inner) && !is_above(lines, own, inner);
    if own == ' ' || own == inner || before && inner != ' ' {
        return None;
    }
    let behind = lines[at + 1..].iter().take_while(|line| plain(line) && line.level != own).count();
    let set: Vec<usize> = (at + 1..=at + behind).filter(|&line| lines[line].level == inner).collect();
    // Lines without a number below one that has one say by their sums alone that they are its parts.
    (plain(&lines[at]) && set.len() > 1).then_some(Claim { total: at, sets: vec![set], loose: inner == ' ' })
}

/// Whether a level of numbers stands above another: it comes first.
fn is_above(lines: &[Line<'_>], own: char, inner: char) -> bool {
    let first = |level: char| lines.iter().position(|line| line.level == level);
    first(own) < first(inner)
}

/// The sets of lines that a total may add up: those before it, and those behind it when it stands first.
fn sets(lines: &[Line<'_>], total: usize) -> Vec<Vec<usize>> {
    let bound = |part: Part| match lines[total].part {
        Part::Subtotal => matches!(part, Part::Total | Part::Subtotal),
        Part::Plain | Part::Total | Part::Within | Part::Aside => part == Part::Total,
    };
    let start = (0..total).rev().find(|&at| bound(lines[at].part)).map_or(0, |at| at + 1);
    let end = (total + 1..lines.len()).find(|&at| bound(lines[at].part)).unwrap_or(lines.len());
    let mut sets = Vec::new();
    for range in [start..total, total + 1..end] {
        let data: Vec<usize> = range.filter(|&at| lines[at].part != Part::Aside).collect();
        readings(lines, &data, &mut sets);
    }
    sets
}

fn readings(lines: &[Line<'_>], data: &[usize], sets: &mut Vec<Vec<usize>>) {
    let of = |keep: &dyn Fn(usize) -> bool| -> Vec<usize> { data.iter().copied().filter(|&at| keep(at)).collect() };
    let part = |at: usize| lines[at].part;
    let top = data.first().map_or(' ', |&at| lines[at].level);
    let inner = data.iter().position(|&at| part(at) == Part::Within).map_or(usize::MAX, |at| data[at]);
    let candidates = [
        of(&|at| part(at) == Part::Plain),
        of(&|at| part(at) == Part::Subtotal),
        of(&|at| matches!(part(at), Part::Plain | Part::Within)),
        of(&|at| lines[at].level == top && part(at) == Part::Plain),
        of(&|at| at < inner && part(at) == Part::Plain),
    ];
    for candidate in candidates {
        if candidate.len() >= 2 && !sets.contains(&candidate) {
            sets.push(candidate);
        }
    }
}

/// The claims whose sets hold in half of the crossing lines, with these sets only. What never holds is not what the
/// table means; where a single line crosses, there is nothing to judge by, and its claim stands if its set is the only one.
fn plausible(claims: Vec<Claim>, crossings: usize, read: &dyn Fn(usize, usize) -> Option<Num>) -> Vec<Claim> {
    let mut kept = Vec::new();
    for mut claim in claims {
        let total = claim.total;
        let single = crossings == 1 && claim.sets.len() == 1 && !claim.loose;
        claim.sets.retain(|set| {
            let stated = (0..crossings).filter(|&at| read(at, total).is_some() && set.iter().any(|&line| read(at, line).is_some()));
            let (mut holding, mut all) = (0, 0);
            for at in stated {
                all += 1;
                holding += usize::from(holds(total, set, &|line| read(at, line)));
            }
            holding * 2 >= all && holding > 0 || (single && all == 1)
        });
        if !claim.sets.is_empty() {
            kept.push(claim);
        }
    }
    kept
}

/// Whether the numbers as printed add up, but for their rounding.
fn holds(total: usize, set: &[usize], read: Read<'_>) -> bool {
    let Some(whole) = read(total) else { return false };
    let parts: Vec<Num> = set.iter().filter_map(|&line| read(line)).collect();
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(base(*part)?));
    let (Some(sum), Some(value)) = (sum, base(whole)) else { return false };
    let slack = parts.iter().chain([&whole]).filter_map(|number| half_place(*number)).try_fold(Decimal::ZERO, Decimal::checked_add);
    sum.checked_sub(value).zip(slack).is_some_and(|(off, slack)| off.abs() <= slack)
}

/// Half of the last printed place, of a number that may be rounded.
fn half_place(number: Num) -> Option<Decimal> {
    match number.quantity.mode {
        crate::quantity::Mode::Exact => Some(Decimal::ZERO),
        crate::quantity::Mode::Rounded | crate::quantity::Mode::Truncated | crate::quantity::Mode::Hedged(_) => {
            let last = crate::quantity::Quantity { value: Decimal::new(5, u32::from(number.quantity.decimals) + 1), ..number.quantity };
            last.base().ok()
        }
    }
}

/// What the cell would have to be by the sum of its row, when that does not hold: the parts of a total, or the total
/// less the other parts.
fn mended(grid: &Grid<'_>, along: &[Claim], row: usize, column: usize) -> Option<Vec<Num>> {
    let read = |column: usize| grid.at(row, column);
    let broken = |claim: &&Claim| read(claim.total).is_some() && !claim.sets.iter().any(|set| holds(claim.total, set, &read));
    for claim in along.iter().filter(broken) {
        let set = &claim.sets[0];
        if claim.total == column {
            return Some(set.iter().filter_map(|&part| read(part)).collect());
        }
        if set.contains(&column) {
            let others = set.iter().filter(|&&part| part != column).filter_map(|&part| read(part)).map(negative);
            return Some(read(claim.total).into_iter().chain(others).collect());
        }
    }
    None
}

fn negative(mut number: Num) -> Num {
    number.quantity.value = -number.quantity.value;
    number
}

fn sum<'a>(
    claim: &Claim,
    axis: &'static str,
    line: &Line<'a>,
    crossing: &Line<'a>,
    read: Read<'_>,
    mended: &dyn Fn(usize) -> Option<Vec<Num>>,
) -> Option<Sum<'a>> {
    let total = read(claim.total)?;
    let mut readings: Vec<Vec<Num>> = Vec::new();
    for set in &claim.sets {
        readings.push(set.iter().filter_map(|&line| read(line)).collect());
    }
    readings.retain(|reading| !reading.is_empty());
    if !claim.sets.iter().any(|set| holds(claim.total, set, read)) {
        readings.extend(claim.sets.iter().filter_map(|set| crossed(claim.total, set, read, mended)));
    }
    (!readings.is_empty()).then_some(Sum { label: line.name, crossing: crossing.name, axis, total, readings })
}

/// The sum with the cells of broken crossing sums read by those sums.
fn crossed(total: usize, set: &[usize], read: Read<'_>, mended: &dyn Fn(usize) -> Option<Vec<Num>>) -> Option<Vec<Num>> {
    let mut changed = false;
    let mut reading = Vec::new();
    for &line in set {
        match mended(line) {
            Some(by) => {
                changed = true;
                reading.extend(by);
            }
            None => reading.extend(read(line)),
        }
    }
    if let Some(by) = mended(total) {
        changed = true;
        reading.extend(read(total));
        reading.extend(by.into_iter().map(negative));
    }
    changed.then_some(reading)
}
