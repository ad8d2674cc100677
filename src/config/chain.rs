//! The configuration files that hold for a folder, found upward and by `extend`.

use super::place::shown;
use super::read::ConfigFile;
use crate::error::Fault;
use crate::input::{self, Encoding};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of a configuration file.
pub const NAME: &str = "gouji.toml";

/// Configuration files in the order in which they hold: what is extended before what extends it.
#[derive(Debug, Default)]
pub struct Chain {
    /// The files.
    pub files: Vec<ConfigFile>,
}

/// Finds chains and remembers them.
#[derive(Debug, Default)]
pub struct Finder {
    named: Option<Arc<Chain>>,
    known: BTreeMap<PathBuf, Arc<Chain>>,
    chains: BTreeMap<PathBuf, Arc<Chain>>,
}

impl Finder {
    /// Finds the nearest file above each report.
    pub fn new() -> Self {
        Finder::default()
    }

    /// Holds one file for every report: one that the user named, so it has to be there.
    pub fn of_file(path: &Path) -> Result<Self, Vec<Fault>> {
        Ok(Finder { named: Some(Arc::new(load(path)?)), ..Finder::default() })
    }

    /// Holds no file for any report.
    pub fn of_none() -> Self {
        Finder { named: Some(Arc::default()), ..Finder::default() }
    }

    /// The chain for the reports in a folder; empty when there is no configuration.
    pub fn of_folder(&mut self, folder: &Path) -> Result<Arc<Chain>, Vec<Fault>> {
        if let Some(named) = &self.named {
            return Ok(named.clone());
        }
        let folder = absolute(folder);
        if let Some(known) = self.known.get(&folder) {
            return Ok(known.clone());
        }
        let found = folder.ancestors().map(|above| above.join(NAME)).find(|path| path.is_file());
        let chain = match found {
            Some(path) => self.chain(path)?,
            None => Arc::default(),
        };
        self.known.insert(folder, chain.clone());
        Ok(chain)
    }

    fn chain(&mut self, path: PathBuf) -> Result<Arc<Chain>, Vec<Fault>> {
        if let Some(known) = self.chains.get(&path) {
            return Ok(known.clone());
        }
        let chain = Arc::new(load(&path)?);
        self.chains.insert(path, chain.clone());
        Ok(chain)
    }
}

/// The path from the root, links resolved where it exists.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    named.canonicalize().or_else(|_| std::path::absolute(named)).unwrap_or_else(|_| named.to_owned())
}

fn load(path: &Path) -> Result<Chain, Vec<Fault>> {
    let mut chain = Chain::default();
    add(path, None, &mut Vec::new(), &mut chain)?;
    Ok(chain)
}

/// What is said of a file that was named.
const UNREADABLE: (&str, &str) = ("没有这个文件，或无法读取", "there is no such file, or it cannot be read");

/// Adds a file behind what it extends. A file that two others extend holds once, where it is first needed.
fn add(path: &Path, asked: Option<Fault>, open: &mut Vec<PathBuf>, chain: &mut Chain) -> Result<(), Vec<Fault>> {
    let identity = absolute(path);
    if open.contains(&identity) {
        let fault = asked.unwrap_or_else(|| Fault::of_file(path.to_string_lossy(), ""));
        return Err(vec![Fault { message: ("此文件经 extend 又引用了自己", "this file extends itself").into(), ..fault }]);
    }
    if chain.files.iter().any(|file| absolute(&file.written.path) == identity) {
        return Ok(());
    }
    let read = input::read_file(path, Some(Encoding::Utf8));
    let text = read.map_err(|_| vec![asked.unwrap_or_else(|| Fault::of_file(path.to_string_lossy(), UNREADABLE))])?;
    let file = ConfigFile::parse(shown(path), &text.text)?;
    open.push(identity);
    for (name, span) in &file.extend {
        let base = path.parent().unwrap_or(Path::new("")).join(name);
        add(&base, Some(file.written.fault(*span, UNREADABLE)), open, chain)?;
    }
    open.pop();
    chain.files.push(file);
    Ok(())
}
