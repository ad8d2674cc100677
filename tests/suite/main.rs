//! The tests that see the program from outside, in one binary so that they link once.

mod accuracy;
mod cli;
mod config;
mod fix;
mod layers;
mod mutation;
mod prose;
mod rules;
