//! Words of the field are data: no source file holds labels, synonyms or phrases of reports.

use super::layers::sources;
use std::fs;
use std::path::Path;

/// Files, or folders, whose Chinese is none of a report's words, with the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("allow/", "what the program says to its users"),
    ("baseline.rs", "what the program says to its users"),
    ("cli/", "what the program says to its users"),
    ("config/", "what the program says to its users"),
    ("error.rs", "what the program says to its users"),
    ("render/", "what the program says to its users"),
    ("input/mod.rs", "what the program says to its users"),
    ("quantity/verdict.rs", "reasons, shown to users"),
    ("rules/keys.rs", "what the keys do, shown to users"),
    ("rules/compile.rs", "what the program says to its users"),
    ("expr/", "what the program says to authors of rules, and what the functions do"),
    ("check/binding.rs", "what the program says to its users"),
    ("check/suppress/", "the words of remarks to this program"),
    ("values/", "grammar: numerals, calendar, years"),
    ("syntax/remarks.rs", "the mark of this program in a report"),
    ("syntax/lines.rs", "grammar: numerals of headings"),
    ("syntax/notation.rs", "grammar: numerals"),
    ("facts/bracketing/mod.rs", "grammar: numerals of enumerators"),
    ("facts/instruction.rs", "grammar: numerals"),
    ("facts/placeholder.rs", "grammar: numerals"),
    ("facts/numbering.rs", "grammar: enumerators such as 第一条"),
    ("facts/signature.rs", "grammar: what dates are made of"),
    ("facts/table_sum/grid.rs", "grammar: numerals of enumerators"),
    ("facts/enumeration/names.rs", "grammar: the conjunctions between names"),
    ("facts/near.rs", "grammar: numerals"),
    ("facts/year/mod.rs", "grammar: 年度 in the name of a file"),
    ("data/tables.rs", "what the program says to its users"),
    ("data/words/instructions.rs", "grammar: numerals"),
];

/// The Chinese strings of a line, but not the descriptions that stand in both languages.
fn strings(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((before, inside)) = rest.split_once('"') {
        let Some((string, behind)) = inside.split_once('"') else { break };
        let described = before.trim_end().ends_with("zh:") || before.trim_end().ends_with("en:");
        if !described && is_chinese(string) {
            found.push(string.to_owned());
        }
        rest = behind;
    }
    found
}

/// Whether two Chinese characters stand beside each other.
fn is_chinese(text: &str) -> bool {
    let characters: Vec<bool> = text.chars().map(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)).collect();
    characters.windows(2).any(|pair| pair == [true, true])
}

/// The code of a file without its tests.
fn code(text: &str) -> &str {
    text.split_once("#[cfg(test)]\nmod tests {").map_or(text, |(code, _)| code)
}

#[test]
fn words_of_reports_stand_in_the_data() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut used = vec![false; ALLOWED.len()];
    let mut faults = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        if name.contains("tests") {
            continue;
        }
        let text = fs::read_to_string(file).expect("a source file");
        let lines = code(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
        let found: Vec<String> = lines.flat_map(strings).collect();
        match ALLOWED.iter().position(|(allowed, _)| name.starts_with(allowed)) {
            Some(at) => used[at] |= !found.is_empty(),
            None => faults.extend(found.iter().map(|string| format!("src/{name}: \"{string}\" belongs into rules/data"))),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let idle: Vec<&str> = ALLOWED.iter().zip(&used).filter(|(_, used)| !**used).map(|((name, _), _)| *name).collect();
    assert!(idle.is_empty(), "allowed, and without Chinese: {idle:?}");
}

#[test]
fn the_test_of_words_sees_them() {
    assert_eq!(strings("    if label == \"主管部门\" { zh: \"单位\" }"), ["主管部门"]);
    assert!(strings("    trim(\"、，\"); Field { zh: \"数值\", en: \"a figure behind 其中\" }").is_empty());
}
