//! Where a new revision stands, and the path item that is made for it.

use std::ops::ControlFlow;

use connector::{Definition, Method, Operation};
use syntax::edit::Value;
use syntax::edit::style::node_blanks;
use syntax::{ErrorKind, JsonEditor, Node, Placement, SyntaxError, TextEdit, Tree};

use super::names::same_route;
use super::plan::{Outcome, refuse};
use super::subject::called;

/// The members of a path item that its operations share and a copy needs.
pub(super) const SHARED: [&str; 2] = ["parameters", "x-ms-notification-content"];

/// Where an operation can be put under a path.
#[derive(Clone, Copy)]
pub(super) enum Site<'d> {
    /// In a path item of its own, which is not there yet.
    New,
    /// In this path item, which says the same about its parameters and has no such method.
    In(Node<'d>),
}

/// Finds a place for an operation under `path`; refused if it is taken. `model` is the path item that the operation
/// comes from, `leaving` an operation that goes away and takes no place.
pub(super) fn site<'d>(
    definition: &'d Definition,
    path: &str,
    method: Method,
    model: Node<'d>,
    leaving: Option<usize>,
) -> Outcome<Site<'d>> {
    let stays = |index: &usize| Some(*index) != leaving;
    let mut others =
        (0..definition.operations.len()).filter(stays).map(|index| &definition.operations[index]);
    let taken_by = |other: &&Operation| other.method == method && same_route(&definition.path(other), path);
    if let Some(other) = others.find(taken_by) {
        return refuse(format!(
            "The path '{path}' is taken: {} '{}' is {}.",
            method.name(),
            definition.path(other),
            called(definition, other)
        ));
    }
    let Some(paths) = model.parent() else { return ControlFlow::Continue(Site::New) };
    if let Some(found) = paths.get(path) {
        let alike = found.is_object() && SHARED.iter().all(|name| same_member(found, model, name));
        let free = found.members().all(|member| member.name() != method.name().to_ascii_lowercase());
        return match alike && free {
            true => ControlFlow::Continue(Site::In(found)),
            false if found.is_object() => refuse(format!(
                "The path '{path}' is there already, and its parameters differ from those of '{}'.",
                model.name()
            )),
            false => refuse(format!("The path '{path}' is there already, but it is no object.")),
        };
    }
    let same_folded = |other: &Node<'_>| other.name().eq_ignore_ascii_case(path);
    match paths.members().find(same_folded) {
        Some(other) => {
            refuse(format!("The path '{path}' is taken: '{}' differs in letter case only.", other.name()))
        }
        None => ControlFlow::Continue(Site::New),
    }
}

/// Whether two objects have the same member of this name, or both none.
pub(super) fn same_member(one: Node<'_>, other: Node<'_>, name: &str) -> bool {
    match (one.get(name), other.get(name)) {
        (None, None) => true,
        (Some(one), Some(other)) => one.same_value(other),
        _ => false,
    }
}

/// Puts an operation at its site. `operation` and what its path item shares are taken as `text_of` writes them; a new
/// path item goes after the one that the operation comes from.
pub(super) fn put<'t>(
    editor: &mut JsonEditor<'t>,
    site: Site<'t>,
    path: &str,
    operation: Node<'t>,
    text_of: impl Fn(Node<'t>) -> String,
) {
    let Some(path_item) = operation.parent() else { return };
    let text_of = |node| without_trailing_commas(operation.tree(), text_of(node));
    match site {
        Site::New => {
            let Some(paths) = path_item.parent() else { return };
            let copy = copy(path_item, operation, text_of);
            editor.insert_member(paths, path, Value::Written(&copy), Placement::After(&path_item.name()));
        }
        Site::In(found) => {
            let last = found.members().filter(|member| Method::parse(&member.name()).is_some()).last();
            let last = last.map(Node::name);
            let placement = last.as_deref().map_or(Placement::First, Placement::After);
            editor.insert_member(found, &operation.name(), Value::Written(&text_of(operation)), placement);
        }
    }
}

/// A path item with one of its operations and what they share, laid out like the original. `text_of` writes the
/// values.
pub(crate) fn copy<'t>(
    path_item: Node<'t>,
    operation: Node<'t>,
    text_of: impl Fn(Node<'t>) -> String,
) -> String {
    let text = path_item.tree().text();
    let between = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
    let span = path_item.span();
    let children = || path_item.children();
    let first = children().next().map_or(span.end, |child| child.full_span().start);
    let last = children().last().map_or(span.start, |child| child.span().end);
    let lead = line_start(between(span.start + 1, first));
    let tail = line_start(between(last, span.end.saturating_sub(1)));
    // The closing brace tells where the copy was: it goes under the start of its line, also where the original's does
    // not.
    let ends_line = tail.trim_end_matches([' ', '\t']);
    let tail =
        if ends_line.is_empty() { tail.to_owned() } else { ends_line.to_owned() + node_blanks(path_item) };
    let is_kept = |member: &Node<'_>| *member == operation || SHARED.contains(&member.name().as_ref());
    let mut out = "{".to_owned();
    for (number, member) in path_item.members().filter(is_kept).enumerate() {
        if number > 0 {
            out.push(',');
        }
        out.push_str(lead);
        out.push_str(between(member.full_span().start, member.span().start));
        out.push_str(&text_of(member));
    }
    out.push_str(&tail);
    out.push('}');
    out
}

/// A copy of text from `tree` without its trailing commas: a copy brings no findings of its own.
fn without_trailing_commas(tree: &Tree, text: String) -> String {
    let is_trailing = |error: &&SyntaxError| error.kind == ErrorKind::TrailingComma;
    if !tree.errors().iter().any(|error| is_trailing(&error)) {
        return text;
    }
    let copy = syntax::parse(text);
    let commas = copy.errors().iter().filter(is_trailing).map(|error| TextEdit::delete(error.span));
    syntax::edit::apply(copy.text(), &commas.collect::<Vec<_>>()).unwrap_or_else(|| copy.into_text())
}

/// The blanks of a gap from its last line end on, or all of them if it has none. Comments and stray commas stay with
/// the original, and so do empty lines.
fn line_start(gap: &str) -> &str {
    const LINE_ENDS: [char; 2] = ['\r', '\n'];
    let is_blank = |character: char| matches!(character, ' ' | '\t');
    let Some(end) = gap.rfind(LINE_ENDS) else {
        return &gap[gap.trim_end_matches(is_blank).len()..];
    };
    let start = if gap[..end].ends_with('\r') && gap[end..].starts_with('\n') { end - 1 } else { end };
    let line = &gap[end + 1..];
    let blanks = line.len() - line.trim_start_matches(is_blank).len();
    &gap[start..end + 1 + blanks]
}
