//! The schema of `gouji.allow.toml`: the keys of the table, and the rules of the catalogue.

use super::config::of;
use super::document;
use crate::allow::SUPPRESSION;
use crate::allow::keys::{ENTRY, FILE, REQUIRED};
use crate::language::Language;
use crate::rules::Catalogue;
use serde_json::{Value, json};

/// The schema, with descriptions in one language.
pub fn allow(known: &Catalogue, language: Language) -> Value {
    let mut entry = of(ENTRY, language);
    entry["required"] = json!(REQUIRED);
    let rules: Vec<&str> = known.rules.iter().map(|rule| &*rule.id).chain([SUPPRESSION]).collect();
    document("gouji.allow.toml", of(FILE, language), json!({"rule": {"enum": rules}, "allow": entry}))
}
