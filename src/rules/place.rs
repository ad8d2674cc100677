//! Where in its TOML file a mistake of an expression stands.

use crate::data::SourceFile;
use crate::error::Fault;
use crate::expr::Mistake;
use crate::language::Said;
use crate::text::Span;
use toml::Spanned;

/// A mistake in an expression that the file holds as a string, as a fault of the file.
pub(super) fn mistake(file: &SourceFile, written: &Spanned<String>, mistake: Mistake) -> Fault {
    let span = within(file, written).map_or_else(|| whole(written), |start| mistake.span.shift(start));
    let fault = at(file, span, mistake.message);
    match mistake.help {
        Some(help) => fault.help(help),
        None => fault,
    }
}

/// A fault at a place of the file.
pub(super) fn at(file: &SourceFile, span: Span, message: impl Into<Said>) -> Fault {
    let mut fault = Fault::of_file(file.path.as_str(), message);
    fault.source = Some(file.text.as_ref().into());
    fault.span = Some(span);
    fault
}

/// The whole string, quotes included.
pub(super) fn whole<T>(written: &Spanned<T>) -> Span {
    Span::new(written.span().start, written.span().end)
}

/// Where the text of the string starts in the file; none when escapes make the two differ.
fn within(file: &SourceFile, written: &Spanned<String>) -> Option<u32> {
    let span = whole(written);
    let at = span.of(&file.text).find(written.get_ref().as_str())?;
    Some(span.start + at as u32)
}
