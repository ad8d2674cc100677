//! Bytes → text: byte order mark, UTF-8, UTF-16 when there are NULs, GB18030, in that order.

use super::Reason;
use encoding_rs::GB18030;

/// An encoding that reports come in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
}

/// Every encoding with the names that users give it; the first is its own.
const NAMES: &[(Encoding, &[&str])] = &[
    (Encoding::Utf8, &["utf-8", "utf8"]),
    (Encoding::Utf16Le, &["utf-16le", "utf16le", "utf-16", "utf16"]),
    (Encoding::Utf16Be, &["utf-16be", "utf16be"]),
    (Encoding::Gb18030, &["gb18030", "gbk", "gb2312", "cp936"]),
];

impl Encoding {
    /// The encoding of that name.
    pub fn named(name: &str) -> Option<Encoding> {
        NAMES.iter().find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name))).map(|(encoding, _)| *encoding)
    }

    /// Every name that [`Encoding::named`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().flat_map(|(_, names)| names.iter().copied())
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
        }
    }

    fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 => &[0xEF, 0xBB, 0xBF],
            Encoding::Utf16Le => &[0xFF, 0xFE],
            Encoding::Utf16Be => &[0xFE, 0xFF],
            Encoding::Gb18030 => &[0x84, 0x31, 0x95, 0x33],
        }
    }
}

/// A decoded text.
pub type Decoded = super::Input;

/// Decodes a whole file. Without `forced`, the encoding is recognised.
pub fn decode(bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Decoded, Reason> {
    if let Some(encoding) = forced {
        return decode_as(bytes, encoding, false);
    }
    if let Some((encoding, _)) = NAMES.iter().find(|(encoding, _)| bytes.starts_with(encoding.mark())) {
        return decode_as(bytes, *encoding, true);
    }
    if let Some(format) = binary_format(&bytes) {
        return Err(Reason::Binary(format));
    }
    match memchr::memchr(0, &bytes) {
        Some(_) => decode_with_nuls(bytes),
        None => decode_without_nuls(bytes),
    }
}

/// `text` as bytes of `encoding`.
pub fn encode(text: &str, encoding: Encoding, mark: bool) -> Vec<u8> {
    let mut bytes = if mark { encoding.mark().to_vec() } else { Vec::new() };
    match encoding {
        Encoding::Utf8 => bytes.extend_from_slice(text.as_bytes()),
        Encoding::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Encoding::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        Encoding::Gb18030 => bytes.extend_from_slice(&GB18030.encode(text).0),
    }
    bytes
}

/// Files that are no text, by their first bytes.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word/Excel/ZIP"),
    (b"\xD0\xCF\x11\xE0", "Word/Excel 97–2003"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x1F\x8B", "gzip"),
    (b"\x7FELF", "ELF"),
];

fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, format)| *format)
}

fn decode_without_nuls(bytes: Vec<u8>) -> Result<Decoded, Reason> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: Encoding::Utf8, mark: false }),
        Err(error) => error.into_bytes(),
    };
    let likely = if mostly_utf8(&bytes) { Encoding::Utf8 } else { Encoding::Gb18030 };
    decode_as(bytes, likely, true)
}

/// Whether bytes that are not UTF-8 are a damaged UTF-8 text: text in GB18030 holds hardly any sequence of three bytes that
/// UTF-8 allows, so a wrong guess would turn one damaged byte into a page of garble.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut damages) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().bytes().filter(|byte| *byte >= 0xE0).count();
        damages += usize::from(!chunk.invalid().is_empty());
    }
    characters > 4 * damages
}

/// A text with NULs is UTF-16 in the order of bytes that makes it the plainer text; a stray NUL or two in UTF-8 stay; anything else is no text.
fn decode_with_nuls(bytes: Vec<u8>) -> Result<Decoded, Reason> {
    let nuls = memchr::memchr_iter(0, &bytes).count();
    let stray = nuls * 100 <= bytes.len();
    if stray && std::str::from_utf8(&bytes).is_ok() {
        return decode_as(bytes, Encoding::Utf8, true);
    }
    let odd = memchr::memchr_iter(0, &bytes).filter(|at| at % 2 == 1).count();
    let orders = if odd * 2 >= nuls { [Encoding::Utf16Le, Encoding::Utf16Be] } else { [Encoding::Utf16Be, Encoding::Utf16Le] };
    let plain =
        orders.map(|encoding| decode_as(bytes.clone(), encoding, true).ok().and_then(|decoded| Some((plainness(&decoded.text)?, decoded))));
    // Of two that are equally plain the one with the NULs of ASCII characters in its high bytes: the first.
    let best = plain.into_iter().flatten().reduce(|first, second| if second.0 > first.0 { second } else { first });
    best.map(|(_, decoded)| decoded).ok_or(Reason::Binary("binary"))
}

/// How many characters are such as reports are written in; none unless nearly all are, and control characters are rare. In the wrong order
/// of bytes Chinese becomes a mixture of all scripts.
fn plainness(text: &str) -> Option<usize> {
    let (mut count, mut usual, mut controls) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        count += 1;
        usual += usize::from(is_usual(c));
        controls += usize::from(c.is_control() && !is_layout(c));
    }
    (usual * 10 >= count * 9 && controls * 100 <= count).then_some(usual)
}

fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\x0C')
}

/// ASCII, punctuation, boxes and numbers, full-width forms, Chinese characters.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{FF}' | '\u{2000}'..='\u{27BF}' | '\u{3000}'..='\u{303F}' | '\u{3200}'..='\u{33FF}')
        || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
        || is_layout(c)
}

fn decode_as(bytes: Vec<u8>, encoding: Encoding, guessed: bool) -> Result<Decoded, Reason> {
    let mark = bytes.starts_with(encoding.mark());
    let skipped = if mark { encoding.mark().len() } else { 0 };
    let content = bytes.get(skipped..).unwrap_or_default();
    let decoded = match encoding {
        Encoding::Utf8 => std::str::from_utf8(content).map(str::to_owned).map_err(|error| error.valid_up_to()),
        Encoding::Utf16Le => utf16(content, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(content, u16::from_be_bytes),
        Encoding::Gb18030 => gb18030(content),
    };
    let text = decoded.map_err(|at| {
        let offset = at + skipped;
        Reason::Undecodable { encoding, offset, line: line_at(&bytes, offset, encoding), guessed }
    })?;
    Ok(Decoded { text, encoding, mark })
}

/// The line of a byte offset, from 1.
fn line_at(bytes: &[u8], offset: usize, encoding: Encoding) -> usize {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let ends = match encoding {
        Encoding::Utf8 | Encoding::Gb18030 => memchr::memchr_iter(b'\n', before).count(),
        Encoding::Utf16Le => before.chunks_exact(2).filter(|unit| *unit == [b'\n', 0]).count(),
        Encoding::Utf16Be => before.chunks_exact(2).filter(|unit| *unit == [0, b'\n']).count(),
    };
    ends + 1
}

/// The text, or the offset of the first byte that does not decode.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let pairs = bytes.chunks_exact(2);
    let odd_end = !pairs.remainder().is_empty();
    let mut text = String::with_capacity(bytes.len() / 2 * 3);
    let mut at = 0;
    for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let character = decoded.map_err(|_| at)?;
        at += 2 * character.len_utf16();
        text.push(character);
    }
    if odd_end { Err(at) } else { Ok(text) }
}

/// The text, or the offset of the first byte that does not decode.
fn gb18030(bytes: &[u8]) -> Result<String, usize> {
    use encoding_rs::DecoderResult;
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3);
    let mut text = String::with_capacity(capacity);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::OutputFull => Err(read),
        DecoderResult::Malformed(length, after) => Err(read.saturating_sub(usize::from(length) + usize::from(after))),
    }
}
