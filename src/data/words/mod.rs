//! What is known of words: the tables of which the rules of the text category are made.

mod charset;
mod classes;
mod confusions;
mod doubles;
mod instructions;
mod names;
mod placeholders;
mod starts;
mod wording;

pub use charset::{CharSet, is_han};
pub use classes::{Classes, odd};
pub use confusions::{Confusions, Script, Surroundings, Term};
pub use doubles::{Character, Doubles};
pub use instructions::{Instructions, Limit, Openings};
pub use names::{Bodies, Goals, Names, Passages};
pub use placeholders::{Mark, Masks, Placeholders};
pub use starts::Starts;
pub use wording::{Damage, Entry, Wording};

use super::Tables;
use std::collections::BTreeMap;

/// The tables on words, one member for each.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Miswritten words.
    pub confusions: Confusions,
    /// Signs for a blank.
    pub placeholders: Placeholders,
    /// How instructions are worded.
    pub instructions: Instructions,
    /// What is not written twice running.
    pub doubles: Doubles,
    /// Of that the single characters, by character.
    pub double_characters: BTreeMap<char, Character>,
    /// What an instruction may begin with.
    pub openings: Openings,
    /// What single characters are.
    pub classes: Classes,
    /// What the words before the name of an office end with.
    pub body_leads: CharSet,
    /// Names of bodies, and where a report may repeat itself.
    pub names: Names,
    /// All that one pass over a report looks for.
    pub wording: Wording,
}

impl Words {
    /// Reads the tables; none when one of them is faulty.
    pub fn read(tables: &mut Tables<'_>) -> Option<Self> {
        let confusions = tables.parsed("confusions", Confusions::parse);
        let placeholders = tables.read::<Placeholders>("placeholders");
        let instructions = tables.read("instructions");
        let doubles = tables.read::<Doubles>("doubles");
        let names = tables.read("names");
        let damage = tables.read::<Damage>("damage");
        let (confusions, placeholders, doubles) = (confusions?, placeholders?, doubles?);
        let wording = Wording::new(&confusions, &placeholders, &damage?);
        let double_characters = doubles.characters();
        let (instructions, names): (Instructions, Names) = (instructions?, names?);
        let openings = Openings::new(&instructions);
        let classes = Classes::new(&names.bodies.endings, confusions.script.characters());
        let body_leads = CharSet::last(&names.bodies.leads);
        Some(Words { confusions, placeholders, instructions, doubles, double_characters, openings, classes, body_leads, names, wording })
    }
}
