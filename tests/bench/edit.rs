//! How long an editor waits for the findings of a keystroke in a report of a hundred pages: `cargo bench --bench edit`, or
//! `cargo bench --bench edit -- FILE` for a report of your own. Measured from the notification sent to the diagnostics received.

#[path = "../support/editor.rs"]
mod editor;

use editor::Editor;
use serde_json::json;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

/// A page of Chinese text, in bytes.
const PAGE: usize = 2_100;
const PAGES: usize = 100;
const KEYSTROKES: usize = 21;

fn main() {
    let file = env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let text = file.map_or_else(long, |file| fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}")));
    let mut program = Command::new(env!("CARGO_BIN_EXE_gouji"));
    program.args(["server", "--no-config"]);
    let mut editor = Editor::new(program, json!({}));
    let uri = "file:///report.txt";
    editor.open(uri, &text);
    let place = json!({ "line": text.lines().count() / 2, "character": 0 });
    let keystroke = |version: usize| {
        let change = json!([{ "range": { "start": place, "end": place }, "text": "的" }]);
        let start = Instant::now();
        editor.change(uri, version, change);
        start.elapsed()
    };
    let mut times: Vec<Duration> = (1..=KEYSTROKES).map(keystroke).collect();
    times.sort_unstable();
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    println!("{} bytes, one keystroke: best {}, median {}", text.len(), shown(times[0]), shown(times[KEYSTROKES / 2]));
    editor.end();
}

/// The labelled cases one behind the other, until the pages are full.
fn long() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the cases").filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut text = String::new();
    for file in files.iter().cycle() {
        text += &fs::read_to_string(file).expect("a case");
        if text.len() >= PAGE * PAGES {
            break;
        }
    }
    text
}
