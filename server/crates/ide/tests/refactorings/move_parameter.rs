//! Moving parameters between a path and its operations.

use evolution::changes::Class;
use ide::actions::Outcome;

use crate::properties::for_all;
use crate::support::{check, definition, marked_text, offers, titles};

const KIND: &str = "refactor.rewrite.moveParameter";
const ID: &str = r#"{ "name": "id", "in": "path", "required": true, "type": "string" }"#;
const PAGE: &str = r#"{ "name": "page", "in": "query", "type": "integer" }"#;

/// A path item of these members.
fn path(members: &str) -> String {
    format!(r#"{{ "swagger": "2.0", "paths": {{ "/items/{{id}}": {{ {members} }} }} }}"#)
}

fn get(parameters: &str) -> String {
    format!(r#""get": {{ "operationId": "GetItem"{parameters}, "responses": {{}} }}"#)
}

fn put(parameters: &str) -> String {
    format!(r#""put": {{ "operationId": "PutItem"{parameters}, "responses": {{}} }}"#)
}

fn list(parameters: &[&str]) -> String {
    format!(r#", "parameters": [ {} ]"#, parameters.join(", "))
}

#[test]
fn what_all_operations_have_goes_to_the_path() {
    let marked = ID.replace("\"id\"", "\"i$0d\"");
    check(
        &path(&format!("{}, {}", get(&list(&[&marked])), put(&list(&[ID, PAGE])))),
        (KIND, "Move parameter 'id' to the path"),
        &path(&format!(r#""parameters": [ {ID} ], {}, {}"#, get(""), put(&list(&[PAGE])))),
    );
    // One that the path has already only leaves the operations.
    check(
        &path(&format!(r#""parameters": [ {ID} ], {}"#, get(&list(&[&marked, PAGE])))),
        (KIND, "Move parameter 'id' to the path"),
        &path(&format!(r#""parameters": [ {ID} ], {}"#, get(&list(&[PAGE])))),
    );
}

#[test]
fn the_paths_parameter_goes_to_all_operations_that_lack_it() {
    let marked = ID.replace("\"path\"", "\"p$0ath\"");
    let number = ID.replace("string", "integer");
    check(
        &path(&format!(
            r#""parameters": [ {marked}, {PAGE} ], {}, {}"#,
            get(&list(&[PAGE])),
            put(&list(&[&number]))
        )),
        (KIND, "Move parameter 'id' to the operations"),
        &path(&format!(
            r#""parameters": [ {PAGE} ], {}, {}"#,
            get(&list(&[PAGE, ID])),
            put(&list(&[&number]))
        )),
    );
    check(
        &path(&format!(r#""parameters": [ {marked} ], {}"#, get(""))),
        (KIND, "Move parameter 'id' to the operation"),
        &path(&get(&list(&[ID]))),
    );
}

#[test]
fn a_parameter_stays_where_others_would_get_it() {
    let marked = ID.replace("\"id\"", "\"i$0d\"");
    let number = ID.replace("string", "integer");
    for (members, said) in [
        (format!("{}, {}", get(&list(&[&marked])), put("")), "PUT of this path has no parameter 'id'"),
        (
            format!("{}, {}", get(&list(&[&marked])), put(&list(&[&number]))),
            "PUT of this path has another parameter",
        ),
        (
            format!(r#""parameters": [ {number} ], {}"#, get(&list(&[&marked]))),
            "The path has another parameter 'id'",
        ),
        (format!(r#""parameters": [ {marked} ]"#), "The path has no operation"),
    ] {
        let (text, span) = marked_text(&path(&members));
        let found = offers(&definition(&text), span, KIND, true);
        let [only] = found.as_slice() else { panic!("{found:#?}") };
        assert!(matches!(&only.outcome, Outcome::Refused { reason } if reason.contains(said)), "{only:?}");
    }
    // What is no list can take nothing.
    for other in ["{}", "null", "{ \"a\": {} }"] {
        let other = format!(", \"parameters\": {other}");
        let operation = path(&format!("{}, {}", get(&list(&[&marked])), &other[2..]));
        assert!(titles(&operation, KIND).is_empty(), "{operation}");
        let whole = path(&format!("\"parameters\": [ {marked} ], {}, {}", get(""), put(&other)));
        assert!(titles(&whole, KIND).is_empty(), "{whole}");
    }
    // A list with an error in it is left alone, one beside an error is not.
    let broken = path(&get(&list(&[&marked.replace("\"in\":", "\"in\"")])));
    assert!(titles(&broken, KIND).is_empty());
    let elsewhere = path(&get(&list(&[&marked]))).replace("\"swagger\": \"2.0\",", "\"swagger\": \"2.0\"");
    assert_eq!(titles(&elsewhere, KIND), ["Move parameter 'id' to the path"]);
}

#[test]
fn moving_changes_no_meaning() {
    let made = for_all(KIND, Class::Compatible, |definition| {
        let lists = definition.document.at_place(vocabulary::Place::Parameters);
        lists.flat_map(syntax::Node::items).collect()
    });
    assert!(made > 20, "{made}");
}
