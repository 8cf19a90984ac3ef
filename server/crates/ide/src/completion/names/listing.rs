//! Connector metadata, and the files that the settings name.

use connector::{FileRole, role_of};
use syntax::{Node, Span};
use vocabulary::{CATEGORIES, Place};

use super::super::{Completion, CompletionKind, Meaning, Subject};
use super::text_of;

/// Names of facts that other entries of the metadata state already.
pub(in super::super) fn stated_facts(entry: Node<'_>) -> Vec<String> {
    let list = entry.parent().into_iter().flat_map(Node::items);
    list.filter(|other| *other != entry).map(|other| text_of(other, "propertyName")).collect()
}

/// What a fact of the metadata can be, where that is known.
pub(super) fn facts(subject: &Subject<'_>, entries: &mut Vec<Completion>, entry: Node<'_>) {
    match text_of(entry, "propertyName").as_str() {
        "Categories" => entries.extend(CATEGORIES.iter().map(|category| {
            let entry = subject.string(category.value, CompletionKind::Value, 5);
            entry.with_meaning(Meaning::sentence(category.doc))
        })),
        "Website" => {
            let definition = subject.connector.definition();
            let contact = definition.and_then(|found| found.document.root().get("info")?.get("contact"));
            let address = contact.map(|contact| text_of(contact, "url")).unwrap_or_default();
            if !address.is_empty() {
                entries.push(subject.string(&address, CompletionKind::Value, 5).with_detail("contact"));
            }
        }
        _ => {}
    }
}

/// The second category at the cursor with what it replaces: both stand in one string, with a semicolon between them.
pub(in super::super) fn second_category(subject: &Subject<'_>) -> Option<(Span, Vec<Completion>)> {
    let site = &subject.site;
    let container = site.container?;
    if !site.in_string
        || subject.place() != Place::ConnectorMetadataEntry
        || subject.key() != Some("propertyValue")
        || text_of(container, "propertyName") != "Categories"
    {
        return None;
    }
    let text = subject.document.tree().text();
    let typed = site.typed(text);
    let after = text.get(site.offset as usize..site.content.end as usize).unwrap_or_default();
    let separator = typed.rfind(';')?;
    let first = typed[..separator].trim();
    let word = typed[separator + 1..].trim_start();
    let span = Span::new(
        site.offset - word.len() as u32,
        site.offset + after.find(';').unwrap_or(after.len()) as u32,
    );
    let others = CATEGORIES.iter().filter(|category| category.value != first);
    let entries = others.map(|category| {
        let entry = subject.part(category.value, CompletionKind::Value, 5, category.value);
        entry.with_meaning(Meaning::sentence(category.doc))
    });
    Some((span, entries.collect()))
}

/// The files of the folder that a member of the settings can name.
pub(super) fn files(subject: &Subject<'_>, entries: &mut Vec<Completion>, key: &str) {
    let ends_with = |name: &str, ending: &str| {
        let start = name.len().checked_sub(ending.len());
        start.and_then(|start| name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    let fits = |name: &str| match key {
        "apiDefinition" => role_of(name) == Some(FileRole::Definition),
        "apiProperties" => role_of(name) == Some(FileRole::Properties),
        "icon" => ends_with(name, ".png"),
        "script" => ends_with(name, ".csx"),
        _ => false,
    };
    let names = subject.connector.siblings().into_iter().flatten().filter(|name| fits(name));
    entries.extend(
        names.map(|name| subject.string(name, CompletionKind::Value, 4).with_detail("in this folder")),
    );
}
