use super::*;
use proptest::prelude::*;
use std::fs;

const REPORT: &str = "桃源口县2024年度绩效自评报告\r\n一、基本情况\n预算 100 万元，执行率 98.5%。\n";

fn read(bytes: Vec<u8>) -> Result<Decoded, Reason> {
    decode(bytes, None)
}

#[test]
fn every_encoding_is_recognised_and_written_back_as_read() {
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030] {
        for mark in [false, true] {
            let bytes = encoding::encode(REPORT, encoding, mark);
            let input = read(bytes.clone()).expect("decoded");
            assert_eq!((input.text.as_str(), input.encoding, input.mark), (REPORT, encoding, mark));
            assert_eq!(input.encode(&input.text), bytes);
        }
    }
}

/// An indented paragraph has more ideographic spaces and 一, whose low bytes are NUL, than ASCII characters.
#[test]
fn utf_16_without_a_mark_is_recognised_by_its_characters_in_either_order() {
    for text in ["　　一是按季核对台账。\n　　一是按月通报。\n", "　　一、概况\n", "plain words, in lower case\n", REPORT]
    {
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            let input = read(encoding::encode(text, encoding, false)).expect("decoded");
            assert_eq!((input.text.as_str(), input.encoding, input.mark), (text, encoding, false));
        }
    }
}

#[test]
fn a_damaged_byte_is_reported_in_its_place() {
    let mut bytes = REPORT.as_bytes().to_vec();
    let at = REPORT.find("基本").expect("stands in the report");
    bytes[at] = 0xFF;
    let expected = Reason::Undecodable { encoding: Encoding::Utf8, offset: at, line: 2, guessed: true };
    assert_eq!(read(bytes), Err(expected));
}

#[test]
fn a_damaged_byte_after_a_mark_is_counted_from_the_start_of_the_file() {
    let mut bytes = encoding::encode(REPORT, Encoding::Utf8, true);
    let at = bytes.len() - 4;
    bytes[at] = 0xFF;
    let Err(Reason::Undecodable { offset, line, .. }) = read(bytes) else { panic!("decoded") };
    assert_eq!((offset, line), (at, 3));
}

#[test]
fn a_lone_surrogate_and_half_a_unit_are_undecodable() {
    let mut bytes = encoding::encode(REPORT, Encoding::Utf16Le, true);
    let whole = bytes.len();
    bytes.push(0x4E);
    assert!(matches!(read(bytes.clone()), Err(Reason::Undecodable { offset, .. }) if offset == whole));
    bytes.truncate(whole);
    bytes[2..4].copy_from_slice(&[0x00, 0xD8]);
    assert!(matches!(read(bytes), Err(Reason::Undecodable { offset: 2, line: 1, .. })));
}

#[test]
fn binary_files_are_named() {
    assert_eq!(read(b"%PDF-1.7\n\xFF\x00".to_vec()), Err(Reason::Binary("PDF")));
    assert_eq!(read(b"PK\x03\x04\x14\x00".to_vec()), Err(Reason::Binary("Word/Excel/ZIP")));
    assert_eq!(read((0..=255).cycle().take(4096).collect()), Err(Reason::Binary("binary")));
    assert_eq!(read(vec![0; 64]), Err(Reason::Binary("binary")));
}

#[test]
fn a_stray_nul_does_not_make_a_text_binary() {
    let text = format!("{REPORT}{REPORT}{REPORT}\0");
    assert_eq!(read(text.clone().into_bytes()).map(|input| input.text), Ok(text));
}

#[test]
fn an_encoding_can_be_forced() {
    let bytes = encoding::encode("联通", Encoding::Gb18030, false);
    assert_eq!(decode(bytes.clone(), Some(Encoding::Gb18030)).map(|input| input.text), Ok("联通".to_owned()));
    assert!(matches!(decode(bytes[..3].to_vec(), Some(Encoding::Utf8)), Err(Reason::Undecodable { guessed: false, .. })));
    assert_eq!(Encoding::named("GBK"), Some(Encoding::Gb18030));
    assert_eq!(Encoding::named("latin1"), None);
}

proptest! {
    #[test]
    fn any_bytes_are_a_text_or_a_reason(bytes: Vec<u8>) {
        if let Ok(input) = decode(bytes.clone(), None) && input.encoding != Encoding::Gb18030 {
            prop_assert_eq!(input.encode(&input.text), bytes);
        }
    }

    #[test]
    fn any_text_survives_utf_8(text: String) {
        prop_assume!(binary_free(&text));
        prop_assert_eq!(decode(text.clone().into_bytes(), None).map(|input| input.text), Ok(text));
    }
}

/// Without NULs, without a mark and without a binary format's first bytes.
fn binary_free(text: &str) -> bool {
    !text.contains('\0') && !text.starts_with('\u{FEFF}') && !["%PDF-", "PK\x03\x04", "{\\rtf"].iter().any(|magic| text.starts_with(magic))
}

#[test]
fn a_directory_gives_its_reports_sorted_and_each_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    for (name, content) in [
        ("b.txt", ""),
        ("a.MD", ""),
        ("c.docx", ""),
        (".hidden.txt", ""),
        ("skip.txt", ""),
        (".gitignore", "skip.txt\n"),
        ("sub/z.text", ""),
    ] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("below the root")).expect("created");
        fs::write(path, content).expect("written");
    }
    let named = root.join("c.docx");
    let found = walk(&[root.join("sub"), named.clone(), root.to_owned(), root.join("b.txt"), root.join("absent")]);
    let names: Vec<_> = found.files.iter().map(|path| path.strip_prefix(root).expect("below the root").to_owned()).collect();
    assert_eq!(names, ["a.MD", "b.txt", "c.docx", "sub/z.text"].map(PathBuf::from));
    assert_eq!(found.faults, [Unreadable::new(root.join("absent"), Reason::Absent)]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_pipes_are_refused() {
    use std::os::unix::{fs::symlink, net::UnixListener};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    symlink(root, root.join("loop")).expect("linked");
    fs::write(root.join("a.txt"), REPORT).expect("written");
    symlink(root.join("a.txt"), root.join("b.txt")).expect("linked");
    assert_eq!(walk(&[root]).files, [root.join("a.txt")]);
    let _socket = UnixListener::bind(root.join("s.txt")).expect("bound");
    assert_eq!(read_file(&root.join("s.txt"), None).map_err(|error| error.reason), Err(Reason::NotRegular));
    assert_eq!(read_file(root, None).map_err(|error| error.reason), Err(Reason::Directory));
    assert_eq!(read_file(&root.join("b.txt"), None).map(|input| input.text), Ok(REPORT.to_owned()));
}
