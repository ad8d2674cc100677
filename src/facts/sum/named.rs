//! Totals whose words name the parts that they add up, of a longer list: 很满意122户、较满意68户、一般8户，很满意和较满意合计190户.

use super::claim::{Claim, Operand, Tally};

/// The reading that the words before the total ask for: they name two parts of the list or more, and not all.
pub(super) fn selected(text: &str, claim: &Claim) -> Option<Tally> {
    let list = claim.readings.iter().max_by_key(|tally| tally.parts.len()).filter(|_| claim.closing)?;
    let mut words = list.total.label.of(text).to_owned();
    let mut named: Vec<(usize, &str)> = list.parts.iter().map(|part| name(text, part)).enumerate().collect();
    // 非常满意 holds 满意.
    named.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    let mut parts: Vec<usize> = Vec::new();
    for (at, name) in named.into_iter().filter(|(_, name)| name.chars().nth(1).is_some()) {
        if let Some(found) = words.find(name) {
            words.replace_range(found..found + name.len(), "，");
            parts.push(at);
        }
    }
    parts.sort_unstable();
    let all = parts.len() == list.parts.len();
    (parts.len() > 1 && !all).then(|| Tally { total: list.total, parts: parts.iter().map(|&at| list.parts[at]).collect(), natural: true })
}

/// What a part is called: the words in quotation marks before it, or else all of them.
fn name<'t>(text: &'t str, part: &Operand) -> &'t str {
    let label = part.label.of(text).trim();
    let quoted = label.strip_suffix('”').and_then(|label| label.rsplit_once('“'));
    quoted.map_or(label, |(_, name)| name)
}
