//! What holds for every input, however hostile. Each function takes one input and panics when a property fails; the fuzz targets of
//! `tests/fuzz` and the tests over random inputs share them.

use gouji::check::{Prepared, Settings, check};
use gouji::config::{Chain, ConfigFile};
use gouji::data::{Knowledge, SourceFile};
use gouji::error::Fault;
use gouji::expr::{self, Datum, Fuel, Scope, Template, Ty};
use gouji::facts::{self, Context, Facts, KindSet};
use gouji::finding::{Finding, Label, Ledger, Report, Safety, Severity};
use gouji::language::Language;
use gouji::quantity::Reason;
use gouji::render::{self, Format, Listing, Options};
use gouji::rules::{Catalogue, catalogue, embedded};
use gouji::schema::{Shape, Store};
use gouji::text::Span;
use gouji::{fix, input, syntax, values};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The rules and data of the program.
pub static KNOWN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().expect("the embedded data"));

/// A report that every rule language expression, rule and data file is tried on.
const SAMPLE: &str = include_str!("../../src/cli/demo.txt");

/// The name that the report has in every run.
const NAME: &str = "报告.txt";

/// Columns of the terminal that is drawn on.
const WIDTH: usize = 80;

/// Bytes of a file → findings in every format.
pub fn report(bytes: &[u8]) {
    let Ok(input) = input::decode(bytes.to_vec(), None) else { return };
    let prepared = Prepared::new(&KNOWN, Settings { ledger: true, ..Settings::default() });
    rendered(&check(&input.text, NAME, &prepared), &input.text);
}

/// A report of findings at any places, with any words → every format.
pub fn rendered(report: &Report, text: &str) {
    let spans = report.findings.iter().flat_map(spans);
    let bindings = report.bindings.iter().flatten();
    for span in spans.chain(bindings.flat_map(|bound| bound.related.iter().map(|label| label.span).chain([bound.span]))) {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} is no span of {text:?}");
    }
    json(report, text);
    concise(report, text);
    drawn(report, text);
}

/// Every place in the report's own text that a finding names.
fn spans(finding: &Finding) -> impl Iterator<Item = Span> {
    let related = finding.related.iter().filter(|label| label.path.is_none()).map(|label| label.span);
    let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    related.chain(edits).chain([finding.span])
}

fn shown(report: &Report, text: &str, format: Format) -> String {
    let options = Options {
        format,
        language: Language::Chinese,
        colour: false,
        width: WIDTH,
        show: Severity::Info,
        listing: Listing::Nothing,
        titles: BTreeMap::new(),
    };
    let shown = render::document(report, text, &|_| None, &options);
    assert!(!shown.chars().any(|c| c != '\n' && steers(c)), "{format:?} lets a control character through: {shown:?}");
    shown
}

/// Whether a character would steer a terminal, or turn the text around it.
fn steers(character: char) -> bool {
    character.is_control() || ('\u{2028}'..='\u{202E}').contains(&character) || ('\u{2066}'..='\u{2069}').contains(&character)
}

/// JSON reads back as what the report holds; lines and columns are counted here in another way.
fn json(report: &Report, text: &str) {
    let read: Value = serde_json::from_str(&shown(report, text, Format::Json)).expect("valid JSON");
    assert_eq!(read["path"], *report.path);
    let findings = read["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), report.findings.len());
    let positions = Positions::of(text);
    for (shown, finding) in findings.iter().zip(&report.findings) {
        assert_eq!((&shown["rule"], &shown["message"]), (&Value::from(&*finding.rule), &Value::from(&*finding.message)));
        assert_eq!(shown["text"], finding.span.of(text));
        assert_eq!(shown["span"], positions.span(finding.span), "{finding:?} in {text:?}");
        for (shown, label) in shown["related"].as_array().expect("a list").iter().zip(&finding.related) {
            assert_eq!(shown["message"], *label.message);
            assert_eq!(shown["span"], positions.span(label.span), "{finding:?} in {text:?}");
        }
    }
}

/// One line a finding, which begins with its place.
fn concise(report: &Report, text: &str) {
    let shown = shown(report, text, Format::Concise);
    let positions = Positions::of(text);
    assert_eq!(shown.lines().count(), report.findings.len(), "{shown}");
    for (line, finding) in shown.lines().zip(&report.findings) {
        let (at, column) = positions.0[finding.span.start as usize];
        let place = format!(":{at}:{column}: {}[{}] ", finding.severity.name(), finding.rule);
        assert!(line.contains(&place), "{line} has no {place}");
    }
}

/// No line is wider than the terminal, but for a header, which keeps the path whole.
fn drawn(report: &Report, text: &str) {
    let shown = shown(report, text, Format::Pretty);
    for line in shown.lines().filter(|line| !line.contains("─[")) {
        assert!(render::width(line) <= WIDTH, "{} columns: {line}\n{report:?}", render::width(line));
    }
}

/// Line and column of every byte offset, counted character by character.
struct Positions(Vec<(u32, u32)>);

impl Positions {
    fn of(text: &str) -> Positions {
        let (mut line, mut column) = (1, 1);
        let mut places = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            places.extend(std::iter::repeat_n((line, column), character.len_utf8()));
            let ends = character == '\n' || (character == '\r' && characters.peek() != Some(&'\n'));
            (line, column) = if ends { (line + 1, 1) } else { (line, column + 1) };
        }
        places.push((line, column));
        Positions(places)
    }

    fn span(&self, span: Span) -> Value {
        let place = |offset: u32| {
            let (line, column) = self.0[offset as usize];
            serde_json::json!({"line": line, "column": column, "offset": offset})
        };
        serde_json::json!({"start": place(span.start), "end": place(span.end)})
    }
}

/// Findings of any kind at any places: `(start, length, words)` each, the first of them the place of the finding.
pub fn invented(path: &str, text: &str, places: &[(u16, u16, String)]) {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let label = |(start, length, message): &(u16, u16, String)| {
        let (start, end) = (usize::from(*start), usize::from(*start) + usize::from(*length));
        Label { path: None, span: Span::new(boundary(start), boundary(end)), message: message.clone() }
    };
    let mut labels = places.iter().map(label);
    let Some(first) = labels.next() else { return };
    let finding = Finding {
        rule: "invented".into(),
        category: "text".into(),
        severity: Severity::Warning,
        message: first.message.clone(),
        span: first.span,
        related: labels.collect(),
        help: Some(first.message.clone()),
        fix: None,
        known: false,
        about: None,
        fingerprint: Default::default(),
    };
    let findings = vec![finding];
    let (ledger, path) = (Ledger::default(), path.into());
    rendered(
        &Report {
            path,
            fiscal_year: None,
            findings,
            ledger,
            bindings: None,
            coverage: None,
            exhausted: Vec::new(),
            faults: Vec::new(),
            allowed: 0,
        },
        text,
    );
}

/// The repairs of a report: the text after them is repaired as far as it can be, and no other repair touches it.
pub fn repairs(bytes: &[u8]) {
    let Ok(input) = input::decode(bytes.to_vec(), None) else { return };
    let prepared = Prepared::new(&KNOWN, Settings { repairs: true, ..Settings::default() });
    let findings = |text: &str| check(text, NAME, &prepared).findings;
    let before = findings(&input.text);
    for finding in before.iter().filter(|finding| finding.fix.is_some()) {
        let alone = fix::once(&input.text, std::slice::from_ref(finding), |_, _| true);
        assert_eq!(alone.applied, 1, "an edit does not fit: {finding:?}");
    }
    figures(&input.text, &before, findings);
    let first = fix::settled(&input.text, findings);
    let second = fix::settled(&first.text, findings);
    assert_eq!((second.applied, &second.text), (0, &first.text), "repairing twice changes more in {:?}", input.text);
    let safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    assert!(first.applied > 0 || before.iter().find(safe).is_none(), "nothing of {:?} is repaired", input.text);
}

/// A figure that is put right ends its finding and brings no other.
pub fn figures(text: &str, before: &[Finding], findings: impl Fn(&str) -> Vec<Finding>) {
    let relates = |finding: &&Finding| KNOWN.rule(&finding.rule).is_some_and(|rule| rule.relates_figures() || &*rule.id == "unit-slip");
    let counts = |findings: &[Finding]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        findings.iter().for_each(|finding| *counts.entry(finding.rule.to_string()).or_default() += 1);
        counts
    };
    let known = counts(before);
    for finding in before.iter().filter(relates).filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Ask)) {
        let right = fix::once(text, std::slice::from_ref(finding), |_, _| true).text;
        let left = counts(&findings(&right));
        let own = left.get(&*finding.rule).copied().unwrap_or(0);
        assert!(own < known[&*finding.rule], "{finding:?} is left in {right:?}");
        for (rule, count) in &left {
            assert!(known.get(rule).is_some_and(|before| count <= before), "{rule} finds more in {right:?} after {finding:?}");
        }
    }
}

/// The facts of the sample report, on which expressions are tried.
struct World {
    schema: Vec<Shape>,
    facts: Facts<'static>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    // Made once in a process; facts borrow from what they are found in.
    let document = Box::leak(Box::new(syntax::parse(SAMPLE, &KNOWN.knowledge.vocabulary)));
    let values = Box::leak(Box::new(values::scan(&document.flow.text, &KNOWN.knowledge.units)));
    let context = Box::leak(Box::new(Context::new(document, values, &KNOWN.knowledge, NAME)));
    World { schema: facts::schema(), facts: facts::extract(context, &KindSet::all()) }
});

/// Steps that an expression may take on one fact.
const STEPS: u64 = 2_000;

/// An expression over a fact of the kind `kind`, counted around: a mistake has its place in it, a value is found within its steps and is
/// the same every time.
pub fn expression(kind: u16, source: &str) {
    let world = &*WORLD;
    let kind = kind % world.schema.len() as u16;
    let scope = Scope::new(&world.schema).bind("it", Ty::fact(kind));
    let _ = Template::compile(source, &["it", "budget"]);
    let program = match expr::compile(source, &scope, None) {
        Ok(program) => program,
        Err(mistake) => {
            assert!(source.get(mistake.span.range()).is_some(), "{mistake:?} of {source:?}");
            return;
        }
    };
    for &fact in Store::of(&world.facts, kind).iter().take(4) {
        let bound = [Datum::Fact(fact)];
        let mut fuel = Fuel::new(STEPS);
        let value = program.value(&world.facts, &bound, &mut fuel);
        assert_eq!(fuel.is_exhausted(), value == Datum::Unknown(Reason::Budget), "{source:?}");
        assert_eq!(program.value(&world.facts, &bound, &mut Fuel::new(STEPS)), value, "{source:?}");
        let _ = expr::show(&value, &world.facts);
        let text = world.facts.text();
        assert!(value.spans(&world.facts).iter().all(|span| text.get(span.range()).is_some()), "{source:?}");
    }
}

/// A rule file of the user: refused at a place of it, or run on the sample report.
pub fn rule_file(source: &str) {
    let Some(known) = KNOWN.rule("typo") else { return };
    let file = SourceFile::new("text/typo.toml", source.to_owned());
    match catalogue::alone(&file) {
        Ok(rule) => {
            assert_eq!(rule.id, known.id);
            rendered(&check(SAMPLE, NAME, &Prepared::instead(&KNOWN, &rule, Settings::default())), SAMPLE);
        }
        Err(fault) => placed(&[fault], source),
    }
}

/// A data file of the user, beside those of the program: refused, or used on the sample report. The first line names the file.
pub fn data_file(source: &str) {
    let (stem, source) = source.split_once('\n').unwrap_or(("vocabulary", source));
    let mut files = embedded::files();
    let Some(path) = files.iter().map(|file| file.path.clone()).find(|path| *path == format!("data/{stem}.toml")) else { return };
    files.push(SourceFile::new(path, source.to_owned()));
    let data: Vec<SourceFile> = files.iter().filter(|file| file.path.starts_with("data/")).cloned().collect();
    if let Err(faults) = Knowledge::load(&data) {
        return placed(&faults, source);
    }
    let known = Catalogue::of(files).expect("loaded before");
    let report = check(SAMPLE, NAME, &Prepared::new(&known, Settings::default()));
    assert!(report.findings.iter().flat_map(spans).all(|span| SAMPLE.get(span.range()).is_some()));
}

/// A configuration: refused at a place of it, or in force.
pub fn configuration(source: &str) {
    let file = match ConfigFile::parse(PathBuf::from("gouji.toml"), source) {
        Ok(file) => file,
        Err(faults) => return placed(&faults, source),
    };
    let chain = Chain { files: vec![file] };
    placed(&chain.faults(&KNOWN), source);
    let _ = chain.left_out(Path::new("2023/草稿/甲.txt"));
    if let Err(faults) = chain.effective(Path::new("甲.txt"), &KNOWN).tuned(&chain, &KNOWN) {
        placed(&faults, source);
    }
}

/// Faults have their place in the file, and are shown without steering the terminal.
fn placed(faults: &[Fault], source: &str) {
    for fault in faults {
        let fits = |span: Span| span.start <= span.end && fault.source.as_ref().is_none_or(|text| text.get(span.range()).is_some());
        assert!(fault.span.is_none_or(fits), "{fault:?} of {source:?}");
        for format in [Format::Pretty, Format::Concise] {
            let options = Options {
                format,
                language: Language::English,
                colour: false,
                width: WIDTH,
                show: Severity::Info,
                listing: Listing::Nothing,
                titles: BTreeMap::new(),
            };
            let shown = render::fault(fault, &options);
            assert!(!shown.chars().any(|c| c != '\n' && steers(c)), "{shown:?}");
        }
    }
}
