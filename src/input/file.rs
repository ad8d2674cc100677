//! Files and streams → [`Input`].

use super::{Encoding, Input, MAX_BYTES, Reason, Unreadable, decode};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Reads a regular file, whatever its name.
pub fn read_file(path: &Path, encoding: Option<Encoding>) -> Result<Input, Unreadable> {
    let fail = |reason| Unreadable::new(path, reason);
    let system = |error: std::io::Error| fail(Reason::of_system(&error));
    // Asked before the file is opened: opening a pipe would wait for its writer.
    let metadata = fs::metadata(path).map_err(system)?;
    if metadata.is_dir() {
        return Err(fail(Reason::Directory));
    }
    if !metadata.is_file() {
        return Err(fail(Reason::NotRegular));
    }
    if metadata.len() > MAX_BYTES {
        return Err(fail(Reason::TooLarge));
    }
    let file = File::open(path).map_err(system)?;
    read_from(file, metadata.len() as usize, encoding).map_err(fail)
}

/// Reads a stream to its end; `name` is what messages call it.
pub fn read_stream(stream: impl Read, name: &Path, encoding: Option<Encoding>) -> Result<Input, Unreadable> {
    read_from(stream, 0, encoding).map_err(|reason| Unreadable::new(name, reason))
}

fn read_from(stream: impl Read, length: usize, encoding: Option<Encoding>) -> Result<Input, Reason> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length + 1).map_err(|_| Reason::Memory)?;
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Reason::of_system(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Reason::TooLarge);
    }
    let input = decode(bytes, encoding)?;
    if input.text.len() as u64 > MAX_BYTES { Err(Reason::TooLarge) } else { Ok(input) }
}
