//! `[profile]`: what holds in a province or ministry. Its `name` takes the parameters of a profile of the data; what the table sets
//! itself comes after them.

use super::read::{ConfigFile, Placed};
use crate::error::Fault;
use crate::expr::Mistake;
use crate::rules::Catalogue;
use crate::rules::file::Parameter;
use toml::Value;

/// The key that names a profile of the data.
pub const NAME: &str = "name";

/// The parameter that chooses schemes of points by name.
pub const SCHEMES: &str = "schemes";

/// All parameters of the table, those of the named profile first, each at the place where it is asked for.
pub(super) fn parameters(file: &ConfigFile, known: &Catalogue) -> Vec<Placed> {
    let profiles = &known.knowledge.profiles;
    let named = file.profile.iter().filter_map(|placed| Some((placed, profiles.named(name(placed)?)?)));
    let inherited = named.flat_map(|(placed, profile)| {
        let of = |(name, value)| Some(Placed { name: String::clone(name), value: parameter(value)?, ..placed.clone() });
        profile.parameters.iter().filter_map(of)
    });
    inherited.chain(own(file).cloned()).collect()
}

/// What the table sets itself.
pub(super) fn own(file: &ConfigFile) -> impl Iterator<Item = &Placed> {
    file.profile.iter().filter(|placed| name(placed).is_none())
}

/// Profiles and schemes that the data do not name.
pub(super) fn faults(file: &ConfigFile, known: &Catalogue) -> Vec<Fault> {
    let unknown = |placed: &Placed, what, name: &str, names: Vec<&str>| {
        (!names.contains(&name)).then(|| file.written.mistaken(Mistake::unknown(placed.value_at, what, name, names)))
    };
    let profiles = || known.knowledge.profiles.profile.iter().map(|profile| profile.name.as_str()).collect();
    let schemes = || known.knowledge.schemes.scheme.iter().map(|scheme| scheme.name.as_str()).collect();
    let of = |placed: &Placed| match (&placed.value, name(placed)) {
        (_, Some(name)) => {
            unknown(placed, ("口径", "profile"), name, profiles()).into_iter().chain(idle(placed, name, file, known)).collect()
        }
        (Parameter::Words(words), None) if placed.name == SCHEMES => {
            words.iter().filter_map(|word| unknown(placed, ("评分办法", "scheme of points"), word, schemes())).collect::<Vec<_>>()
        }
        (Parameter::Integer(_) | Parameter::Truth(_) | Parameter::Expression(_) | Parameter::Words(_), None) => Vec::new(),
    };
    file.profile.iter().flat_map(of).collect()
}

/// Parameters of a profile that no rule has.
fn idle(placed: &Placed, name: &str, file: &ConfigFile, known: &Catalogue) -> Vec<Fault> {
    let parameters = known.knowledge.profiles.named(name).into_iter().flat_map(|profile| profile.parameters.keys());
    let idle = parameters.filter(|name| !known.rules.iter().any(|rule| rule.parameters.contains(name)));
    idle.map(|parameter| file.written.fault(placed.value_at, unused(parameter))).collect()
}

fn unused(parameter: &str) -> (String, String) {
    (format!("该口径设了 `{parameter}`，但没有规则有此参数"), format!("the profile sets `{parameter}`, which no rule has"))
}

fn name(placed: &Placed) -> Option<&str> {
    match &placed.value {
        Parameter::Expression(name) if placed.name == NAME => Some(name),
        Parameter::Integer(_) | Parameter::Truth(_) | Parameter::Expression(_) | Parameter::Words(_) => None,
    }
}

/// A value of the data as a parameter; none for what no parameter can be, which the test of the data refuses.
fn parameter(value: &Value) -> Option<Parameter> {
    match value {
        Value::Integer(number) => Some(Parameter::Integer(*number)),
        Value::Boolean(truth) => Some(Parameter::Truth(*truth)),
        Value::String(source) => Some(Parameter::Expression(source.clone())),
        Value::Array(words) => words.iter().map(|word| word.as_str().map(str::to_owned)).collect::<Option<_>>().map(Parameter::Words),
        Value::Float(_) | Value::Datetime(_) | Value::Table(_) => None,
    }
}
