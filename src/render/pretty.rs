//! Findings and faults drawn with miette: the excerpt, the labels, the arithmetic and the advice.

use super::excerpt::{Excerpt, Mark, Place};
use super::texts::{Indexed, Texts};
use super::visible::{visible, wrap};
use super::{Options, severity_word};
use crate::error::Fault;
use crate::finding::{Finding, Label, Severity};
use crate::text::Span;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
    ThemeStyles,
};
use std::borrow::Cow;
use std::fmt;

/// How many places that take part are drawn: a long table is read in the report itself.
const DRAWN: usize = 12;

/// One finding.
pub fn finding(finding: &Finding, texts: &Texts<'_>, options: &Options) -> String {
    let alone = finding.related.is_empty();
    let here = if alone { "" } else { options.language.pick("此处", "here") };
    let mut places = vec![place(texts.own(), finding.span, here, true)];
    let drawn = if finding.related.len() > DRAWN { DRAWN - 1 } else { DRAWN };
    places.extend(finding.related.iter().take(drawn).map(|label| place(texts.of(label), label.span, named(label, options), false)));
    let left = finding.related.len().saturating_sub(drawn);
    let note = options.language.pick(format!("另有{left}处未画出"), format!("{left} more places take part"));
    let help = finding.help.iter().cloned().chain((left > 0).then_some(note)).collect::<Vec<_>>().join("\n");
    let word = severity_word(finding.severity, options.language);
    let title = options.titles.get(&*finding.rule).map(|title| format!(" {title}")).unwrap_or_default();
    let known = if finding.known { options.language.pick("（已知）", " (known)") } else { "" };
    draw(
        Drawing {
            head: format!("{word}[{}]{title}{known}", finding.rule),
            message: visible(&finding.message).into_owned(),
            severity: finding.severity,
            excerpt: Excerpt::new(places, options.width),
        },
        Some(help.as_str()).filter(|help| !help.is_empty()),
        options,
    )
}

/// One fault: underlined in its place when it has one, a line otherwise.
pub fn fault(fault: &Fault, options: &Options) -> String {
    let head = options.language.pick("无法处理", "fault");
    let message = visible(fault.message.of(options.language));
    let help = fault.help.as_ref().map(|help| &**help.of(options.language));
    let (Some(source), Some(span)) = (&fault.source, fault.span) else {
        let help = help.map(|help| advice(help, options)).unwrap_or_default();
        return format!("{head}: {}: {}\n{help}", visible(&fault.path), message);
    };
    let indexed = Indexed::new(fault.path.clone(), Cow::Borrowed(source));
    let excerpt = Excerpt::new(vec![place(&indexed, span, "", true)], options.width);
    let drawing = Drawing { head: head.to_owned(), message: message.into_owned(), severity: Severity::Error, excerpt };
    draw(drawing, help, options)
}

/// Among several labels each has words: the stem of one without would hang in the air.
fn named<'l>(label: &'l Label, options: &Options) -> &'l str {
    if label.message.is_empty() { options.language.pick("相关", "related") } else { &label.message }
}

fn place<'a>(text: &'a Indexed<'a>, span: Span, message: &str, primary: bool) -> Place<'a> {
    Place { text, span, message: visible(message).into_owned(), primary }
}

/// What miette is given to draw.
#[derive(Debug)]
struct Drawing {
    head: String,
    message: String,
    severity: Severity,
    excerpt: Excerpt,
}

fn draw(drawing: Drawing, help: Option<&str>, options: &Options) -> String {
    let mut drawn = String::new();
    let handler = GraphicalReportHandler::new_themed(theme(&drawing, options.colour))
        .with_width(options.width + 2)
        .with_context_lines(0)
        .with_links(false)
        .without_syntax_highlighting()
        .with_break_words(true);
    if handler.render_report(&mut drawn, &drawing).is_err() {
        // Only a writer that fails could do that, and a string does not.
        drawn = format!("{}\n{}\n", drawing.head, drawing.message);
    }
    if let Some(help) = help {
        drawn.push_str(&advice(help, options));
    }
    drawn.push('\n');
    // Lines without text end in the blanks of their gutter.
    drawn.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The help below the excerpt, hanging behind its label; the label follows the language, which miette's own does not.
fn advice(help: &str, options: &Options) -> String {
    let label = options.language.pick("  建议：", "  help: ");
    let lines = wrap(&visible(help).replace('␊', "\n"), options.width.saturating_sub(8));
    let indented = lines.iter().enumerate().map(|(at, line)| format!("{}{line}\n", if at == 0 { label } else { "        " }));
    indented.collect()
}

/// The place of the finding in the colour of its severity, the places that take part in another.
fn theme(drawing: &Drawing, colour: bool) -> GraphicalTheme {
    if !colour {
        return GraphicalTheme::unicode_nocolor();
    }
    let ansi = ThemeStyles::ansi();
    let severity = match drawing.severity {
        Severity::Error => ansi.error,
        Severity::Warning => ansi.warning,
        Severity::Info => ansi.advice,
    };
    let related = ansi.highlights.first().copied().unwrap_or(ansi.linum);
    let highlights: Vec<_> = drawing.excerpt.marks.iter().map(|mark| if mark.primary { severity.bold() } else { related }).collect();
    let highlights = if highlights.is_empty() { vec![related] } else { highlights };
    GraphicalTheme { styles: ThemeStyles { highlights, ..ansi }, ..GraphicalTheme::unicode() }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.head))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.excerpt.marks.is_empty() { None } else { Some(Box::new(self.excerpt.marks.iter().map(labelled))) }
    }
}

fn labelled(mark: &Mark) -> LabeledSpan {
    let message = (!mark.message.is_empty()).then(|| mark.message.clone());
    let span = SourceSpan::from((mark.at.start, mark.at.len()));
    if mark.primary { LabeledSpan::new_primary_with_span(message, span) } else { LabeledSpan::new_with_span(message, span) }
}

/// An excerpt is a source of its own: its lines keep the numbers, and its labels the columns, that they have in the document. (The
/// sources that come with miette count columns in bytes.)
impl SourceCode for Excerpt {
    fn read_span<'a>(&'a self, span: &SourceSpan, _before: usize, _after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let first = self.rows.iter().position(|row| start <= row.at.end).ok_or(MietteError::OutOfBounds)?;
        let last = self.rows.iter().position(|row| end <= row.at.end).ok_or(MietteError::OutOfBounds)?;
        let rows = self.rows.get(first..=last).ok_or(MietteError::OutOfBounds)?;
        let [top, ..] = rows else { return Err(MietteError::OutOfBounds) };
        let together = rows.windows(2).all(|pair| pair[0].path == pair[1].path && pair[0].line + 1 == pair[1].line);
        if !together {
            return Err(MietteError::OutOfBounds);
        }
        let bottom = rows.last().unwrap_or(top);
        let range = top.at.start..bottom.at.end;
        let data = self.text.get(range.clone()).unwrap_or("");
        let column = self.marks.iter().find(|mark| mark.at.start == start).map_or(1, |mark| mark.column);
        Ok(Box::new(MietteSpanContents::new_named(
            visible(&top.path).into_owned(),
            data.as_bytes(),
            SourceSpan::from((range.start, range.len())),
            top.line as usize - 1,
            column as usize - 1,
            rows.len(),
        )))
    }
}
