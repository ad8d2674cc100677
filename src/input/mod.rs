//! Bytes of a file or stream → [`Input`]: text in UTF-8, with the encoding it was read in.
//!
//! What cannot be read is an [`Unreadable`] with its reason; the other files go on.

mod encoding;
mod file;
mod walk;

pub use encoding::{Decoded, Encoding, decode};
pub use file::{read_file, read_stream};
pub use walk::{EXTENSIONS, Found, walk};

use crate::error::Fault;
use crate::language::Language;
use std::path::{Path, PathBuf};

/// The largest text: spans hold 32-bit offsets.
pub const MAX_BYTES: u64 = u32::MAX as u64;

/// A text that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// The text in UTF-8, without byte order mark.
    pub text: String,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// Whether a byte order mark stood before it.
    pub mark: bool,
}

impl Input {
    /// `text` in the bytes that this input was read from: same encoding, same byte order mark.
    pub fn encode(&self, text: &str) -> Vec<u8> {
        encoding::encode(text, self.encoding, self.mark)
    }
}

/// A file that could not be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// The file as the user named it or as it was found.
    pub path: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// Why a file could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The system refused; its own words.
    System(String),
    /// No such file or directory.
    Absent,
    /// A pipe, socket or device.
    NotRegular,
    /// A directory where a file was expected.
    Directory,
    /// More bytes than a span can address.
    TooLarge,
    /// More bytes than there is memory for.
    Memory,
    /// A binary file of the named format.
    Binary(&'static str),
    /// A byte that the encoding does not allow, at this offset and in this line.
    Undecodable {
        /// The encoding.
        encoding: Encoding,
        /// The offset of the byte, from 0.
        offset: usize,
        /// The line, from 1.
        line: usize,
        /// Whether the encoding was guessed.
        guessed: bool,
    },
    /// The audit of this file broke off: a defect of the tool.
    Defect(String),
}

impl Unreadable {
    /// A file and the reason.
    pub fn new(path: impl AsRef<Path>, reason: Reason) -> Self {
        Unreadable { path: path.as_ref().to_owned(), reason }
    }

    /// As a fault, in words.
    pub fn fault(&self, language: Language) -> Fault {
        let fault = Fault::of_file(self.path.to_string_lossy(), self.reason.message(language));
        match self.reason.help(language) {
            Some(help) => fault.help(help),
            None => fault,
        }
    }
}

impl Reason {
    /// From the system's error.
    pub fn of_system(error: &std::io::Error) -> Reason {
        match error.kind() {
            std::io::ErrorKind::NotFound => Reason::Absent,
            _other => Reason::System(error.to_string()),
        }
    }

    fn message(&self, language: Language) -> String {
        match self {
            Reason::System(words) => language.pick(format!("无法读取：{words}"), format!("cannot be read: {words}")),
            Reason::Absent => language.pick("文件或目录不存在", "no such file or directory").to_owned(),
            Reason::NotRegular => {
                language.pick("不是普通文件（管道、套接字或设备）", "not a regular file (a pipe, socket or device)").to_owned()
            }
            Reason::Directory => language.pick("是目录，不是文件", "a directory, not a file").to_owned(),
            Reason::TooLarge => language.pick("文件超过 4 GiB", "the file exceeds 4 GiB").to_owned(),
            Reason::Binary("binary") => language.pick("不是文本文件", "not a text file").to_owned(),
            Reason::Memory => language.pick("内存不足，放不下整个文件", "not enough memory for the file").to_owned(),
            Reason::Binary(format) => language.pick(format!("不是文本文件（{format}）"), format!("not a text file ({format})")),
            Reason::Undecodable { encoding, offset, line, .. } => {
                let (name, byte) = (encoding.name(), offset + 1);
                language.pick(
                    format!("第 {line} 行（第 {byte} 字节）不是有效的 {name} 编码"),
                    format!("line {line} (byte {byte}) is not valid {name}"),
                )
            }
            Reason::Defect(words) => language.pick(format!("程序内部错误：{words}"), format!("internal error: {words}")),
        }
    }

    fn help(&self, language: Language) -> Option<String> {
        let words = match self {
            Reason::System(_) | Reason::Absent | Reason::TooLarge | Reason::Memory => return None,
            Reason::NotRegular => language.pick("从标准输入读取请写“-”", "write `-` to read standard input"),
            Reason::Directory => language.pick("请给出目录中的一个文件", "name a file in it"),
            Reason::Binary(_) => language.pick("请先另存为纯文本（txt 或 md）", "save it as plain text first (txt or md)"),
            Reason::Undecodable { guessed: true, .. } => {
                language.pick("如编码识别有误，请用 --encoding 指明", "name the encoding with --encoding if the guess is wrong")
            }
            Reason::Undecodable { guessed: false, .. } => {
                language.pick("去掉 --encoding 可自动识别编码", "leave out --encoding to have it recognised")
            }
            Reason::Defect(_) => language.pick("请附上该文件报告此问题", "please report it, with the file"),
        };
        Some(words.to_owned())
    }
}

#[cfg(test)]
mod tests;
