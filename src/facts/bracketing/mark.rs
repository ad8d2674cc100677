//! The characters that are brackets or quotation marks.

/// What a character is among brackets and quotation marks. Full and half width are one kind: they are often mixed, which is
/// no fault of pairing.
pub(super) enum Mark {
    Opens(Bracket),
    Closes(Bracket),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bracket {
    Round,
    Title,
    InnerTitle,
    Quote,
    InnerQuote,
    Year,
    Heavy,
    Corner,
}

impl Mark {
    pub(super) fn of(char: char) -> Option<Mark> {
        Some(match char {
            '（' | '(' => Mark::Opens(Bracket::Round),
            '）' | ')' => Mark::Closes(Bracket::Round),
            '《' => Mark::Opens(Bracket::Title),
            '》' => Mark::Closes(Bracket::Title),
            '〈' => Mark::Opens(Bracket::InnerTitle),
            '〉' => Mark::Closes(Bracket::InnerTitle),
            '“' => Mark::Opens(Bracket::Quote),
            '”' => Mark::Closes(Bracket::Quote),
            '‘' => Mark::Opens(Bracket::InnerQuote),
            '’' => Mark::Closes(Bracket::InnerQuote),
            '〔' => Mark::Opens(Bracket::Year),
            '〕' => Mark::Closes(Bracket::Year),
            '【' => Mark::Opens(Bracket::Heavy),
            '】' => Mark::Closes(Bracket::Heavy),
            '「' => Mark::Opens(Bracket::Corner),
            '」' => Mark::Closes(Bracket::Corner),
            _other => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;
    use crate::data::words::Classes;

    #[test]
    fn every_bracket_is_looked_for() {
        let classes = Classes::new(&[], []);
        for character in '\0'..='\u{FFFF}' {
            assert_eq!(Mark::of(character).is_some(), classes.of(character) & Classes::BRACKET != 0, "{character}");
        }
    }
}
