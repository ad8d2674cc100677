//! New entries, written behind those that a file has.

use crate::finding::Fingerprint;
use jiff::civil::Date;

/// An entry to be written.
#[derive(Clone, Debug)]
pub struct New<'n> {
    /// What the finding says, for people who read the file.
    pub message: &'n str,
    /// The rule's id.
    pub rule: &'n str,
    /// The path of the report from the folder of the file.
    pub path: &'n str,
    /// The finding.
    pub fingerprint: Fingerprint,
    /// Why it may stand.
    pub reason: &'n str,
    /// Who says so.
    pub who: Option<&'n str>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// What a new file starts with.
const HEAD: &str = "\
# 放行清单：报告本身不便改动时，在此逐项写明哪个问题可以保留、为什么。
# 一项只对应一个问题；所在句子或相关数字改动后，须重新判断。until 是放行的最后一天。
# Findings that may stand, each with its reason, in reports that may not be touched.
# An entry is for one finding; when its sentence or its figures change, it has to be
# looked at again. `until` is the last day on which an entry holds.
";

/// The text with the entries behind it; what it holds stays as it is. An absent file starts with words on its use.
pub fn appended(text: Option<&str>, entries: &[New<'_>]) -> String {
    let mut written = text.unwrap_or(HEAD).to_owned();
    let end = if written.contains("\r\n") { "\r\n" } else { "\n" };
    if !written.is_empty() && !written.ends_with('\n') {
        written.push_str(end);
    }
    for entry in entries {
        if !written.is_empty() {
            written.push_str(end);
        }
        lines(entry).iter().for_each(|line| written.extend([line.as_str(), end]));
    }
    written
}

fn lines(entry: &New<'_>) -> Vec<String> {
    let pattern = glob::Pattern::escape(entry.path);
    let mut lines = vec![format!("# {}", one_line(entry.message)), "[[allow]]".to_owned()];
    lines.push(format!("rule = {}", quoted(entry.rule)));
    lines.push(format!("path = {}", quoted(&pattern)));
    lines.push(format!("fingerprint = \"{}\"", entry.fingerprint));
    lines.push(format!("reason = {}", quoted(entry.reason)));
    lines.extend(entry.who.map(|who| format!("who = {}", quoted(who))));
    lines.extend(entry.until.map(|until| format!("until = {until}")));
    lines
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    let escaped = one_line(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Without line ends and other control characters, which neither a comment nor a text on one line may hold.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    plain.trim().to_owned()
}
