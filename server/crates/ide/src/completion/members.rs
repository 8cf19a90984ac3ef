//! Names of members.

use rustc_hash::FxHashSet;
use syntax::Node;
use vocabulary::{Content, Member, Standing, Types};

use super::writing::Stub;
use super::{Completion, CompletionKind, Meaning, Subject, names, usual};

/// The members that the container does not have yet.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let Some(container) = subject.site.container else { return };
    let present: FxHashSet<Box<str>> = container
        .members()
        // What stands under the cursor is about to be replaced.
        .filter(|member| member.key().is_some_and(|key| !subject.site.replaces(key.span())))
        .map(|member| Box::from(member.name().as_ref()))
        .collect();
    let place = subject.place();
    if let Some(own) = names::keys::of(subject, place, &present) {
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
    let entry = subject.member(
        member.name,
        CompletionKind::Member,
        usual::rank(subject, member),
        &stub(subject, member),
    );
    Completion {
        detail: member.types.to_string(),
        meaning: Meaning::Member(member),
        is_deprecated: matches!(member.standing, Standing::Ignored | Standing::Unsupported),
        ..entry
    }
}

/// The beginning of a member's value: where any value can stand, one of the type that its object says.
fn stub(subject: &Subject<'_>, member: &Member) -> Stub {
    let kind = subject.site.container.and_then(|container| container.get("type")).and_then(Node::as_str);
    match kind.as_deref().filter(|_| member.types == Types::ANY) {
        Some("string") => Stub::new("\"$1\"", true),
        Some("integer" | "number") => Stub::new("${1:0}", false),
        Some("boolean") => Stub::new("${1:true}", false),
        Some("array") => Stub::new("[$1]", false),
        Some("object") => Stub::new("{$1}", false),
        _ => Stub::of(member),
    }
}
