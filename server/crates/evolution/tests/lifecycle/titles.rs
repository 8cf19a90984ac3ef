//! How steps and families are shown.

use connector::{Method, Status, Visibility};
use evolution::lifecycle::{Date, Step, TimelineRow, timeline};

use crate::support::{DEPRECATE, START, START_SAME_BACKEND, SUPERSEDE, connector, operation, take};

const FAMILY: &str = r#"{ "paths": {
  "/v2/a": { "get": { "operationId": "A_V2", "x-ms-api-annotation": { "status": "Preview", "family": "A", "revision": 2 } } },
  "/a": { "get": { "operationId": "A", "deprecated": true, "x-ms-visibility": "internal", "x-ms-api-annotation": { "expires": "2027-06-30" } }, "post": {} }
} }"#;

#[test]
fn steps_are_called_as_the_menus_show_them() {
    let connector = connector(FAMILY);
    let definition = connector.definition().unwrap();
    let (old, new) = (operation(&connector, "A"), operation(&connector, "A_V2"));
    let retire = Step::Retire { today: Date::new(2027, 7, 1) };
    for (step, operation, kind, title) in [
        (START, new, "revision.start", "Start revision 3 of A"),
        (
            START_SAME_BACKEND,
            new,
            "revision.startSameBackend",
            "Start revision 3 of A on the same backend path",
        ),
        (Step::Promote, new, "revision.promote", "Promote A_V2 to Production"),
        (DEPRECATE, old, "revision.deprecate", "Deprecate A"),
        (SUPERSEDE, old, "revision.supersede", "Deprecate A and promote A_V2"),
        (SUPERSEDE, new, "revision.supersede", "Deprecate A_V2 and promote the newer revision"),
        (Step::Hide, old, "revision.hide", "Hide deprecated A"),
        (retire, old, "revision.retire", "Remove expired A"),
        (Step::Explicit, old, "revision.explicit", "Write the implied annotation of A"),
        (Step::Explicit, 2, "revision.explicit", "Write the implied annotation of this operation"),
        (START, 99, "revision.start", "Start revision 2 of this operation"),
    ] {
        assert_eq!((step.kind(), step.title(definition, operation).as_str()), (kind, title));
    }
}

#[test]
fn a_step_is_found_by_its_name() {
    let (expires, today) = (Some("2027-06-30"), Date::new(2026, 11, 22));
    for step in Step::all(expires, today) {
        assert_eq!(Step::called(step.kind(), expires, today), Some(step));
    }
    assert_eq!(Step::called("revision.begin", expires, today), None);
}

#[test]
fn a_timeline_goes_from_the_oldest_to_the_newest() {
    let connector = connector(FAMILY);
    let definition = connector.definition().unwrap();
    let rows = timeline(definition, definition.family("A").unwrap());
    let old = TimelineRow {
        operation: 1,
        revision: 1,
        operation_id: Some("A".into()),
        method: Method::Get,
        path: "/a".to_owned(),
        status: Status::Production,
        visibility: Visibility::Internal,
        deprecated: true,
        expires: Some("2027-06-30".into()),
    };
    let new = TimelineRow {
        operation: 0,
        revision: 2,
        operation_id: Some("A_V2".into()),
        path: "/v2/a".to_owned(),
        status: Status::Preview,
        visibility: Visibility::Normal,
        deprecated: false,
        expires: None,
        ..old.clone()
    };
    assert_eq!(rows, [old, new]);
    let third = take(&connector, "A_V2", &START);
    let definition = third.definition().unwrap();
    let revisions: Vec<i64> =
        timeline(definition, definition.family("A").unwrap()).iter().map(|row| row.revision).collect();
    assert_eq!(revisions, [1, 2, 3]);
}
