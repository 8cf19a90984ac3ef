//! The steps of an operation's life as actions.

use connector::Connector;
use connector::FileRole::{self, Definition, Properties, Script};
use fixture::guide::{DEPRECATION, INITIATION, STARTING_POINT, definition_of};
use ide::actions::{Outcome, kinds};
use syntax::Span;

use crate::support::{Scene, connector, reason, text};

const START: &str = "refactor.rewrite.revision.start";
const PROMOTE: &str = "refactor.rewrite.revision.promote";
const SUPERSEDE: &str = "refactor.rewrite.revision.supersede";

fn of(text: &str) -> Scene {
    Scene::new(Connector::of_text(Definition, text))
}

#[test]
fn every_step_has_its_kind_and_its_title() {
    let scene = of(&definition_of(INITIATION));
    let at = |place: &str| {
        let span = scene.span(Definition, place);
        scene.actions(Definition, span, "refactor")
    };
    let (old, new) = (at("\"GetItems\""), at("\"GetItems_V2\""));
    let listed: Vec<(&str, &str)> =
        old.iter().map(|action| (action.kind.as_str(), action.title.as_str())).collect();
    assert_eq!(
        listed,
        [
            ("refactor.rewrite.revision.start", "Start revision 3 of GetItems"),
            (
                "refactor.rewrite.revision.startSameBackend",
                "Start revision 3 of GetItems on the same backend path"
            ),
            ("refactor.rewrite.revision.promote", "Promote GetItems to Production"),
            ("refactor.rewrite.revision.deprecate", "Deprecate GetItems"),
            ("refactor.rewrite.revision.supersede", "Deprecate GetItems and promote GetItems_V2"),
            ("refactor.rewrite.revision.hide", "Hide deprecated GetItems"),
            ("refactor.rewrite.revision.retire", "Remove expired GetItems"),
            ("refactor.rewrite.revision.explicit", "Write the implied annotation of GetItems"),
        ]
    );
    assert_eq!(
        listed.iter().map(|(kind, _)| (*kind).to_owned()).collect::<Vec<_>>(),
        kinds().filter(|kind| kind.starts_with("refactor.rewrite.revision.")).collect::<Vec<_>>()
    );
    assert_eq!(new[2].title, "Promote GetItems_V2 to Production");
    // What does not apply is there with its reason.
    assert!(reason(&old[0]).contains("Start the next one from there"), "{:?}", old[0]);
    assert!(matches!(new[0].outcome, Outcome::Edits(_)));
}

#[test]
fn the_guides_story_is_told_by_actions() {
    let layouts = |paths: &str| fixture::layouts(&definition_of(paths));
    let documents = layouts(STARTING_POINT).into_iter().zip(layouts(INITIATION)).zip(layouts(DEPRECATION));
    for (((name, start), (_, initiation)), (_, deprecation)) in documents {
        let scene = of(&start);
        let started = Scene::new(scene.carried_out(&scene.only("\"GetItems\"", START)));
        assert_eq!(started.text(Definition), initiation, "{name}");
        let promoted = Scene::new(started.carried_out(&started.only("\"GetItems_V2\"", PROMOTE)));
        let done = Scene::new(promoted.carried_out(&promoted.only("\"GetItems\"", SUPERSEDE)));
        assert_eq!(done.text(Definition), deprecation, "{name}");
        for (scene, at, kind) in [
            (&started, "\"GetItems\"", START),
            (&promoted, "\"GetItems_V2\"", PROMOTE),
            (&done, "\"GetItems\"", SUPERSEDE),
        ] {
            assert!(!reason(&scene.only(at, kind)).is_empty(), "{kind} applies twice: {name}");
        }
    }
}

const TWO_FILES: &str = r#"//- apiDefinition.swagger.json
{ "swagger": "2.0", "paths": {
  "/rows": { "parameters": [], "get": { "operationId": "GetRows", "responses": {} } },
  "/both": { "get": { "operationId": "GetBoth", "responses": {} }, "put": { "operationId": "PutBoth", "responses": {} } }
} }
//- apiProperties.json
{ "properties": {
  "scriptOperations": [ "PutBoth" ],
  "policyTemplateInstances": [ { "templateId": "setheader", "title": "Header", "parameters": {
    "x-ms-apimTemplate-operationName": [ "GetRows", "Unknown" ] } } ]
} }
//- script.csx
if (this.Context.OperationId == "GetBoth") {}
"#;

#[test]
fn an_operation_is_found_wherever_it_is_spoken_of() {
    let scene = Scene::of_files(TWO_FILES);
    let title = |file: FileRole, span: Span| {
        let found = scene.actions(file, span, "refactor.rewrite.revision.deprecate");
        assert!(found.len() <= 1);
        found.into_iter().next().map(|action| action.title)
    };
    for (file, place, expected) in [
        (Definition, "\"GetRows\"", Some("Deprecate GetRows")),
        (
            Definition,
            "\"get\": { \"operationId\": \"GetBoth\", \"responses\": {} }",
            Some("Deprecate GetBoth"),
        ),
        (Definition, "\"/rows\"", Some("Deprecate GetRows")),
        (Definition, "\"/both\"", None),
        (Definition, "\"parameters\"", None),
        (Definition, "\"swagger\"", None),
        (Definition, "\"GetBoth\", \"responses\": {} }, \"put\"", None),
        (Properties, "PutBoth", Some("Deprecate PutBoth")),
        (Properties, "\"PutBoth\"", Some("Deprecate PutBoth")),
        (Properties, "GetRows", Some("Deprecate GetRows")),
        (Properties, "Unknown", None),
        (Properties, "GetRows\", \"Unknown", None),
        (Properties, "setheader", None),
        (Script, "GetBoth", Some("Deprecate GetBoth")),
        (Script, "OperationId", None),
    ] {
        assert_eq!(title(file, scene.span(file, place)).as_deref(), expected, "{place}");
    }
    // At a cursor, both ends of a name count.
    let name = scene.span(Properties, "PutBoth");
    for offset in [name.start, name.start + 3, name.end] {
        assert_eq!(title(Properties, Span::empty(offset)).as_deref(), Some("Deprecate PutBoth"));
    }
}

#[test]
fn one_action_changes_all_files() {
    let scene = Scene::of_files(TWO_FILES);
    let span = scene.span(Properties, "GetRows");
    let found = scene.actions(Properties, span, START);
    let after = scene.carried_out(&found[0]);
    assert!(text(&after, Definition).contains("\"GetRows_V2\""));
    assert!(text(&after, Properties).contains("[ \"GetRows\", \"GetRows_V2\", \"Unknown\" ]"));
    let noted = scene.actions(Definition, scene.span(Definition, "\"GetBoth\""), START);
    assert!(noted[0].notes.iter().any(|note| note.message.contains("script")), "{noted:?}");
}

const PUBLISHED: &str = r##"{ "swagger": "2.0", "paths": {
  "/rows": { "get": { "operationId": "GetRows", "summary": "Get rows", "responses": { "200": { "description": "Rows.", "schema": { "$ref": "#/definitions/Row" } } } } },
  "/other": { "get": { "operationId": "GetOther", "responses": {} } } },
  "definitions": { "Row": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" } } } } }"##;

#[test]
fn a_breaking_edit_moves_to_the_new_revision() {
    let edited = PUBLISHED.replace(", \"name\": { \"type\": \"string\" }", "");
    let published = connector(&format!("//- apiDefinition.swagger.json\n{PUBLISHED}"));
    let scene = of(&edited).after(published.clone());
    assert_eq!(scene.changes.len(), 1, "{:?}", scene.changes);
    let action = scene.only("\"GetRows\"", START);
    assert_eq!(action.title, "Start revision 2 of GetRows");
    let kept = scene.carried_out(&action);
    let after = text(&kept, Definition);
    assert!(after.contains("\"Row_V2\"") && after.contains("\"GetRows_V2\""), "{after}");
    assert!(Scene::new(kept).after(published.clone()).changes.is_empty());
    // The operation that the edit does not touch is copied as ever, and so is one whose change is meant.
    for (scene, at, id) in [
        (&scene, "\"GetOther\"", "GetOther"),
        (&Scene { changes: Vec::new(), ..of(&edited).after(published.clone()) }, "\"GetRows\"", "GetRows"),
    ] {
        let copied = scene.carried_out(&scene.only(at, START));
        let after = text(&copied, Definition);
        assert!(after.contains(&format!("\"{id}_V2\"")) && !after.contains("Row_V2\":"), "{after}");
        assert!(after.contains(&edited[edited.find("\"definitions\"").unwrap()..]), "{after}");
    }
}
