#![no_main]

#[path = "../../support/properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|input: (String, String, Vec<(u16, u16, String)>)| {
    let (path, text, places) = input;
    properties::invented(&path, &text, &places);
});
