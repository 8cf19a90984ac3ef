//! How much of the platform's limits is used.

use connector::budget::{BODY_SCHEMAS, Usage, grouped};
use connector::{Definition, FileRole};
use syntax::Node;
use vocabulary::Member;

use super::Token;
use crate::limits::{self, NAME_LENGTH, SHOWN_PERCENT};
use crate::markup::{Line, Markup, Table};
use crate::view::View;
use crate::words;

/// The members of the root whose descriptions come with what the whole definition uses.
const OF_ALL: [&str; 3] = ["swagger", "info", "paths"];
/// How many parts of a schema are named.
const PARTS: usize = 3;

/// Adds what is used to the description of a key: all limits to keys of the root, that on schemas to a body's.
pub(super) fn add(text: &mut Markup, view: &View<'_>, token: Token<'_>, member: &Member) {
    if !token.is_key || token.document.role() != FileRole::Definition {
        return;
    }
    let Some(definition) = view.connector.definition() else { return };
    let is_of_root = token.node.parent().is_some_and(|parent| parent.parent().is_none());
    if is_of_root && OF_ALL.contains(&member.name) {
        add_all(text, definition);
    } else if member.name == "schema"
        && token.node.is_object()
        && token.document.place(token.node).is_schema()
    {
        add_schema(text, definition, token.node);
    }
}

/// All limits as a table, and the heaviest parts of what is near to one.
fn add_all(text: &mut Markup, definition: &Definition) {
    let found = limits::limits(definition);
    let mut table = Table::new(["Limit", "Used", "Share"]);
    for each in &found {
        let cells = [each.limit.name().to_owned(), limits::of_limit(each.usage), each.usage.share()];
        table.row(cells.map(Line::from).into(), each.usage.used > each.usage.limit);
    }
    text.table(table);
    let near = found.iter().filter(|each| each.is_shown()).map(|each| {
        let mut line = Line::from(format!("{}: ", each.limit.name()));
        for (at, heavy) in limits::heaviest(definition, each.limit).iter().enumerate() {
            let name = words::cut(&heavy.name, NAME_LENGTH);
            line = line.text(if at == 0 { "" } else { ", " }).code(name);
            line = line.text(format!("{} ({})", heavy.part, grouped(heavy.size)));
        }
        line
    });
    let near: Vec<Line> = near.collect();
    if !near.is_empty() {
        text.paragraph("Heaviest parts:");
        text.list(near);
    }
}

/// How many schemas a body comes to.
fn add_schema(text: &mut Markup, definition: &Definition, schema: Node<'_>) {
    let usage = Usage::of_schemas(definition.weight(schema), BODY_SCHEMAS);
    let said = format!("{} schemas ({}), all references followed", limits::of_limit(usage), usage.share());
    text.paragraph(said);
    if usage.percent() < SHOWN_PERCENT {
        return;
    }
    let parts = definition.heaviest_parts(schema, PARTS).into_iter();
    let mut line = Line::from("Heaviest parts: ");
    let mut is_named = false;
    for part in parts.filter(|part| part.weight.schemas > 1 && !part.path.is_empty()) {
        line = line.text(if is_named { ", " } else { "" }).code(words::cut(&part.path, NAME_LENGTH));
        line = line.text(format!(" ({})", grouped(part.weight.schemas)));
        is_named = true;
    }
    if is_named {
        text.paragraph(line);
    }
}
