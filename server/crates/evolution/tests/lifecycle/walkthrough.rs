//! The guide's own story: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.

use connector::{Connector, FileRole};
use evolution::lifecycle::Step;
use fixture::guide::{DEPRECATION, EXPLICIT, INITIATION, STARTING_POINT, definition_of};
use rules::Profile;

use crate::support::{DEPRECATE, START, SUPERSEDE, definition, findings, on_revisions, take};

/// The documents in one layout after the other.
fn documents(paths: &str) -> [(&'static str, String); 4] {
    fixture::layouts(&definition_of(paths))
}

fn of(text: &str) -> Connector {
    Connector::of_text(FileRole::Definition, text)
}

#[test]
fn the_guides_documents_follow_from_one_another_in_every_layout() {
    let (starts, initiations) = (documents(STARTING_POINT), documents(INITIATION));
    let deprecations = documents(DEPRECATION);
    for ((start, initiation), deprecation) in starts.iter().zip(&initiations).zip(&deprecations) {
        let started = take(&of(&start.1), "GetItems", &START);
        assert_eq!(definition(&started), initiation.1, "{}", start.0);
        let superseded = take(&started, "GetItems", &SUPERSEDE);
        assert_eq!(definition(&superseded), deprecation.1, "{}", start.0);
        // The same in single steps, up to the mark that only taking the place removes.
        let promoted = take(&started, "GetItems_V2", &Step::Promote);
        let deprecated = take(&promoted, "GetItems", &DEPRECATE);
        assert_eq!(
            definition(&deprecated).replace("Get rows (V2)", "Get rows"),
            deprecation.1,
            "{}",
            start.0
        );
        assert_eq!(definition(&take(&deprecated, "GetItems", &SUPERSEDE)), deprecation.1, "{}", start.0);
        // Promoting before superseding comes to the same.
        assert_eq!(definition(&take(&promoted, "GetItems", &SUPERSEDE)), deprecation.1, "{}", start.0);
    }
}

#[test]
fn the_more_explicit_definition_is_written() {
    for (start, explicit) in documents(STARTING_POINT).iter().zip(documents(EXPLICIT)) {
        let written = take(&of(&start.1), "GetItems", &Step::Explicit);
        assert_eq!(definition(&written), explicit.1, "{}", start.0);
    }
}

#[test]
fn superseding_may_name_the_end_of_the_old_revision() {
    let until = |date: &str| Step::Supersede { expires: Some(date.to_owned()) };
    let first = "\"revision\": 1";
    let dated = |date: &str| DEPRECATION.replace(first, &format!("{first}, \"expires\": \"{date}\""));
    let (early, late) = (documents(&dated("2027-06-30")), documents(&dated("2028-06-30")));
    for (((name, before), (_, early)), (_, late)) in documents(INITIATION).iter().zip(&early).zip(&late) {
        let superseded = take(&of(before), "GetItems", &until("2027-06-30"));
        assert_eq!(definition(&superseded), early, "{name}");
        // The date may be named and moved later on, and stays where none is given.
        let plain = take(&of(before), "GetItems", &SUPERSEDE);
        assert_eq!(definition(&take(&plain, "GetItems", &until("2027-06-30"))), early, "{name}");
        assert_eq!(definition(&take(&superseded, "GetItems", &until("2028-06-30"))), late, "{name}");
    }
}

#[test]
fn hiding_follows_deprecation() {
    let deprecated = "\"deprecated\": true,";
    let hidden = DEPRECATION.replace(deprecated, &format!("{deprecated} \"x-ms-visibility\": \"internal\","));
    for (before, after) in documents(DEPRECATION).iter().zip(documents(&hidden)) {
        assert_eq!(definition(&take(&of(&before.1), "GetItems", &Step::Hide)), after.1, "{}", before.0);
    }
}

#[test]
fn no_step_of_the_story_brings_a_finding() {
    let responses = r#""responses": { "200": { "description": "Rows.", "schema": { "type": "object", "properties": { "id": { "type": "string", "x-ms-summary": "ID", "description": "The row." } } } }, "default": { "description": "Failed." } }, "parameters": [ { "name": "list", "in": "path", "required": true, "type": "string", "x-ms-summary": "List", "description": "The list.", "x-ms-url-encoding": "single" } ]"#;
    let paths = STARTING_POINT.replace("\"GetItems\"", &format!("\"GetItems\", {responses}"));
    for (_, text) in documents(&paths) {
        let before = of(&text);
        let known = findings(&before);
        let started = take(&before, "GetItems", &START);
        assert_eq!(findings(&started), known);
        let superseded = take(&started, "GetItems", &SUPERSEDE);
        assert_eq!(findings(&superseded), known);
        assert_eq!(findings(&take(&superseded, "GetItems", &Step::Hide)), known);
        assert_eq!(findings(&take(&before, "GetItems", &Step::Explicit)), known);
        for profile in [Profile::Custom, Profile::Certified, Profile::Independent] {
            for moment in [&before, &started, &superseded] {
                assert_eq!(on_revisions(moment, profile), [], "{profile:?}");
            }
        }
    }
}

#[test]
fn revision_three_follows_two() {
    for (name, text) in documents(DEPRECATION) {
        let third = take(&of(&text), "GetItems_V2", &START);
        let model = third.definition().unwrap();
        let newest = model.operation("GetItems_V3").unwrap();
        assert_eq!(model.path(newest), "/v3/{list}/items", "{name}");
        assert_eq!(newest.revision(), 3);
        assert_eq!(newest.family_name(), Some("GetItems"));
        let colon = if name == "minified" { ":" } else { ": " };
        assert!(definition(&third).contains(&format!("\"summary\"{colon}\"Get rows (V3)\"")), "{name}");
        let second = definition(&third).split("\"GetItems_V2\"").nth(1).unwrap();
        assert!(second.split("\"GetItems_V3\"").next().unwrap().contains("\"advanced\""), "{name}");
        // Revision 1 is deprecated: nothing happens to it.
        let first = |text: &str| text[..text.find("/v2/").unwrap()].to_owned();
        assert_eq!(first(definition(&third)), first(&text), "{name}");
        let superseded = take(&third, "GetItems_V2", &SUPERSEDE);
        assert!(definition(&superseded).contains(&format!("\"summary\"{colon}\"Get rows (deprecated)\"")));
        assert!(!definition(&superseded).contains("(V3)"));
    }
}
