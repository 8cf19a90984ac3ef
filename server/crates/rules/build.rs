//! Makes the registry: every folder of `src` is a rule group, every file in it a rule. Adding a rule is adding a file.
//!
//! The `//!` text of a rule's file is its page; it goes into the registry too.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut modules = String::new();
    let mut entries = String::new();
    for group in sorted(&root)?.into_iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", group.display());
        let group_name = stem(&group);
        let _ = writeln!(
            modules,
            "/// Rules of the group `{group_name}`.\n#[allow(missing_docs)] // A rule is documented by its page.\npub mod {group_name} {{"
        );
        for file in sorted(&group)? {
            println!("cargo::rerun-if-changed={}", file.display());
            // As raw identifiers, since a rule may be called `ref`.
            let rule = stem(&file);
            let _ =
                writeln!(modules, "    #[path = {:?}]\n    pub mod r#{rule};", file.display().to_string());
            let page = page(&fs::read_to_string(&file)?);
            let _ = writeln!(entries, "    Entry {{ rule: &{group_name}::r#{rule}::RULE, page: {page:?} }},");
        }
        modules.push_str("}\n");
    }
    let registry = format!(
        "{modules}\n/// All rules, by group and name.\npub static ENTRIES: &[Entry] = &[\n{entries}];\n"
    );
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("registry.rs"), registry)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The text of the `//!` lines at the head of a file.
fn page(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}
