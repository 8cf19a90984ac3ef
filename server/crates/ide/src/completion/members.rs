//! Names of members.

use rustc_hash::FxHashSet;
use vocabulary::{Content, Member, Standing};

use super::writing::Stub;
use super::{Completion, CompletionKind, Meaning, Subject, names};

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
    if let Some(own) = names::keys(subject, place, &present) {
        entries.extend(own);
    } else {
        let absent = vocabulary::members(place).filter(|member| !present.contains(member.name));
        entries.extend(absent.map(|member| entry(subject, member)));
    }
    if let Content::Map(_) = place.content() {
        let extensions = vocabulary::EXTENSIONS.iter().filter(|extension| extension.places.contains(&place));
        let absent = extensions.filter(|extension| !present.contains(extension.member.name));
        entries.extend(absent.map(|extension| entry(subject, &extension.member)));
    }
}

fn entry(subject: &Subject<'_>, member: &'static Member) -> Completion {
    let rank = match member.standing {
        _ if member.required => 0,
        Standing::Documented if COMMON.contains(&member.name) => 10,
        Standing::Documented if member.name.starts_with("x-") => 21,
        Standing::Documented => 20,
        Standing::SchemaOnly | Standing::Undocumented => 40,
        Standing::Ignored | Standing::Unsupported => 90,
    };
    let entry = subject.member(member.name, CompletionKind::Member, rank, &Stub::of(member));
    Completion {
        detail: member.types.to_string(),
        meaning: Meaning::Member(member),
        is_deprecated: matches!(member.standing, Standing::Ignored | Standing::Unsupported),
        ..entry
    }
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
