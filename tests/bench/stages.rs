//! The cost of each stage on one thread, in MB/s: `cargo bench`, or `cargo bench -- FOLDER` for reports of your own.
//!
//! Without a folder the labelled cases are read again and again. The fastest of several rounds counts, since
//! everything else on the machine only makes a round slower.

use gouji::check::{Prepared, Settings, check};
use gouji::facts::{self, Context, KindSet};
use gouji::finding::Severity;
use gouji::language::Language;
use gouji::render::{self, Format, Listing, Options};
use gouji::rules::Catalogue;
use gouji::{syntax, values};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

const ROUNDS: u32 = 7;

fn main() {
    let folder = env::args().skip(1).find(|arg| !arg.starts_with("--")).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    let mut texts = Vec::new();
    read(&folder, &mut texts);
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        println!("no .txt files below {}", folder.display());
        return;
    }
    println!("{} reports, {:.1} MB from {}", texts.len(), bytes as f64 / 1e6, folder.display());
    stages(&texts, bytes);
}

fn stages(texts: &[String], bytes: usize) {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let knowledge = &catalogue.knowledge;
    let prepared = Prepared::new(&catalogue, Settings::default());
    let show = |name: &str, time: Duration| {
        println!("{name:24} {:8.1} MB/s  {:8.2} ms", bytes as f64 / 1e6 / time.as_secs_f64(), time.as_secs_f64() * 1e3)
    };
    show("catalogue (once)", fastest(|| drop(black_box(Catalogue::embedded()))));
    show("syntax", fastest(|| texts.iter().for_each(|text| drop(black_box(syntax::parse(text, &knowledge.vocabulary))))));
    let documents: Vec<_> = texts.iter().map(|text| syntax::parse(text, &knowledge.vocabulary)).collect();
    show("values", fastest(|| documents.iter().for_each(|document| drop(black_box(values::scan(&document.flow.text, &knowledge.units))))));
    let values: Vec<_> = documents.iter().map(|document| values::scan(&document.flow.text, &knowledge.units)).collect();
    let extracted = |kinds: &KindSet| {
        for (document, values) in documents.iter().zip(&values) {
            let context = Context::new(document, values, knowledge, "report.txt");
            drop(black_box(facts::extract(&context, kinds)));
        }
    };
    show("facts", fastest(|| extracted(&prepared.kinds)));
    for kind in facts::KINDS.iter().filter(|kind| kind.extract.is_some()) {
        let alone = KindSet::closure([kind.name]);
        show(&format!("  {} and what it uses", kind.name), fastest(|| extracted(&alone)));
    }
    let reports: Vec<_> = texts.iter().map(|text| check(text, "report.txt", &prepared)).collect();
    for (name, format) in [("render json", Format::Json), ("render concise", Format::Concise), ("render pretty", Format::Pretty)] {
        let options = options(format);
        let rendered =
            || reports.iter().zip(texts).for_each(|(report, text)| drop(black_box(render::document(report, text, &|_| None, &options))));
        show(name, fastest(rendered));
    }
    show("all, findings included", fastest(|| texts.iter().for_each(|text| drop(black_box(check(text, "report.txt", &prepared))))));
}

fn options(format: Format) -> Options {
    let (language, listing, titles) = (Language::Chinese, Listing::Nothing, Default::default());
    Options { format, language, colour: false, width: 80, show: Severity::Info, listing, titles }
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn read(folder: &Path, texts: &mut Vec<String>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, texts);
        } else if path.extension().is_some_and(|ext| ext == "txt") {
            texts.extend(fs::read_to_string(&path).ok());
        }
    }
}
