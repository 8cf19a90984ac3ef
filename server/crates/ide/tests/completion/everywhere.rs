//! Every completion at every position.

use std::path::Path;

use connector::{Connector, FileRole, Part, role_of};
use fixture::Rng;
use ide::At;
use ide::completion::complete;

use crate::support::accepted;

/// Accepting anything in a valid document leaves JSON that a strict parser reads, and no member twice.
fn check(role: FileRole, text: &str, offsets: impl Iterator<Item = usize>) {
    let connector = Connector::new([Part::new(role, text.to_owned())]);
    let is_valid = serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}')).is_ok();
    for offset in offsets.filter(|&offset| text.is_char_boundary(offset)) {
        let at = At { file: role, offset: offset as u32 };
        let Some(completions) = complete(&connector, at, false) else { continue };
        if !is_valid {
            continue;
        }
        for entry in &completions.entries {
            let result = accepted(text, &completions, entry);
            let tree = syntax::parse(result.as_str());
            // Where a value is not written yet, nothing but the value may be missing.
            let grave: Vec<_> =
                tree.errors().iter().filter(|error| error.kind != syntax::ErrorKind::MissingValue).collect();
            assert!(
                grave.is_empty(),
                "{role:?} at {offset}, '{}': {grave:?} in {}",
                entry.label,
                result.get(offset.saturating_sub(60)..offset + 60).unwrap_or_default()
            );
        }
    }
}

fn files(folder: &Path) -> impl Iterator<Item = (FileRole, String)> {
    fixture::texts(folder).into_iter().filter_map(|(path, text)| {
        let role = role_of(path.file_name()?.to_str()?).filter(|role| role.is_json())?;
        Some((role, text))
    })
}

#[test]
fn in_the_samples() {
    for (role, text) in files(&fixture::samples()) {
        let step = (text.len() / 400).max(1);
        check(role, &text, (0..=text.len()).step_by(step));
    }
}

#[test]
fn at_random_positions_of_real_connectors() {
    let Some(corpus) = fixture::corpus("completion at random positions") else { return };
    let mut rng = Rng::new(7);
    for (role, text) in files(&corpus).filter(|(_, text)| text.len() < 60_000) {
        let offsets: Vec<usize> = (0..3).map(|_| rng.below(text.len() + 1)).collect();
        check(role, &text, offsets.into_iter());
    }
}
