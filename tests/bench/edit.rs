//! How long an editor waits for the findings of a keystroke in a report of a hundred pages: `cargo bench --bench edit`, or
//! `cargo bench --bench edit -- FILE` for a report of your own. Measured from the notification sent to the diagnostics received.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

/// A page of Chinese text, in bytes.
const PAGE: usize = 2_100;
const PAGES: usize = 100;
const KEYSTROKES: usize = 21;

fn main() {
    let file = env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let text = file.map_or_else(long, |file| fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}")));
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["server", "--no-config"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut sent = child.stdin.take().expect("piped");
    let mut received = BufReader::new(child.stdout.take().expect("piped"));
    say(&mut sent, &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }));
    hear(&mut received);
    say(&mut sent, &json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let uri = "file:///report.txt";
    let opened = json!({ "uri": uri, "languageId": "text", "version": 0, "text": text });
    say(&mut sent, &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": opened } }));
    hear(&mut received);
    let middle = text.lines().count() / 2;
    let mut times: Vec<Duration> = (1..=KEYSTROKES)
        .map(|version| {
            let place = json!({ "line": middle, "character": 0 });
            let change = json!([{ "range": { "start": place, "end": place }, "text": "的" }]);
            let start = Instant::now();
            say(
                &mut sent,
                &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange",
                "params": { "textDocument": { "uri": uri, "version": version }, "contentChanges": change } }),
            );
            hear(&mut received);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    println!("{} bytes, one keystroke: best {}, median {}", text.len(), shown(times[0]), shown(times[KEYSTROKES / 2]));
    // Without anybody to speak to, the program ends.
    drop(sent);
    let _ = child.wait();
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

fn say(stream: &mut impl Write, message: &Value) {
    let text = message.to_string();
    write!(stream, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| stream.flush()).expect("written");
}

fn hear(stream: &mut impl BufRead) {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).expect("a header");
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(count) => length = count.parse().expect("a number"),
            None => break,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("a body");
}
