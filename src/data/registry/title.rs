//! Titles as they are compared: by their cores.

use serde::Deserialize;

/// A title as titles are compared.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Core {
    /// The subject of the title.
    pub text: String,
    /// Whether it is a notice that passes another document on.
    pub relays: bool,
}

/// The words of titles.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TitleWords {
    /// What stands before the subject of a title.
    pub about: Vec<String>,
    /// Verbs of a notice that issues a document.
    pub issues: Vec<String>,
    /// Verbs of a notice that passes another body's document on.
    pub relays: Vec<String>,
    /// Ends of a notice.
    pub notice: Vec<String>,
    /// Words without which two titles are the same.
    pub drop: Vec<String>,
    /// Issuing words of central bodies alone.
    pub central: Vec<String>,
    /// Central bodies.
    pub national: Vec<String>,
}

impl TitleWords {
    /// The core of a title as printed.
    pub fn core(&self, title: &str) -> Core {
        if let Some((before, inner)) = nested(title)
            && ends_with_any(before, &self.issues)
        {
            return self.core(inner);
        }
        let subject =
            self.about.iter().filter_map(|about| title.split_once(about.as_str())).map(|(_, subject)| subject).next().unwrap_or(title);
        let relays = self.relays.iter().any(|word| subject.starts_with(word.as_str()));
        Core { text: self.without_filler(self.issued(subject)), relays }
    }

    /// 印发X的通知 → X; any other subject as it is.
    fn issued<'t>(&self, subject: &'t str) -> &'t str {
        let Some(issued) = self.issues.iter().find_map(|word| subject.strip_prefix(word.as_str())) else { return subject };
        self.notice.iter().find_map(|end| issued.strip_suffix(end.as_str())).unwrap_or(issued)
    }

    /// The letters and digits of a text, without words that change nothing.
    pub fn without_filler(&self, text: &str) -> String {
        let letters: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
        self.drop.iter().fold(letters, |text, word| if text.contains(word.as_str()) { text.replace(word.as_str(), "") } else { text })
    }
}

/// The text before a quoted title inside a title, and the quoted title.
fn nested(title: &str) -> Option<(&str, &str)> {
    let (before, rest) = title.split_once(['〈', '《', '<', '＜'])?;
    let end = rest.rfind(['〉', '》', '>', '＞']).unwrap_or(rest.len());
    Some((before, rest.get(..end)?))
}

fn ends_with_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.trim_end().ends_with(word.as_str()))
}
