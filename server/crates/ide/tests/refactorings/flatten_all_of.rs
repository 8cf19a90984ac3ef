//! Flattening `allOf`.

use evolution::changes::Class;
use ide::actions::Outcome;

use crate::properties::for_all;
use crate::support::{check, definition, marked_text, offers, titles};

const KIND: &str = "refactor.rewrite.flattenAllOf";
const PET: &str =
    r#""Pet": { "type": "object", "required": [ "name" ], "properties": { "name": { "type": "string" } } }"#;

fn with(rest: &str) -> String {
    format!(r#"{{ "swagger": "2.0", "paths": {{}}, "definitions": {{ {PET}, {rest} }} }}"#)
}

#[test]
fn parts_come_together_in_the_schema() {
    check(
        &with(
            r##""Dog": { "description": "A dog.", "al$0lOf": [ { "$ref": "#/definitions/Pet" } ], "required": [ "breed" ],
                "properties": { "breed": { "type": "string" } } }"##,
        ),
        (KIND, "Flatten 'allOf' of 'Dog'"),
        &with(
            r#""Dog": { "description": "A dog.", "type": "object", "required": [ "breed", "name" ],
                "properties": { "name": { "type": "string" }, "breed": { "type": "string" } } }"#,
        ),
    );
    check(
        &with(
            r##""Dog": { "allOf": [ { "$ref": "#/definitions/Pet" }, { "type": "obj$0ect", "properties": { "breed": {} } } ] }"##,
        ),
        (KIND, "Flatten 'allOf' of 'Dog'"),
        &with(
            r#""Dog": { "type": "object", "required": [ "name" ],
                "properties": { "name": { "type": "string" }, "breed": {} } }"#,
        ),
    );
}

#[test]
fn the_only_part_takes_the_place_of_the_whole() {
    check(
        &with(r##""Home": { "properties": { "pet": { "allOf": [ { "$0$ref": "#/definitions/Pet" } ] } } }"##),
        (KIND, "Flatten 'allOf' of 'pet'"),
        &with(r##""Home": { "properties": { "pet": { "$ref": "#/definitions/Pet" } } }"##),
    );
    // As a definition it would only be another name.
    check(
        &with(r##""Dog": { "$0allOf": [ { "$ref": "#/definitions/Pet" } ] }"##),
        (KIND, "Flatten 'allOf' of 'Dog'"),
        &with(&PET.replace("Pet", "Dog")),
    );
}

#[test]
fn parts_that_contradict_each_other_stay() {
    for (rest, said) in [
        (
            r##""Dog": { "allO$0f": [ { "$ref": "#/definitions/Pet" }, { "type": "string" } ] }"##,
            "different things about 'type'",
        ),
        (
            r##""Dog": { "allO$0f": [ { "$ref": "#/definitions/Pet" } ], "properties": { "name": {} } }"##,
            "describe the field 'name' differently",
        ),
        (
            r##""Dog": { "allO$0f": [ { "$ref": "#/definitions/Cat" }, {} ] }"##,
            "\"#/definitions/Cat\" cannot be found",
        ),
        (r##""Dog": { "allO$0f": [ { "$ref": "#/definitions/Dog" }, {} ] }"##, "holds the whole"),
        (
            r##""Dog": { "allO$0f": [ { "$ref": "#/definitions/Base" } ] }, "Base": { "discriminator": "kind" }"##,
            "has a discriminator, of which this schema is a variant",
        ),
        (
            r##""Dog": { "properties": [], "allO$0f": [ { "$ref": "#/definitions/Pet" } ] }"##,
            "'properties' of a part cannot be read",
        ),
        (
            r##""Dog": { "required": "a", "allO$0f": [ { "$ref": "#/definitions/Pet" } ] }"##,
            "'required' of a part cannot be read",
        ),
        (
            r##""Dog": { "additionalProperties": false, "allO$0f": [ { "$ref": "#/definitions/Pet" } ] }"##,
            "allows no fields but its own",
        ),
    ] {
        let (text, span) = marked_text(&with(rest));
        let found = offers(&definition(&text), span, KIND, true);
        let [only] = found.as_slice() else { panic!("{found:#?}") };
        assert!(matches!(&only.outcome, Outcome::Refused { reason } if reason.contains(said)), "{only:?}");
    }
}

#[test]
fn nothing_is_offered_elsewhere_or_for_what_cannot_be_read() {
    for rest in [
        r#""Dog": { "typ$0e": "object" }"#,
        r##""Dog": { "$ref": "#/definitions/Pet", "allO$0f": [ {} ] }"##,
        r#""Dog": { "allO$0f": [] }"#,
        r#""Dog": { "allO$0f": "Pet" }"#,
        r#""Dog": { "allO$0f": [ { "type" "object" } ] }"#,
        r##""Cat": { "type" "object" }, "Dog": { "allO$0f": [ { "$ref": "#/definitions/Cat" }, { "title": "Dog" } ] }"##,
        r#""Dog": { "allOf": [ { "properties": { "leg": { "typ$0e": "object" } } } ] }"#,
    ] {
        assert!(titles(&with(rest), KIND).is_empty(), "{rest}");
    }
    let broken_elsewhere =
        with(r##""Dog": { "allO$0f": [ { "$ref": "#/definitions/Pet" } ] }, "Cat": { "type" "object" }"##);
    assert_eq!(titles(&broken_elsewhere, KIND), ["Flatten 'allOf' of 'Dog'"]);
}

#[test]
fn flattening_changes_no_meaning() {
    let made = for_all(KIND, Class::Compatible, |definition| {
        definition.document.at_place(vocabulary::Place::AllOf).collect()
    });
    assert!(made > 5 || fixture::corpus("flattening").is_none(), "{made}");
}
