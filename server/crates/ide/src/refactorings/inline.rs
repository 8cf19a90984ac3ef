//! Writes a shared schema, parameter or response in place of a `$ref` to it.

use std::borrow::Cow;

use connector::definition::{Section, parse_ref};
use connector::{FileRole, Target};
use rules::flatten::is_variant;
use syntax::edit::Value;
use syntax::{JsonEditor, Node, Placement, TextEdit};
use vocabulary::Place;

use super::shared::{is_sound, names, reference_text};
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.inline", at };

/// How much text may come in place of references at once (bytes): a definition takes up to a megabyte.
const MOST_TEXT: usize = 1 << 18;

/// What stands beside a reference counts for nothing, with the platform as with ours. Its texts were written for this
/// place, and are what the copy says of itself; whatever else is there stays without effect and goes.
/// Source: <https://spec.openapis.org/oas/v2.0.html#reference-object>.
const TEXTS: [&str; 3] = ["x-ms-summary", "title", "description"];

/// A shared part, and what refers to it.
struct Part<'a> {
    section: Section,
    node: Node<'a>,
    name: Cow<'a, str>,
    /// The objects whose `$ref` names it, in document order.
    users: Vec<Node<'a>>,
}

/// Offered on a reference: to write the part there, or at all places and remove it; on the name of a part: the latter.
/// The only reference takes the part along, which nothing would use any more.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let Some((part, here)) = part_at(site) else { return Vec::new() };
    let (name, count) = (&part.name, part.users.len());
    let is_removable = count > 0 && is_removable(site, &part);
    let is_kept = is_removable && is_named_elsewhere(site, &part);
    let here = here.filter(|_| count > 1 || !is_removable);
    let here = here.map(|here| (format!("Inline '{name}' here"), here));
    let everywhere = is_removable.then(|| {
        let places = if count > 1 { format!(" at all {count} places") } else { String::new() };
        format!("Inline '{name}'{places}{}", if is_kept { "" } else { " and remove it" })
    });
    if let Some(reason) = refusal(site, &part) {
        let title = here.map(|(title, _)| title).or(everywhere);
        return title.map(|title| Offer::refused(title, reason)).into_iter().collect();
    }
    let here = here.and_then(|(title, here)| site.offer(title, || edits(site, &part, &[here], false)));
    let more = (part.node.span().len() as usize).saturating_mul(count);
    let everywhere = everywhere.and_then(|title| {
        if more > MOST_TEXT {
            let size = more / 1024;
            let reason = format!("That would add {size} KB to the definition. Inline it where it is needed.");
            return Some(Offer::refused(title, reason));
        }
        site.offer(title, || edits(site, &part, &part.users, !is_kept))
    });
    here.into_iter().chain(everywhere).collect()
}

/// The part that the cursor is about, and the reference that the cursor is on.
fn part_at<'a>(site: &Site<'a>) -> Option<(Part<'a>, Option<Node<'a>>)> {
    let definition = site.definition;
    let place = |node: Node<'_>| definition.document.place(node);
    let section_of = |place: Place| match place {
        Place::Response => Some(Section::Responses),
        place if place.is_schema() => Some(Section::Definitions),
        place if place.is_parameter() => Some(Section::Parameters),
        _ => None,
    };
    let (subject, section) = site.around().find_map(|node| Some((node, section_of(place(node))?)))?;
    let reference = subject.get("$ref").filter(|reference| reference.is_string());
    let (node, here) = if let Some(reference) = reference {
        let text = reference.as_str()?;
        parse_ref(&text).filter(|target| target.section == section)?;
        (definition.ref_target(&text)?, Some(subject))
    } else {
        // Only its name means the part as a whole.
        subject.key().filter(|key| key.span().start <= site.span.start && site.span.end <= key.span().end)?;
        let around = subject.parent().map(place);
        let is_shared =
            matches!(around, Some(Place::Definitions | Place::SharedParameters | Place::SharedResponses));
        (is_shared.then_some(subject)?, None)
    };
    let name = node.name();
    // Of parts with the same name, only the last one counts.
    names(definition, section).get(name.as_ref()).filter(|known| **known == node.id())?;
    let target = match section {
        Section::Definitions => Target::Schema(name.as_ref().into()),
        Section::Parameters => Target::SharedParameter(name.as_ref().into()),
        Section::Responses => Target::SharedResponse(name.as_ref().into()),
    };
    let users = site.connector.references().to(&target).filter(|user| user.file == FileRole::Definition);
    let users = users.filter_map(|user| definition.node(user.node?).parent());
    let users: Vec<Node<'a>> = users.filter(|user| section_of(place(*user)) == Some(section)).collect();
    let is_sound =
        node.is_object() && is_sound(definition, node) && here.is_none_or(|here| is_sound(definition, here));
    is_sound.then_some((Part { section, node, name, users }, here))
}

/// Why a part cannot be written in place of references.
fn refusal(site: &Site<'_>, part: &Part<'_>) -> Option<String> {
    let name = &part.name;
    if site.definition.is_circular(part.node.id()) {
        return Some(format!("'{name}' refers to itself, so that a copy of it would refer to it again."));
    }
    if part.section == Section::Definitions && part.node.get("discriminator").is_some() {
        return Some(format!("'{name}' has a discriminator, which goes by the names of definitions."));
    }
    None
}

/// Whether nothing would miss a part once it is written in place of its references: none of them is damaged, none leads
/// to something in it, and it is no variant of a schema with a discriminator, which values name.
fn is_removable(site: &Site<'_>, part: &Part<'_>) -> bool {
    let definition = site.definition;
    let pointer = reference_text(part.section, &part.name);
    let leads_into = |text: &str| {
        let text = syntax::pointer::from_fragment(text);
        let inner = text.as_deref().and_then(|text| text.strip_prefix(&pointer[1..]));
        inner.is_some_and(|rest| rest.starts_with('/'))
    };
    let mut lost = definition.lost_references().iter().filter_map(|lost| definition.node(*lost).as_str());
    !is_variant(definition, part.node)
        && part.users.iter().all(|user| is_sound(definition, *user))
        && !lost.any(|text| leads_into(&text))
}

/// Writes the part in place of these references. If nothing names it then, it goes.
fn edits(site: &Site<'_>, part: &Part<'_>, users: &[Node<'_>], is_removed: bool) -> Vec<TextEdit> {
    let mut editor = JsonEditor::new(site.definition.tree());
    for user in users {
        match with_texts(part.node, *user) {
            None => editor.replace(site.definition.node(user.id()), Value::Copy(part.node)),
            Some(changed) => editor.replace(site.definition.node(user.id()), Value::Written(&changed)),
        }
    }
    if is_removed {
        let section = part.node.parent().filter(|section| section.children().nth(1).is_none());
        editor.remove(section.unwrap_or(part.node));
    }
    editor.finish()
}

/// A copy of the part with the texts that stand beside the reference. `None` if there are none.
fn with_texts(part: Node<'_>, user: Node<'_>) -> Option<String> {
    let texts = TEXTS.iter().filter_map(|name| user.get(name)).filter(|text| text.is_string());
    texts.clone().next()?;
    let mut editor = JsonEditor::new(part.tree());
    for text in texts {
        let name = text.name();
        editor.set_member(part, &name, text.raw(), Placement::Last);
    }
    Some(editor.edited(part))
}

/// Whether a `$ref` names the part at a place where nobody reads references. It keeps its target.
fn is_named_elsewhere(site: &Site<'_>, part: &Part<'_>) -> bool {
    let tree = site.definition.tree();
    let references =
        tree.nodes().filter(|node| node.is_string() && node.key().is_some_and(|key| key.is("$ref")));
    let named = references.filter(|node| {
        node.as_str()
            .and_then(|text| site.definition.ref_target(&text))
            .is_some_and(|target| target == part.node)
    });
    named.count() > part.users.len()
}
