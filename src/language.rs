//! The two languages that the tool speaks.

/// A language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Language {
    /// Chinese: the language of the reports, hence the default.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The wording of this language.
    pub fn pick<T>(self, chinese: T, english: T) -> T {
        match self {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    /// The language that a locale name asks for: `zh_CN.UTF-8` is Chinese, any other language English. The names `C` and
    /// `POSIX` name no language.
    pub fn of_locale(locale: &str) -> Option<Language> {
        let name = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        match name.to_ascii_lowercase().as_str() {
            "" | "c" | "posix" => None,
            "zh" | "yue" | "wuu" => Some(Language::Chinese),
            _other => Some(Language::English),
        }
    }
}

/// A thing in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bilingual<T = String> {
    /// Chinese.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T> Bilingual<T> {
    /// The one of a language.
    pub fn of(&self, language: Language) -> &T {
        language.pick(&self.zh, &self.en)
    }
}

/// Words to a user in both languages.
pub type Said = Bilingual<Box<str>>;

impl<Z: Into<Box<str>>, E: Into<Box<str>>> From<(Z, E)> for Said {
    fn from((zh, en): (Z, E)) -> Self {
        Bilingual { zh: zh.into(), en: en.into() }
    }
}

/// What reads the same in both: a name, a piece of code, the message of a library, words that were chosen already.
impl From<&str> for Said {
    fn from(words: &str) -> Self {
        Said::from((words, words))
    }
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Said::from(words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_locale_names_a_language_or_none() {
        for (locale, language) in [
            ("zh_CN.UTF-8", Some(Language::Chinese)),
            ("zh-Hans-CN", Some(Language::Chinese)),
            ("en_GB", Some(Language::English)),
            ("de_DE.UTF-8", Some(Language::English)),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }
}
