//! What can be done about what the rules found.

use connector::Connector;
use connector::FileRole::{self, Definition};
use ide::actions::{Action, Outcome, Solved, Wanted};
use ide::configuration::{self, ConfigurationEdit};
use rules::Stop;

use crate::support::{Configured, Scene, text};

/// Misspelled types and doubled values, in two operations.
const TEXT: &str = r#"{
  "swagger": "2.0",
  "info": { "title": "Contoso Rows", "version": "1.0", "description": "Rows of lists." },
  "host": "rows.contoso.com",
  "paths": {
    "/a": { "get": { "operationId": "GetA", "summary": "Get a", "schemes": ["https", "https"], "responses": { "200": { "description": "A.", "schema": { "type": "String" } } } } },
    "/b": { "get": { "operationId": "GetB", "summary": "Get b", "schemes": ["https", "https"], "responses": { "200": { "description": "B.", "schema": { "type": "String" } } } } }
  }
}
"#;

fn scene() -> Scene {
    Scene { configuration: Configured::NotYet, ..Scene::new(Connector::of_text(FileRole::Definition, TEXT)) }
}

/// The actions of a kind at the first place of a text.
fn at(scene: &Scene, place: &str, kind: &str) -> Vec<Action> {
    scene.actions(Definition, scene.span(Definition, place), kind)
}

fn titles(actions: &[Action]) -> Vec<&str> {
    actions.iter().map(|action| action.title.as_str()).collect()
}

/// The codes of what an action solves.
fn solved<'s>(scene: &'s Scene, action: &Action) -> Vec<&'s str> {
    let codes = action.solves.iter().map(|solved| match solved {
        Solved::Finding(index) => scene.findings[*index].code(),
        Solved::Change(index) => scene.changes[*index].code,
    });
    codes.collect()
}

#[test]
fn a_finding_is_fixed_alone_with_its_like_or_left_out() {
    let scene = scene();
    let found = at(&scene, "\"String\"", "quickfix");
    assert_eq!(
        titles(&found),
        ["Change to 'string'", "Fix all 'schema/type-invalid' in this file", "Ignore this here",]
    );
    assert_eq!(found.iter().map(|action| action.is_preferred).collect::<Vec<_>>(), [true, false, false]);
    let code = "schema/type-invalid";
    assert_eq!(found.iter().map(|action| solved(&scene, action).len()).collect::<Vec<_>>(), [1, 2, 1]);
    assert!(found.iter().all(|action| solved(&scene, action).iter().all(|solved| *solved == code)));
    assert_eq!(text(&scene.carried_out(&found[0]), Definition), TEXT.replacen("\"String\"", "\"string\"", 1));
    assert_eq!(text(&scene.carried_out(&found[1]), Definition), TEXT.replace("\"String\"", "\"string\""));
}

#[test]
fn everything_safe_in_a_file_is_fixed_at_once() {
    let scene = scene();
    for kind in ["source", "source.fixAll", "source.fixAll.connector-ls"] {
        let found = at(&scene, "\"swagger\"", kind);
        let [action] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(action.kind, "source.fixAll.connector-ls");
        let fixed = scene.carried_out(action);
        assert_eq!(
            text(&fixed, Definition),
            TEXT.replace("\"String\"", "\"string\"").replace("[\"https\", \"https\"]", "[\"https\"]")
        );
        assert_eq!(solved(&scene, action).len(), 4);
        // Then there is nothing left of the kind.
        assert!(at(&Scene::new(fixed), "\"swagger\"", kind).is_empty());
    }
    assert!(at(&scene, "\"swagger\"", "source.organizeImports").is_empty());
}

#[test]
fn what_takes_long_may_come_later() {
    let scene = scene();
    let only = ["source".to_owned(), "quickfix".to_owned()];
    let request = scene.request(Definition, scene.span(Definition, "\"String\""), Wanted::only(&only));
    let later = ide::actions(scene.view(), &request.later(), &Stop::default());
    let now = ide::actions(scene.view(), &request.now(), &Stop::default());
    assert_eq!(titles(&later), titles(&now));
    for (later, now) in later.iter().zip(&now) {
        let is_many = later.title.starts_with("Fix all");
        assert_eq!(later.outcome == Outcome::Later, is_many, "{}", later.title);
        assert!(is_many || later == now);
        assert_eq!(later.solves, now.solves);
    }
    assert_eq!(later.iter().filter(|action| action.outcome == Outcome::Later).count(), 2);
}

#[test]
fn an_ignored_finding_is_no_longer_found() {
    for (folder, pattern) in [("", "./apiDefinition.swagger.json"), ("crm", "crm/apiDefinition.swagger.json")]
    {
        let scene = Scene { folder, ..scene() };
        let found = at(&scene, "\"String\"", "quickfix");
        let Outcome::Configuration(ConfigurationEdit::Create(created)) = &found[2].outcome else { panic!() };
        let (read, problems) = configuration::parse(created);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(read.ignore[0].file.as_deref(), Some(pattern));
        assert_eq!(read.ignore[0].pointer.as_deref(), Some("/paths/~1a/get/responses/200/schema/type"));
        let left = rules::check(&scene.connector, &read.settings("/srv/crm"), &Stop::default());
        assert_eq!(left.len(), scene.findings.len() - 1);
        let elsewhere = rules::check(&scene.connector, &read.settings("/srv/hr"), &Stop::default());
        assert_eq!(elsewhere.len(), scene.findings.len() - usize::from(folder.is_empty()));
    }
    // A finding that is about the file's text is ignored in the file.
    let tabs = Connector::of_text(FileRole::Definition, TEXT.replace("  \"", "\t\""));
    let scene = Scene { configuration: Configured::NotYet, ..Scene::new(tabs) };
    let tabs = scene.findings.iter().find(|finding| finding.code() == "json/hard-tabs").unwrap();
    let found = scene.actions(Definition, tabs.span, "quickfix");
    let ignore = found.iter().find(|action| action.title.starts_with("Ignore")).unwrap();
    assert!(ignore.title.starts_with("Ignore this in this file"), "{}", ignore.title);
    let Outcome::Configuration(ConfigurationEdit::Create(created)) = &ignore.outcome else { panic!() };
    let (read, _) = configuration::parse(created);
    let left = rules::check(&scene.connector, &read.settings(""), &Stop::default());
    assert!(left.iter().all(|finding| finding.code() != "json/hard-tabs"));
}

#[test]
fn a_broken_file_can_be_mended_but_not_ignored() {
    let broken = TEXT.replacen("\"2.0\",", "\"2.0\"", 1);
    let scene = Scene {
        configuration: Configured::NotYet,
        ..Scene::new(Connector::of_text(FileRole::Definition, broken.as_str()))
    };
    let error = scene.findings.iter().find(|finding| finding.code() == "json/syntax").unwrap();
    let found = scene.actions(Definition, error.span, "quickfix");
    assert!(found.iter().all(|action| !action.title.starts_with("Ignore")), "{:?}", titles(&found));
    assert_eq!(text(&scene.carried_out(&found[0]), Definition), TEXT);
}

#[test]
fn labels_are_added_to_all_fields_that_lack_one() {
    let text_without = r##"{
  "swagger": "2.0",
  "definitions": {
    "Row": { "type": "object", "properties": { "row_id": { "type": "string" }, "due": { "type": "string" } } }
  },
  "paths": { "/a": { "get": { "operationId": "GetA", "responses": { "200": { "description": "A.", "schema": { "$ref": "#/definitions/Row" } } } } } }
}
"##;
    let scene = Scene::new(Connector::of_text(FileRole::Definition, text_without));
    let found = at(&scene, "\"row_id\"", "quickfix");
    let code = "schema/property-label-missing";
    let all = found.iter().find(|action| action.title == format!("Fix all '{code}' in this file"));
    let all = all.unwrap_or_else(|| panic!("{:?}", titles(&found)));
    assert_eq!(solved(&scene, all), [code, code]);
    let fixed = scene.carried_out(all);
    let labels = text(&fixed, Definition).matches("x-ms-summary").count();
    assert_eq!(labels, 2, "{}", text(&fixed, Definition));
    // That is no part of what may run on save.
    let safe = at(&scene, "\"swagger\"", "source.fixAll");
    assert!(safe.iter().all(|action| !solved(&scene, action).contains(&code)));
}

#[test]
fn a_file_that_is_missing_can_be_made() {
    let mut connector = Connector::of_text(FileRole::Definition, TEXT);
    connector.set_siblings(Some(["apiDefinition.swagger.json".to_owned()].into()));
    let scene = Scene::new(connector);
    let missing = scene.findings.iter().find(|finding| finding.code() == "properties/file-missing").unwrap();
    let found = scene.actions(Definition, missing.span, "quickfix");
    let create = found.iter().find(|action| action.title == "Create 'apiProperties.json'").unwrap();
    let Outcome::Create(file) = &create.outcome else { panic!("{create:?}") };
    assert_eq!((file.name.as_str(), file.role), ("apiProperties.json", Some(FileRole::Properties)));
    assert_eq!(solved(&scene, create), ["properties/file-missing"]);
    let after = ide::fixing::with_new_file(&scene.connector, file);
    let left = rules::check(&after, &rules::Settings::default(), &Stop::default());
    assert!(left.iter().all(|finding| finding.code() != "properties/file-missing"));
}
