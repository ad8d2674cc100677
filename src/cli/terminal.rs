//! What the environment says: colour, width, language.

use crate::language::Language;
use std::env;
use std::io::IsTerminal;

/// The width when there is no terminal to ask.
const COLUMNS: usize = 80;

/// Whether a stream may be coloured: `NO_COLOR` forbids, `CLICOLOR_FORCE` demands, otherwise a terminal that is not dumb.
pub fn colour(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    if env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0" && !value.is_empty()) {
        return true;
    }
    stream.is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// The columns to draw on: the terminal's, within what can be drawn on and read.
pub fn columns() -> usize {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(found).unwrap_or(COLUMNS).clamp(50, 120)
}

/// The language of the locale: the first variable that names one decides, as for other programs; Chinese when none does.
pub fn language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty());
    let locale = set.or_else(sys_locale::get_locale).unwrap_or_default();
    Language::of_locale(&locale).unwrap_or_default()
}
