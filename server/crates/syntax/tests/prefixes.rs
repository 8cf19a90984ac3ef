//! Whatever text there is at any moment of typing: a tree that holds together.

mod common;

use common::CONNECTOR;
use fixture::{Rng, assert_well_formed, layouts, mutate, random_text};
use syntax::parse;

/// Written by hand: what authors write that JSON does not allow, between what it does.
const DOCUMENT: &str = r##"{
	// Our service
	"swagger": "2.0",
	"info": {
		"title": "Contoso \"Items\" 🙂",
		"description": "Line one\nline two \u00e9\ud83d\ude42 漢字",
		"version": '1.0', /* not "final" */
		contact: { "name": "Support", "url": "https://contoso.example/help?a=1&b=[2]" },
	},
	"host": "api.contoso.example"
	"schemes": ["https", "http",],
	"x-ms-capabilities": { "testConnection": { "operationId": "Ping", "parameters": {} } },
	"paths": {
		"/items/{id}": {
			"parameters": [ { "name": "id", "in": "path", "required": true, "type": "string" } ],
			"get": {
				"operationId": "GetItem", "summary": "Get item",
				"responses": { "200": { "description": "OK", "schema": { "$ref": "#/definitions/Item" } } }
			},
			"delete": { "operationId": "DeleteItem", "deprecated": TRUE, "x-ms-visibility": internal }
		},
<<<<<<< HEAD
		"/v2/items/{id}": { "get": { "operationId": "GetItem_V2" } },
=======
		"/v2/items": { "get": { "operationId": "GetItem_V3" } },
>>>>>>> feature/third
		"/numbers": { "x": [0, -1, 01, 1.5e+10, .5, +1, 1e, NaN, 0x1F, 12345678901234567890], "y": null }
	},
	"definitions": {
		"Item": {
			"type": "object",
			"properties": {
				"id": { "type": "integer", "format": "int64" },
				"tags": { "type": "array", "items": { "type": "string", "enum": ["a", "b" "c"] } },
				"" : {}, "🙂": [], "path\to": "C:\temp\d", "half": "\ud83d", "tab": "	"
			]
		}
	},
	"tail": [[[{}], [1, [2, [3]]]], "unclosed],
	"end": {
}
} "extra"
"##;

#[test]
fn every_prefix_and_suffix() {
    for text in [DOCUMENT.to_owned(), DOCUMENT.replace('\n', "\r\n"), DOCUMENT.replace(['\n', '\t'], " ")] {
        for (at, _) in text.char_indices() {
            for part in [&text[..at], &text[at..]] {
                let tree = parse(part);
                assert_eq!(tree.text(), part);
                assert_well_formed(&tree);
            }
        }
        assert_well_formed(&parse(text));
    }
}

#[test]
fn every_prefix_of_a_valid_document_in_every_layout() {
    for (_, text) in layouts(CONNECTOR) {
        for (at, _) in text.char_indices() {
            let tree = parse(&text[..at]);
            assert!(
                !tree.errors().is_empty() || text[at..].trim().is_empty(),
                "unfinished, but no error: {at}"
            );
            assert_well_formed(&tree);
        }
        assert_eq!(parse(text).errors(), []);
    }
}

#[test]
fn damaged_documents() {
    let layouts = layouts(CONNECTOR);
    for seed in 0..3000 {
        let mut rng = Rng::new(seed);
        let mut text = if rng.one_in(3) { DOCUMENT.to_owned() } else { layouts[rng.below(4)].1.clone() };
        for _ in 0..=rng.below(4) {
            text = mutate(&text, &mut rng).0;
        }
        assert_well_formed(&parse(text));
    }
}

#[test]
fn any_text() {
    for seed in 0..5000 {
        let mut rng = Rng::new(seed);
        let count = rng.below(80);
        let text = random_text(&mut rng, count);
        let tree = parse(text.as_str());
        assert_eq!(tree.text(), text);
        assert_well_formed(&tree);
        for offset in 0..text.len() as u32 + 2 {
            let node = tree.node_at(offset);
            assert!(node.parent().is_none() || node.full_span().touches(offset));
        }
    }
}

#[test]
fn deep_and_wide_texts() {
    for text in ["[", "{\"a\":", "[1,", "{", "]", "}", ",", ":", "\"", "\"\n", "[{", "/*", "//", "\u{FEFF}"] {
        assert_well_formed(&parse(text.repeat(3000)));
    }
    assert_well_formed(&parse("[".repeat(3000) + &"]".repeat(3000)));
}
