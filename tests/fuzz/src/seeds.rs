//! The connectors that inputs start from: the samples of this repository, and every example of every rule's page in the
//! connector that examples are put into, so that each rule has something to find.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use connector::{Connector, FileRole, Part, role_of};
use fixture::{Rng, layouts};
use rules::page::examples;
use rules::registry::ENTRIES;

use crate::rule_examples::{base, put, siblings};

/// The variable of the environment with which the files are printed.
const SHOW: &str = "FUZZ_SHOW";

/// The files of a connector, and the names of all files in its folder.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Role and text of its files.
    pub files: Vec<(FileRole, String)>,
    /// The names of all files in the folder.
    pub siblings: Vec<String>,
}

impl Seed {
    /// The connector.
    pub fn connector(&self) -> Connector {
        let parts = self.files.iter().map(|(role, text)| Part::new(*role, text.clone()));
        let mut connector = Connector::new(parts);
        connector.set_siblings(Some(self.siblings.as_slice().into()));
        connector
    }

    /// Prints the files if somebody wants to see what an input stands for.
    pub fn show(&self) {
        if env::var_os(SHOW).is_some() {
            self.files.iter().for_each(|(role, text)| eprintln!("--- {role:?}\n{text}"));
        }
    }
}

/// All of them.
pub fn seeds() -> &'static [Seed] {
    static SEEDS: LazyLock<Vec<Seed>> = LazyLock::new(|| samples().into_iter().chain(of_rules()).collect());
    &SEEDS
}

/// One of them, in the layout in which it is written or in another one.
pub fn choose(chance: &mut Rng) -> Seed {
    let all = seeds();
    let mut seed = all[chance.below(all.len())].clone();
    let layout = chance.below(8);
    if layout < 4 {
        for (role, text) in &mut seed.files {
            if role.is_json() && syntax::parse(text.as_str()).errors().is_empty() {
                *text = layouts(text)[layout].1.clone();
            }
        }
    }
    seed
}

fn samples() -> Vec<Seed> {
    let mut folders: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for path in fixture::connector_files(&fixture::samples()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = path.parent().map(ToOwned::to_owned).unwrap_or_default();
        folders.entry(folder).or_default().push((name, path));
    }
    let seed = |files: Vec<(String, PathBuf)>| {
        let mut seed = Seed { files: Vec::new(), siblings: Vec::new() };
        for (name, path) in files {
            let role = role_of(&name).filter(|role| seed.files.iter().all(|(known, _)| known != role));
            if let (Some(role), Ok(bytes)) = (role, fs::read(path)) {
                seed.files.push((role, syntax::decode(bytes).text));
            }
            seed.siblings.push(name);
        }
        seed
    };
    folders.into_values().map(seed).filter(|seed| !seed.files.is_empty()).collect()
}

/// Examples longer than this are about size, and every input that starts from one takes its time.
const LONGEST: usize = 60_000;

fn of_rules() -> Vec<Seed> {
    let mut found = Vec::new();
    for entry in ENTRIES {
        for title in ["Bad", "Good"] {
            for example in examples(entry.page, title) {
                let mut files = base();
                put(&mut files, &example);
                let siblings = siblings(&files, &example);
                if files.iter().all(|(_, text)| text.len() <= LONGEST) {
                    found.push(Seed { files, siblings });
                }
            }
        }
    }
    found
}
