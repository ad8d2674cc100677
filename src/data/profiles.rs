//! Parameters of provinces and ministries, by name: `rules/data/profiles.toml`.

use serde::Deserialize;
use toml::Table;

/// What is known of local rules.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profiles {
    /// The profiles, in the order of the file.
    pub profile: Vec<Profile>,
}

/// The parameters of a province or ministry.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// By which configurations take it.
    pub name: String,
    /// What it is, in Chinese.
    pub zh: String,
    /// What it is, in English.
    pub en: String,
    /// Where its values come from.
    #[serde(default)]
    pub source: Option<String>,
    /// Values by the names of parameters.
    pub parameters: Table,
}

impl Profiles {
    /// A profile by its name.
    pub fn named(&self, name: &str) -> Option<&Profile> {
        self.profile.iter().find(|profile| profile.name == name)
    }
}
