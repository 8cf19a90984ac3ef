//! A published connector, edits of it, and what must hold after the published operation is kept.

use connector::{Connector, FileRole};
use evolution::lifecycle::{Plan, start_keeping_published};
use syntax::{Node, pointer};

use crate::support::{carried_out, definition, operation};

pub(crate) const PUBLISHED: &str = r##"{
  "swagger": "2.0",
  "paths": {
    "/items/{id}": {
      "parameters": [ { "$ref": "#/parameters/Id" } ],
      "get": {
        "summary": "Get item",   "operationId": "GetItem",
        "responses": { "200": { "$ref": "#/responses/Found" } }
      },
      "delete": { "operationId": "DeleteItem", "responses": {} }
    },
    "/items": {
      "get": {
        "operationId": "ListItems",
        "parameters": [ { "name": "top", "in": "query", "type": "integer" } ],
        "responses": { "200": { "description": "All.", "schema": { "$ref": "#/definitions/ItemList" } } }
      }
    }
  },
  "parameters": {
    "Id": { "name": "id", "in": "path", "required": true, "type": "string" }
  },
  "responses": {
    "Found": { "description": "It.", "schema": { "$ref": "#/definitions/Item" } }
  },
  "definitions": {
    "ItemList": { "type": "array", "items": { "$ref": "#/definitions/Item" } },
    "Item": {
      "type": "object",
      "properties": {
        "name": { "type": "string" },
        "tags": { "$ref": "#/definitions/Tags" },
        "parent": { "$ref": "#/definitions/Item" }
      }
    },
    "Tags": { "type": "array", "items": { "type": "string" } },
    "Alone": { "type": "string" }
  }
}
"##;

/// An edit of the published definition: one text for another, each there exactly once.
#[track_caller]
pub(crate) fn edit(changes: &[(&str, &str)]) -> String {
    let mut text = PUBLISHED.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text
}

pub(crate) fn of(text: &str) -> Connector {
    Connector::of_text(FileRole::Definition, text)
}

/// Keeps the published operation; `id` is its id in the edited text.
#[track_caller]
pub(crate) fn kept(published: &Connector, edited: &Connector, id: &str) -> Connector {
    let plan = start_keeping_published(published, edited, operation(edited, id), false);
    let after = carried_out(edited, &plan);
    assert!(after.definition().unwrap().tree().errors().is_empty(), "{}", definition(&after));
    after
}

#[track_caller]
pub(crate) fn refused(published: &Connector, edited: &Connector, id: &str) -> String {
    match start_keeping_published(published, edited, operation(edited, id), false) {
        Plan::Refused { reason } => reason,
        Plan::Ready { edits, .. } => panic!("not refused: {edits:?}"),
    }
}

#[track_caller]
pub(crate) fn at<'c>(connector: &'c Connector, place: &str) -> Node<'c> {
    let tree = connector.definition().unwrap().tree();
    pointer::resolve(tree, place).unwrap_or_else(|| panic!("nothing at {place} in\n{}", tree.text()))
}

/// Everything that is published stands in the text byte for byte, in order, with other things between.
#[track_caller]
pub(crate) fn holds_published(after: &Connector, without: &[&str]) {
    let published = of(PUBLISHED);
    let model = published.definition().unwrap();
    for place in [
        "/paths/~1items~1{id}/parameters",
        "/paths/~1items~1{id}/get",
        "/paths/~1items~1{id}/delete",
        "/paths/~1items/get",
        "/parameters/Id",
        "/responses/Found",
        "/definitions/ItemList",
        "/definitions/Item",
        "/definitions/Tags",
        "/definitions/Alone",
    ] {
        if !without.contains(&place) {
            let old = pointer::resolve(model.tree(), place).unwrap();
            assert_eq!(at(after, place).raw(), old.raw(), "{place}");
        }
    }
}
