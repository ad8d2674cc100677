#![no_main]

#[path = "../../support/properties.rs"]
mod properties;

// The first line is the index of the kind of fact.
libfuzzer_sys::fuzz_target!(|source: &str| {
    let (kind, source) = source.split_once('\n').unwrap_or(("0", source));
    properties::expression(kind.parse().unwrap_or(0), source);
});
