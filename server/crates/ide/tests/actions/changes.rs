//! What can be done about a change of what is published.

use connector::Connector;
use connector::FileRole::{self, Definition};
use evolution::changes::Class;
use ide::actions::{Action, Outcome, Solved};
use ide::configuration::{self, ConfigurationEdit};
use rules::Settings;
use syntax::{Span, edit};

use crate::support::{Configured, Scene, text};

const PUBLISHED: &str = r##"{ "swagger": "2.0", "info": { "title": "T", "version": "1" }, "host": "a.io", "paths": {
  "/rows": { "get": { "operationId": "GetRows", "summary": "Get rows",
    "parameters": [ { "name": "filter", "in": "query", "type": "string" } ],
    "responses": { "200": { "description": "Rows.", "schema": { "$ref": "#/definitions/Row" } } } } } },
  "definitions": { "Row": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" } } } } }"##;

/// The published definition with one text replaced by another, beside what is published. What rules find in it is left
/// out, so that the actions do not depend on which rules there are.
#[track_caller]
fn edited(changes: &[(&str, &str)]) -> Scene {
    let mut now = PUBLISHED.replace("\"version\": \"1\"", "\"version\": \"2\"");
    for (from, to) in changes {
        assert_eq!(now.matches(from).count(), 1, "{from}");
        now = now.replace(from, to);
    }
    let of = |text: &str| Connector::of_text(FileRole::Definition, text);
    let scene = Scene::new(of(&now)).after(of(PUBLISHED));
    Scene { configuration: Configured::NotYet, findings: Vec::new(), ..scene }
}

/// The quick fixes for the changes at the place of the change with this number.
fn fixes(scene: &Scene, change: usize) -> Vec<Action> {
    scene.actions(Definition, scene.changes[change].span, "quickfix")
}

fn titles(actions: &[Action]) -> Vec<&str> {
    actions.iter().map(|action| action.title.as_str()).collect()
}

#[test]
fn a_breaking_change_can_be_kept_beside_made_compatible_taken_back_or_meant() {
    let scene = edited(&[("\"in\": \"query\"", "\"in\": \"query\", \"required\": true")]);
    let found = fixes(&scene, 0);
    assert_eq!(
        titles(&found),
        [
            "Start revision 2 of GetRows and keep the published one",
            "Make 'filter' optional",
            "Revert this change",
            "Acknowledge this change of GetRows",
        ]
    );
    let preferred: Vec<bool> = found.iter().map(|action| action.is_preferred).collect();
    assert_eq!(preferred, [true, false, false, false]);
    for action in &found {
        assert_eq!((action.kind.as_str(), action.solves.as_slice()), ("quickfix", &[Solved::Change(0)][..]));
    }
    for action in &found[..3] {
        let after =
            Scene::new(scene.carried_out(action)).after(Connector::of_text(FileRole::Definition, PUBLISHED));
        assert!(after.changes.is_empty(), "{}: {:?}", action.title, after.changes);
    }
    // Nothing is offered elsewhere, and nothing of this to somebody who asks for other kinds.
    assert!(scene.actions(Definition, scene.span(Definition, "\"info\""), "quickfix").is_empty());
    assert!(scene.actions(Definition, scene.changes[0].span, "source").is_empty());
}

#[test]
fn several_changes_at_one_place_are_told_apart() {
    let scene = edited(&[("\"id\": { \"type\": \"string\" }, \"name\": { \"type\": \"string\" }", "")]);
    assert_eq!(scene.changes.len(), 1, "{:?}", scene.changes);
    let scene = edited(&[(
        "\"id\": { \"type\": \"string\" }, \"name\": { \"type\": \"string\" }",
        "\"other\": { \"type\": \"string\" }",
    )]);
    assert_eq!(scene.changes.len(), 2);
    let found = fixes(&scene, 0);
    assert_eq!(
        titles(&found),
        [
            "Start revision 2 of GetRows and keep the published one",
            "Put 'id' back",
            "Revert this change: The output 'id' (definition 'Row') of 'GetRows' is gone",
            "Acknowledge this change of GetRows (output-field-removed)",
            "Put 'name' back",
            "Revert this change: The output 'name' (definition 'Row') of 'GetRows' is gone",
        ]
    );
    let solves = |number: usize| found[number].solves.as_slice();
    assert_eq!(solves(0), [Solved::Change(0), Solved::Change(1)]);
    assert_eq!(solves(1), [Solved::Change(0)]);
    assert_eq!(solves(3), [Solved::Change(0), Solved::Change(1)]);
    assert_eq!(solves(5), [Solved::Change(1)]);
}

#[test]
fn a_change_of_the_connector_as_a_whole_is_taken_back_or_meant() {
    let scene = edited(&[("a.io", "b.io")]);
    let found = fixes(&scene, 0);
    assert_eq!(titles(&found), ["Revert this change", "Acknowledge this change"]);
    assert!(found.iter().all(|action| !action.is_preferred));
    let back = scene.carried_out(&found[0]);
    assert_eq!(text(&back, Definition), PUBLISHED.replace("\"version\": \"1\"", "\"version\": \"2\""));
}

#[test]
fn an_acknowledged_change_is_no_longer_shown() {
    let scene =
        edited(&[("\"in\": \"query\"", "\"in\": \"header\""), (", \"name\": { \"type\": \"string\" }", "")]);
    let published = scene.published.as_ref().unwrap();
    let breaking =
        published.comparison.changes.iter().filter(|change| change.class == Class::Breaking).count();
    assert_eq!((scene.changes.len(), breaking), (2, 2));
    for (number, shown) in scene.changes.iter().enumerate() {
        let found = fixes(&scene, number);
        let meant = found.iter().find(|action| action.title.starts_with("Acknowledge")).unwrap();
        let Outcome::Configuration(ConfigurationEdit::Create(created)) = &meant.outcome else {
            panic!("{meant:?}")
        };
        let (read, problems) = configuration::parse(created);
        assert!(problems.is_empty(), "{problems:?}");
        let left = ide::changes(published, &scene.connector, &Settings::default(), &read.acknowledge);
        assert!(left.len() == 1 && left[0].code != shown.code, "{left:?}");
        assert_eq!(meant.solves, [Solved::Change(number)]);
    }
    // In a file that is there the entry joins the others.
    let profile = "{ \"profile\": \"custom\" }";
    let host = || edited(&[("a.io", "b.io")]);
    let found = fixes(&Scene { configuration: Configured::In(profile), ..host() }, 0);
    let Outcome::Configuration(ConfigurationEdit::Change(edits)) = &found[1].outcome else {
        panic!("{found:?}")
    };
    assert_eq!(
        edit::apply(profile, edits).unwrap(),
        "{ \"profile\": \"custom\", \"acknowledge\": [{ \"change\": \"change/host-changed\", \"reason\": \"\" }] }"
    );
    // Without a place for it there is no such action.
    let scene = Scene { configuration: Configured::No, ..host() };
    assert_eq!(titles(&fixes(&scene, 0)), ["Revert this change"]);
}

#[test]
fn of_many_changes_at_one_place_the_gravest_come_first() {
    let fields: Vec<String> =
        (0..20).map(|number| format!("\"f{number}\": {{ \"type\": \"string\" }}")).collect();
    let published = PUBLISHED.replace("\"name\": { \"type\": \"string\" }", &fields.join(", "));
    // One more input is risky, and stands before what is gone.
    let now = published
        .replace(&fields.join(", "), "\"other\": { \"type\": \"string\" }")
        .replace("\"in\": \"query\"", "\"in\": \"query\", \"default\": \"all\"");
    let of = |text: &str| Connector::of_text(FileRole::Definition, text);
    let scene = Scene::new(of(&now)).after(of(&published));
    let changes = &scene.published.as_ref().unwrap().comparison.changes;
    let classes = scene.changes.iter().map(|shown| changes[shown.change].class);
    assert!(scene.changes.len() > 20 && !classes.is_sorted(), "{:?}", scene.changes);
    let whole = Span::new(0, now.len() as u32);
    let found = scene.actions(Definition, whole, "quickfix");
    let with = |start: &str| found.iter().filter(|action| action.title.starts_with(start)).count();
    assert_eq!((with("Revert this change: The output"), with("Revert this change")), (8, 8));
    // All are kept by one revision, which cures what is not looked at, too.
    let kept: Vec<&Action> =
        found.iter().filter(|action| action.title.starts_with("Start revision")).collect();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].is_preferred && kept[0].solves.len() >= 20, "{:?}", kept[0].solves);
}
