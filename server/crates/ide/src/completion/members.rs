//! Names of members.

use rustc_hash::FxHashSet;
use vocabulary::{Content, Member, Standing, Types};

use super::site::Slot;
use super::{Completion, CompletionKind, Subject};

/// The members that the container does not have yet.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let Some(container) = subject.site.container else { return };
    let replaced = subject.site.replace;
    let present: FxHashSet<Box<str>> = container
        .members()
        // What stands under the cursor is about to be replaced.
        .filter(|member| member.key().is_some_and(|key| key.span().start != replaced.start))
        .map(|member| Box::from(member.name().as_ref()))
        .collect();
    let place = subject.place();
    for member in vocabulary::members(place).filter(|member| !present.contains(member.name)) {
        entries.push(entry(subject, member));
    }
    super::names::keys(subject, place, &present, entries);
    if let Content::Map(_) = place.content() {
        let extensions = vocabulary::EXTENSIONS.iter().filter(|extension| extension.places.contains(&place));
        let absent = extensions.filter(|extension| !present.contains(extension.member.name));
        entries.extend(absent.map(|extension| entry(subject, &extension.member)));
    }
}

fn entry(subject: &Subject<'_>, member: &'static Member) -> Completion {
    let mut entry = key(subject, member.name, Some(member));
    entry.detail = member.types.to_string();
    entry.documentation = documentation(member);
    entry.is_deprecated = matches!(member.standing, Standing::Ignored | Standing::Unsupported);
    entry.rank = match member.standing {
        _ if member.required => 0,
        Standing::Documented if COMMON.contains(&member.name) => 10,
        Standing::Documented if member.name.starts_with("x-") => 21,
        Standing::Documented => 20,
        Standing::SchemaOnly | Standing::Undocumented => 40,
        Standing::Ignored | Standing::Unsupported => 90,
    };
    entry
}

/// Members that most authors write although nothing asks for them.
const COMMON: [&str; 14] = [
    "summary",
    "description",
    "operationId",
    "parameters",
    "properties",
    "type",
    "schema",
    "items",
    "in",
    "name",
    "x-ms-summary",
    "x-ms-visibility",
    "title",
    "default",
];

/// A member with this name.
pub(super) fn key(subject: &Subject<'_>, name: &str, member: Option<&Member>) -> Completion {
    let has_colon = subject.site.slot == (Slot::Key { has_colon: true });
    let (text, is_snippet, asks_again) = subject.writing().member(name, member, has_colon);
    Completion {
        label: name.to_owned(),
        detail: String::new(),
        kind: CompletionKind::Member,
        documentation: String::new(),
        filter: subject.filter(name),
        text,
        is_snippet,
        rank: 30,
        is_deprecated: false,
        asks_again,
    }
}

/// What a member means, as Markdown.
pub(super) fn documentation(member: &Member) -> String {
    let mut text = member.doc.to_owned();
    if let Some(default) = member.default.filter(|_| member.types != Types::ANY) {
        text.push_str("\n\nIf absent: `");
        text.push_str(default);
        text.push('`');
    }
    if !member.link.is_empty() {
        text.push_str("\n\n[Read on](");
        text.push_str(member.link);
        text.push(')');
    }
    text
}
