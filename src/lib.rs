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
//!
//! # The way of one finding
//!
//! 1. [`syntax::parse`] reads a text into a [`syntax::Document`]: lines, sections, fields, tables, sentences. The *flow* is the text
//!    as it is to be read; a finding is brought back to the *source* at the very end.
//! 2. [`values::scan`] finds figures, dates, periods and citations in the flow, each a [`quantity::Quantity`] or a range of days with its place.
//! 3. [`facts::extract`] turns both into typed facts. A kind of fact is one file of `src/facts/` and one row of [`facts::KINDS`]. A fact
//!    says what stands in the report, never that it is wrong. Where a sentence can be read in several ways, the fact lists its readings.
//!    On a large document, kinds that read no facts of each other are found side by side, judged by the rules that read them, and let go.
//! 4. A rule, one TOML file below `rules/`, chooses facts (`for`), says what is right (`assert`) and where to point (`at`). [`rules`] compiles
//!    it once, with the language of [`expr`].
//! 5. [`check::check`] evaluates each rule on each of its facts. The outcome is a [`quantity::Verdict`]; of several readings the best one counts. Every
//!    verdict goes into the [`finding::Ledger`], and what cannot hold becomes a [`finding::Finding`].
//!    A figure that one keystroke puts right is offered as a repair, once the whole text was checked with it (`check::repair`).
//!    Remarks in the report take away what it allows. What `gouji.allow.toml` allows is taken away behind that ([`allow`]), what an
//!    earlier run knew is marked ([`baseline`]); both know a finding by its [`finding::Fingerprint`].
//! 6. [`render`] writes findings for people, editors or programs; [`fix`] applies their edits.
//!
//! # Invariants
//!
//! * `syntax::parse` has no error path: any text is a document, in time linear in the text. Grammars work on one line or at one candidate.
//! * No pest type leaves the file that parses with it; miette is used by `render::pretty` only. Both are held by a test.
//! * `check::check` is a pure function of text, catalogue and settings: no clock, no files, no locale.
//! * Rules see facts only; criteria, thresholds and tolerances stand in the rule's file. Domain knowledge is data below `rules/data/`,
//!   read into [`data::Knowledge`].
//! * A faulty rule is left out and reported at its place; it never hides another. Faulty data ends the run, since without it nothing can be judged.
//! * Figures are exact decimals. Verdicts never divide and never use floats; an overflow is *not checked*.
//! * Rules are bounded: an expression takes a limited number of steps ([`expr::Fuel`]) and has a limited depth.
//! * Imports run downward only: `text`, `quantity`, `language`, `packed`; then `finding`, `error`, `schema`, `expr`, `syntax`, `input`; `values`; `data`;
//!   `skeleton`; `facts`; `rules`; `config`; `allow`, `baseline`; `check`; `fix`, `render`; `cli`. A test reads the imports and fails on any other edge.
//!
//! # One place each
//!
//! A rule: one file `rules/<category>/<id>.toml`. A kind of fact: one file in `facts` and one row. An output format: one file in `render` and one
//! variant. A function of the rule language: one row of its table. A command: one file in `cli`.

pub mod allow;
pub mod baseline;
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
pub mod packed;
pub mod quantity;
pub mod render;
pub mod rules;
pub mod schema;
pub mod skeleton;
pub mod syntax;
pub mod text;
pub mod values;
