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
