//! A document as text, one line a block, for people who want to see what was understood.

use super::document::{Block, Document, LineKind, Section};
use super::table::Table;
use crate::text::Span;
use std::fmt::{self, Display, Formatter};

/// Shows a document: blocks in order, sections indented by level, then fields, choices and tables.
pub struct Outline<'a>(pub &'a Document<'a>);

impl Display for Outline<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let document = self.0;
        let mut sections = document.sections.iter();
        let mut items = document.items.iter();
        for block in &document.blocks {
            match block.kind {
                LineKind::Heading => heading(f, document, sections.next(), block)?,
                LineKind::Item => match items.next() {
                    Some(item) => writeln!(
                        f,
                        "{}- [{:?} {}] {}",
                        indent(document, block),
                        item.numeral.style,
                        item.numeral.value,
                        short(document, block.span)
                    )?,
                    None => writeln!(f, "- {}", short(document, block.span))?,
                },
                LineKind::Row => {}
                _ => writeln!(f, "{}{:?}/{:?} {}", indent(document, block), block.zone, block.kind, short(document, block.span))?,
            }
        }
        for field in &document.fields {
            writeln!(f, "field/{:?} {} = {}", field.zone, shown(document, field.label), shown(document, field.value))?;
        }
        for choice in &document.choices {
            write!(f, "choice {}", shown(document, choice.label))?;
            for option in &choice.options {
                write!(f, " {}{}", if option.ticked { '+' } else { '-' }, shown(document, option.text))?;
            }
            writeln!(f)?;
        }
        document.tables.iter().try_for_each(|found| table(f, document, found))
    }
}

fn heading(f: &mut Formatter<'_>, document: &Document<'_>, section: Option<&Section>, block: &Block) -> fmt::Result {
    let Some(section) = section else { return writeln!(f, "# {}", short(document, block.span)) };
    write!(f, "{} {}", "#".repeat(section.level as usize), shown(document, section.title))?;
    match section.number {
        Some(number) => write!(f, " [{:?} {}]", number.style, number.value)?,
        None => write!(f, " [no number]")?,
    }
    match section.inline_body {
        Some(body) => writeln!(f, " | {}", short(document, body)),
        None => writeln!(f),
    }
}

fn table(f: &mut Formatter<'_>, document: &Document<'_>, table: &Table) -> fmt::Result {
    writeln!(f, "table/{:?} {}", table.layout, table.caption.map_or(String::new(), |caption| shown(document, caption)))?;
    for row in &table.rows {
        write!(f, "{}", if row.header { "  =" } else { "  ." })?;
        for cell in &row.cells {
            write!(f, " {}:{}", cell.column, if cell.span.is_empty() { "·".to_string() } else { short(document, cell.span) })?;
        }
        writeln!(f)?;
    }
    Ok(())
}

fn indent(document: &Document<'_>, block: &Block) -> String {
    let level = block.section.and_then(|section| document.sections.get(section as usize)).map_or(0, |section| section.level);
    "  ".repeat(level as usize)
}

fn shown(document: &Document<'_>, span: Span) -> String {
    span.of(&document.flow.text).replace(['\n', '\t'], "⏎")
}

fn short(document: &Document<'_>, span: Span) -> String {
    let text = shown(document, span);
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
