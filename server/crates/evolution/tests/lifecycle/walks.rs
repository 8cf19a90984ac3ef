//! Whatever steps follow one another, the rules on families have nothing to say about the result.

use connector::{Connector, FileRole};
use evolution::lifecycle::{Date, Plan, Step, plan};
use fixture::Rng;
use rules::Profile;

use crate::support::{carried_out, on_revisions};

/// Where lives begin: operations that say nothing and are called almost alike, one that is annotated, one that is
/// deprecated and called like a revision, a later revision alone, and one whose summary has no room for a word more.
const BEGINNINGS: [&str; 5] = [
    r#""/a": { "get": { "operationId": "GetItems", "summary": "Get items" } },
       "/b": { "get": { "operationId": "GetItem", "summary": "Get item" } }"#,
    r#""/a": { "get": { "operationId": "GetItems", "summary": "Get items (V1)", "x-ms-visibility": "important",
       "x-ms-api-annotation": { "family": "Items", "revision": 1 } } }"#,
    r#""/a": { "get": { "operationId": "GetItems_V1", "summary": "Items [deprecated]", "deprecated": true } },
       "/b": { "get": { "operationId": "GetItems", "summary": "Get items" } }"#,
    r#""/v2/a": { "get": { "operationId": "GetItems_V2", "summary": "Get items",
       "x-ms-api-annotation": { "status": "Production", "family": "GetItems", "revision": 2 } } }"#,
    r#""/a": { "get": { "operationId": "ListDeprecatedItemsOfTheWholeOrganization",
       "summary": "List all the items of the whole organization that nobody uses any longer", "deprecated": null } }"#,
];

/// Certification counts every revision that is not deprecated, and says so after a start or a promotion; taking the
/// place of the older one is the step that ends it.
const OF_CERTIFICATION: [&str; 2] =
    ["versioning/many-active-operations", "versioning/many-active-production"];

#[test]
fn no_way_through_the_steps_brings_a_finding() {
    let mut rng = Rng::new(15);
    let today = Date::new(2026, 11, 22);
    let steps = [
        Step::Start { same_backend: false },
        Step::Start { same_backend: true },
        Step::Promote,
        Step::Deprecate { expires: None },
        Step::Deprecate { expires: Some("2026-01-31".to_owned()) },
        Step::Supersede { expires: None },
        Step::Supersede { expires: Some("2026-01-31".to_owned()) },
        Step::Hide,
        Step::Retire { today },
        Step::Explicit,
    ];
    let mut taken = 0;
    for walk in 0..300 {
        let is_preview = rng.one_in(3);
        let beginning = BEGINNINGS[walk % BEGINNINGS.len()];
        let beginning = beginning.replace("Production", if is_preview { "Preview" } else { "Production" });
        let status = if is_preview { r#", "x-ms-api-annotation": { "status": "Preview" }"# } else { "" };
        let text = format!(
            r#"{{ "swagger": "2.0", "info": {{ "version": "2.0" {status} }}, "paths": {{ {beginning} }} }}"#
        );
        let mut connector = Connector::of_text(FileRole::Definition, text);
        assert_eq!(on_revisions(&connector, Profile::Certified), []);
        let mut way = Vec::new();
        for _ in 0..14 {
            let operations = connector.definition().expect("a definition").operations.len();
            let (operation, step) = (rng.below(operations), &steps[rng.below(steps.len())]);
            if operations == 0 {
                break;
            }
            let outcome = plan(&connector, operation, step);
            if matches!(outcome, Plan::Refused { .. }) {
                continue;
            }
            taken += 1;
            way.push((operation, step));
            connector = carried_out(&connector, &outcome);
            let text = connector.part(FileRole::Definition).map_or("", connector::Part::text);
            assert_eq!(on_revisions(&connector, Profile::Custom), [], "{way:?}\n{text}");
            let mut submitted = on_revisions(&connector, Profile::Certified);
            submitted.retain(|(code, _)| !OF_CERTIFICATION.contains(code));
            assert_eq!(submitted, [], "{way:?}\n{text}");
        }
    }
    assert!(taken > 1000, "{taken} steps");
}
