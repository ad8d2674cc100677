//! An editor with `gouji server` at its other end.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

pub struct Editor {
    child: Child,
    answers: BufReader<ChildStdout>,
    asked: u32,
}

impl Editor {
    /// Starts the program and makes its acquaintance.
    pub fn new(mut program: Command, capabilities: Value) -> Editor {
        let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        let mut editor = Editor { child, answers, asked: 0 };
        editor.ask("initialize", json!({ "capabilities": capabilities, "locale": "zh-cn" }));
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn tell(&mut self, method: &str, parameters: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// Asks, and waits for what comes next.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.asked += 1;
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": parameters, "id": self.asked }));
        self.hear()
    }

    fn send(&mut self, message: Value) {
        let text = message.to_string();
        let stream = self.child.stdin.as_mut().expect("piped");
        write!(stream, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| stream.flush()).expect("written");
    }

    /// The next message.
    pub fn hear(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.answers.read_line(&mut line).expect("a header");
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(count) => length = count.parse().expect("a number"),
                None if line == "\r\n" => break,
                None => panic!("no header: {line:?}"),
            }
        }
        let mut body = vec![0; length];
        self.answers.read_exact(&mut body).expect("a body");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Opens a text; what is found in it.
    pub fn open(&mut self, uri: &str, text: &str) -> Value {
        self.tell("textDocument/didOpen", json!({ "textDocument": { "uri": uri, "languageId": "text", "version": 0, "text": text } }));
        self.hear()
    }

    /// Types in a text; what is found in it then.
    pub fn change(&mut self, uri: &str, version: usize, changes: Value) -> Value {
        self.tell("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }));
        self.hear()
    }

    /// Ends the program as editors do; its exit status.
    pub fn end(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.child.wait().expect("the program ends").code()
    }
}
