//! Each rule in many wordings: `tests/wordings/*.txt`.
//!
//! A block begins with `## rule rule*2 ?rule` (what has to be found, how often, and what may be) or `## clean`, and tells what stands in
//! the report of `report.txt`: in its body, or behind `@cover`, `@title`, `@opening`, `@goal`, `@problems`, `@signature` in that place.
//! `@whole` is a report of its own.

use gouji::check::{Prepared, Settings, check};
use gouji::rules::Catalogue;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What stands in the places that a block says nothing of.
const USUAL: [(&str, &str); 7] = [
    ("cover", ""),
    ("title", "白沙县2023年河道保洁项目绩效自评报告"),
    ("opening", "按照县财政局的部署，我局对2023年河道保洁项目开展了绩效自评，现将情况报告如下："),
    ("goal", "全年保洁河道12公里，群众满意度90%以上。"),
    ("body", ""),
    ("problems", "保洁员年龄偏大，夏季水草清理不够及时。"),
    ("signature", "白沙县水利局\n2024年3月12日"),
];

/// A wording, and what it is to be found guilty of.
struct Block {
    file: String,
    head: String,
    report: String,
}

impl Block {
    /// How often each rule has to report, and whether it may without.
    fn expected(&self) -> BTreeMap<&str, (usize, bool)> {
        let named = self.head.split_whitespace().filter(|name| *name != "clean");
        let expected = named.map(|name| {
            let (rule, times) = name.split_once('*').map_or((name, 1), |(rule, times)| (rule, times.parse().expect("how often")));
            (rule.trim_start_matches('?'), (times, rule.starts_with('?')))
        });
        expected.collect()
    }
}

fn blocks() -> Vec<Block> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wordings");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let template = read(&folder.join("report.txt"));
    let mut files: Vec<_> = fs::read_dir(&folder).expect("tests/wordings").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| !path.ends_with("report.txt"));
    files.sort();
    let of_file = |path: &std::path::PathBuf| {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = format!("\n{}", read(path));
        let parts = text.split("\n## ").skip(1).map(|part| part.split_once('\n').expect("a head and a body"));
        let block = |(head, body): (&str, &str)| Block { file: file.clone(), head: head.to_owned(), report: report(&template, body) };
        parts.map(block).collect::<Vec<_>>()
    };
    files.iter().flat_map(of_file).collect()
}

fn report(template: &str, body: &str) -> String {
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    let mut place = "body";
    for line in body.lines() {
        match line.strip_prefix('@') {
            Some(named) => {
                place = named;
                places.entry(place).or_default();
            }
            None => *places.entry(place).or_default() += &format!("{line}\n"),
        }
    }
    if let Some(whole) = places.get("whole") {
        return whole.trim_start_matches('\n').to_owned();
    }
    USUAL.iter().fold(template.to_owned(), |report, (place, usual)| {
        let words = places.get(place).map_or(*usual, |words| words.trim_matches('\n'));
        report.replace(&format!("{{{place}}}"), words)
    })
}

#[test]
fn every_wording_is_understood() {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let mut remarks = Vec::new();
    for block in blocks() {
        let findings = check(&block.report, &block.file, &prepared).findings;
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        findings.iter().for_each(|finding| *found.entry(&*finding.rule).or_default() += 1);
        let expected = block.expected();
        let may_be = |rule: &str, times: usize| expected.get(rule).is_some_and(|(wanted, optional)| *wanted == times || *optional);
        let unasked =
            found.iter().filter(|(rule, times)| !may_be(rule, **times)).map(|(rule, times)| format!("{rule} found {times} times"));
        let absent = expected.iter().filter(|(rule, (_, optional))| !optional && !found.contains_key(*rule));
        let absent = absent.map(|(rule, _)| format!("{rule} is missed"));
        let told: Vec<String> = unasked.chain(absent).collect();
        if !told.is_empty() {
            remarks.push(format!("{}: ## {}: {}\n{}", block.file, block.head, told.join(", "), block.report));
        }
    }
    assert!(remarks.is_empty(), "{} wordings are misunderstood:\n{}", remarks.len(), remarks.join("\n"));
}
