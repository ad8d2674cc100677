//! `gouji facts`: what the tool read in a report, as rules see it.

use super::measures::Measures;
use super::session::Session;
use super::{Exit, Stop, options};
use crate::facts::measure::MEASURE;
use crate::facts::{self, Context, Days, FactId, Facts, KINDS, Kind, KindSet, Value};
use crate::input::{self, Encoding};
use crate::render::{Format, visible};
use crate::syntax::{self, Document};
use crate::text::{LineIndex, Position, Span};
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("facts")
        .about("Show what was read in a report · 列出从报告中读出的事实")
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("A report; `-` reads the standard input · 报告文件，“-”为标准输入"),
        )
        .arg(Arg::new("kind").long("kind").value_name("KIND").help("Only facts of this kind · 只列出某一种类"))
        .arg(options::encoding())
        .arg(options::stdin_filename())
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let encoding = matches.get_one::<Encoding>("encoding").copied();
    let (path, input) = if file == Path::new("-") {
        let name = matches.get_one::<PathBuf>("stdin-filename").cloned().unwrap_or(file);
        let input = input::read_stream(io::stdin().lock(), &name, encoding);
        (name, input)
    } else {
        let input = input::read_file(&file, encoding);
        (file, input)
    };
    let input = input.map_err(|unreadable| unreadable.fault(session.language()))?;
    let catalogue = session.catalogue()?;
    let wanted = matches.get_one::<String>("kind");
    let kinds: Vec<&Kind> = KINDS.iter().copied().filter(|kind| wanted.is_none_or(|wanted| wanted == kind.name)).collect();
    let knowledge = &catalogue.knowledge;
    let document = syntax::parse(&input.text, &knowledge.vocabulary);
    let values = facts::values(&document, knowledge);
    let name = path.to_string_lossy();
    let context = Context::new(&document, &values, knowledge, &name);
    let facts = facts::extract(&context, &KindSet::all());
    let reading = Reading { document: &document, facts: &facts, lines: LineIndex::new(document.source) };
    // Asked for by name, a kind is listed fact by fact, with the names that rules use.
    let gathered = wanted.is_none().then(|| Measures::of(&facts, &knowledge.units));
    let listing: String = match session.options.format {
        Format::Pretty | Format::Concise => {
            let listed = |kind: &&Kind| match gathered.as_ref().filter(|_| kind.name == MEASURE.name) {
                Some(measures) => reading.gathered(measures, session),
                None => reading.listed(kind, session),
            };
            kinds.iter().map(listed).collect()
        }
        Format::Json => reading.as_json(&kinds, gathered.as_ref()),
    };
    session.out.write_all(listing.as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}

/// A report as it was read.
struct Reading<'r, 'd> {
    document: &'r Document<'d>,
    facts: &'r Facts<'d>,
    lines: LineIndex,
}

impl Reading<'_, '_> {
    fn listed(&self, kind: &Kind, session: &Session) -> String {
        let mut text = String::new();
        for (id, fact) in self.facts.of(kind.name) {
            if text.is_empty() {
                text = format!("{} · {}\n", kind.name, session.say(kind.zh, kind.en));
            }
            let at = self.position(fact.span);
            text.push_str(&format!("  #{} {}:{} {}\n", id.0, at.line, at.column, one_line(fact.span.of(self.facts_text()))));
            for (field, value) in kind.fields.iter().zip(&fact.values).filter(|(_, value)| **value != Value::Missing) {
                text.push_str(&format!("      {} = {}\n", field.name, self.shown(value)));
            }
        }
        text
    }

    fn gathered(&self, measures: &Measures<'_>, session: &Session) -> String {
        let place = |span: Span| {
            let at = self.position(span);
            format!("{}:{} {}", at.line, at.column, one_line(span.of(self.facts_text())))
        };
        let listed = measures.listed(session, place);
        let head = format!("{} · {}\n", MEASURE.name, session.say(MEASURE.zh, MEASURE.en));
        if listed.is_empty() { listed } else { head + &listed }
    }

    fn as_json(&self, kinds: &[&Kind], measures: Option<&Measures<'_>>) -> String {
        let mut facts = Vec::new();
        for kind in kinds {
            for (id, fact) in self.facts.of(kind.name) {
                let fields: Map<String, Json> =
                    kind.fields.iter().zip(&fact.values).map(|(field, value)| (field.name.to_owned(), self.value_as_json(value))).collect();
                let (span, text) = (self.span(fact.span), fact.span.of(self.facts_text()));
                facts.push(json!({"id": id.0, "kind": kind.name, "span": span, "text": text, "fields": fields}));
            }
        }
        let place = |span: Span| json!({"span": self.span(span), "text": span.of(self.facts_text())});
        match measures {
            Some(measures) => format!("{}\n", json!({"measures": measures.as_json(place), "facts": facts})),
            None => format!("{}\n", json!({ "facts": facts })),
        }
    }

    fn span(&self, span: Span) -> Json {
        let source = self.document.flow.source(span);
        let at = |offset| self.lines.position(self.document.source, offset);
        json!({"start": at(source.start), "end": at(source.end)})
    }

    fn position(&self, span: Span) -> Position {
        self.lines.position(self.document.source, self.document.flow.source(span).start)
    }

    fn facts_text(&self) -> &str {
        &self.document.flow.text
    }

    fn shown(&self, value: &Value<'_>) -> String {
        match value {
            Value::Missing => "—".to_owned(),
            Value::Truth(truth) => truth.to_string(),
            Value::Number(_, Some(span)) => one_line(span.of(self.facts_text())),
            Value::Number(quantity, None) => quantity.to_string(),
            Value::Text(text, _) => format!("“{}”", one_line(text)),
            Value::Date(days, _) => shown_days(days),
            Value::List(values) => format!("[{}]", values.iter().map(|value| self.shown(value)).collect::<Vec<_>>().join(", ")),
            Value::Fact(FactId(id)) => format!("#{id}"),
        }
    }

    fn value_as_json(&self, value: &Value<'_>) -> Json {
        match value {
            Value::Missing => Json::Null,
            Value::Truth(truth) => json!(truth),
            Value::Number(quantity, _) => json!({"number": quantity.to_string(), "text": self.shown(value)}),
            Value::Text(text, _) => json!(text),
            Value::Date(days, _) => json!(shown_days(days)),
            Value::List(values) => values.iter().map(|value| self.value_as_json(value)).collect(),
            Value::Fact(FactId(id)) => json!({ "fact": id }),
        }
    }
}

fn shown_days(days: &Days) -> String {
    if days.first == days.last { days.first.to_string() } else { format!("{}/{}", days.first, days.last) }
}

/// The longest text of a fact in a listing for people, in characters.
const LONGEST: usize = 60;

fn one_line(text: &str) -> String {
    let shown = visible(text).replace('␊', " ");
    match shown.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", shown.get(..at).unwrap_or("")),
        None => shown,
    }
}
