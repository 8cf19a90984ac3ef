//! Connectors with all of their files: a file that is not there says something too.

use connector::{Connector, FileRole, Part};

use super::{Change, Comparison, Spot, compare};

/// What a file says that is not there.
const EMPTY: [(FileRole, &str); 4] = [
    (FileRole::Properties, "{ \"properties\": {} }"),
    (FileRole::ConnectionParameters, "{}"),
    (FileRole::PolicyTemplateInstances, "[]"),
    (FileRole::Script, ""),
];

/// Compares two moments of a connector as [`compare`] does, for callers who hold all files of both: a properties file
/// or a script that only one of the two has is compared with an empty one, and what it said is new or gone. A change
/// has no place in a file that is not there.
///
/// The files of an unpacked solution and an `apiProperties.json` are two ways to say the same, and not compared.
pub fn compare_whole(old: &Connector, new: &Connector) -> Comparison {
    let absent = (absent(old, new), absent(new, old));
    let mut comparison = compare(&completed(old, &absent.0), &completed(new, &absent.1));
    comparison.is_whole = true;
    if absent.0.is_empty() && absent.1.is_empty() {
        return comparison;
    }
    let is_there = |spot: &Spot, absent: &[Part]| absent.iter().all(|part| part.role() != spot.file);
    for change in &mut comparison.changes {
        change.old = change.old.filter(|spot| is_there(spot, &absent.0));
        change.new = change.new.filter(|spot| is_there(spot, &absent.1));
        change.also.retain(|spot| is_there(spot, &absent.1));
    }
    comparison.changes.sort_by_key(Change::place);
    comparison
}

/// Empty files in place of those that `connector` lacks and `other` has.
fn absent(connector: &Connector, other: &Connector) -> Vec<Part> {
    let is_plain = |role| role == FileRole::Properties;
    let is_written_otherwise = |role| {
        let mut files = connector.properties_files().map(|file| file.document.role());
        role != FileRole::Script && files.any(|known| is_plain(known) != is_plain(role))
    };
    let is_absent = |role| connector.part(role).is_none() && other.part(role).is_some();
    let absent = EMPTY.into_iter().filter(|(role, _)| is_absent(*role) && !is_written_otherwise(*role));
    absent.map(|(role, text)| Part::new(role, text.to_owned())).collect()
}

fn completed(connector: &Connector, absent: &[Part]) -> Connector {
    absent.iter().fold(connector.clone(), |connector, part| connector.with(part.clone()))
}
