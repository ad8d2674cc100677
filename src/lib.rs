//! # gouji (勾稽): an audit linter for reports
//!
//! Performance reports of public bodies (绩效自评报告, 绩效评价报告, 绩效自评表) are full of amounts, rates, years, document
//! numbers and scores. This crate checks that they are complete and that the figures reconcile, by rules that anyone can read.
//!
//! ```text
//! bytes ─input─▶ text ─syntax─▶ Document ─values, facts─▶ Facts ──┐
//! rules/*.toml ─rules─▶ Catalogue ────────────────────────────────┼─check─▶ findings and ledger ─▶ render │ fix
//! gouji.toml ─config─▶ Settings ──────────────────────────────────┘
//! ```

pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod error;
pub mod expr;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod input;
pub mod language;
pub mod quantity;
pub mod render;
pub mod rules;
pub mod schema;
pub mod skeleton;
pub mod syntax;
pub mod text;
pub mod values;
