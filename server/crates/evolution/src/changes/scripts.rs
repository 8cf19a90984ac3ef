//! The script, and the list of operations that it handles, compared by what they do to published operations.

use std::collections::BTreeSet;

use connector::{Connector, FileRole, Part, PropertiesFile, Script};
use syntax::{Node, Span};

use super::kinds::connector::POLICY_CHANGED;
use super::published::Published;
use super::sheet::{Sheet, Spot};
use super::words;

/// Compares the script and the list of operations that it handles. What is said about operations that were not published
/// or are gone does not count.
pub(super) fn compare(sheet: &mut Sheet, old: &Connector, new: &Connector, published: &Published) {
    let known = sheet.drafts.len();
    for before in old.properties_files() {
        let role = before.document.role();
        let Some(after) = new.properties_files().find(|file| file.document.role() == role) else { continue };
        compare_script_operations(sheet, (before, after), published);
    }
    let is_empty = |connector: &Connector| connector.script().is_some_and(|script| lines(script).is_empty());
    if is_empty(old) || is_empty(new) {
        // A script comes and goes with the list of its operations, which tells who feels it.
        let is_told = sheet.drafts.len() > known;
        let mut lists = [old, new].into_iter().flat_map(Connector::properties_files);
        let is_listed = lists.any(|file| file.script_operations.is_some());
        if is_told || is_listed && handled_by_any(old, new, published).is_empty() {
            return;
        }
    }
    compare_script(sheet, (old, new));
}

fn compare_script_operations(
    sheet: &mut Sheet,
    (old, new): (&PropertiesFile, &PropertiesFile),
    published: &Published,
) {
    let before = handled(old, published, |name| published.in_old(name));
    let after = handled(new, published, |name| published.in_new(name));
    if before == after {
        return;
    }
    let place = |file: &PropertiesFile| {
        let list = file.script_operations.map(|list| file.node(list));
        let node = list.or_else(|| file.properties()).unwrap_or_else(|| file.document.root());
        Some(Spot::of(file.document.role(), node))
    };
    let Some(draft) = sheet.note(&POLICY_CHANGED, None, place(old), place(new), 2) else { return };
    let gone: Vec<&str> = before.iter().filter(|name| !after.contains(*name)).map(AsRef::as_ref).collect();
    let added: Vec<&str> = after.iter().filter(|name| !before.contains(*name)).map(AsRef::as_ref).collect();
    let how = match (gone.is_empty(), added.is_empty()) {
        (false, true) => format!("no longer handles {}", words::listed(gone.into_iter())),
        (true, _) => format!("now handles {}", words::listed(added.into_iter())),
        (false, false) => format!(
            "no longer handles {}, and now handles {}",
            words::listed(gone.into_iter()),
            words::listed(added.into_iter())
        ),
    };
    draft.says("The script", how);
}

/// The published operations that a file gives to the script. An empty list stands for all operations.
fn handled(
    file: &PropertiesFile,
    published: &Published,
    name_of: impl Fn(&str) -> Option<Box<str>>,
) -> BTreeSet<Box<str>> {
    let mut listed = file.script_operation_names().filter_map(Node::as_str).peekable();
    if listed.peek().is_none() && file.script_operations.is_some() {
        return published.all().collect();
    }
    listed.filter_map(|name| name_of(&name)).collect()
}

/// The published operations that one of the two gives to the script.
fn handled_by_any(old: &Connector, new: &Connector, published: &Published) -> BTreeSet<Box<str>> {
    let before =
        old.properties_files().flat_map(|file| handled(file, published, |name| published.in_old(name)));
    let after =
        new.properties_files().flat_map(|file| handled(file, published, |name| published.in_new(name)));
    before.chain(after).collect()
}

/// The lines of a script that are not empty, without white space around them.
fn lines(script: &Script) -> Vec<&str> {
    let lines = script.text().trim_start_matches('\u{FEFF}').lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

/// Compares the scripts line by line, white space around lines and empty lines aside.
fn compare_script(sheet: &mut Sheet, connectors: (&Connector, &Connector)) {
    let (Some(before), Some(after)) = (connectors.0.script(), connectors.1.script()) else { return };
    let (old_lines, new_lines) = (lines(before), lines(after));
    if old_lines == new_lines {
        return;
    }
    let how = match (old_lines.is_empty(), new_lines.is_empty()) {
        (true, _) => "is new",
        (_, true) => "is gone",
        _ => "does something else from this line on",
    };
    let same = old_lines.iter().zip(&new_lines).take_while(|(before, after)| before == after).count();
    let place = |connector: &Connector| {
        let text = connector.part(FileRole::Script).map_or("", Part::text);
        let mut start = 0;
        let mut filled = 0;
        for line in text.split_inclusive('\n') {
            let shown = line.trim().trim_start_matches('\u{FEFF}');
            if !shown.is_empty() {
                if filled == same {
                    let indent = line.len() - line.trim_start().len();
                    let from = (start + indent) as u32;
                    return Spot {
                        file: FileRole::Script,
                        node: None,
                        span: Span::new(from, from + line.trim().len() as u32),
                    };
                }
                filled += 1;
            }
            start += line.len();
        }
        Spot { file: FileRole::Script, node: None, span: Span::empty(text.len() as u32) }
    };
    if let Some(draft) =
        sheet.note(&POLICY_CHANGED, None, Some(place(connectors.0)), Some(place(connectors.1)), 3)
    {
        draft.says("The script", how);
    }
}
