//! Which revision comes after which: numbers, gaps, families.

use connector::{Connector, FileRole, Part};
use rules::Profile;

use crate::support::{
    ADVANCED, DEPRECATED, FIRST, check, check_submitted, codes, definition, fixed_by, found, of, revision,
    settings,
};

#[test]
fn the_newest_revision_ends_last() {
    let newest = revision(2, "Production", DEPRECATED);
    let first = format!("{ADVANCED} {FIRST}");
    check(&[("GetItems", &first), ("GetItems_V2", &newest)], &["newest-revision-deprecated GetItems_V2"]);
    let third = revision(3, "Production", "");
    check(&[("GetItems_V2", &newest), ("GetItems_V3", &third)], &[]);
}

#[test]
fn a_gap_is_a_slip_unless_the_name_says_the_same_number() {
    let first = format!("{ADVANCED} {FIRST}");
    let third = revision(3, "Preview", "");
    check(&[("GetItems", &first), ("GetItems_V3", &third)], &[]);
    check(&[("GetItems", &first), ("GetItems_V2", &third)], &["revision-gap GetItems_V2"]);
    check(&[("GetItems_V2", &first), ("GetItems_V3", &third)], &["revision-gap GetItems_V2"]);
    check(
        &[("GetItems", &first), ("FindItems", &third)],
        &["id-revision-suffix FindItems", "revision-gap FindItems"],
    );
    let many = of(definition("", &[("GetItems", &first), ("FindItems", &revision(5, "Preview", ""))]));
    let gap = &found(&many, &settings(Profile::Custom))[1];
    assert_eq!(gap.message, "Revisions 2 to 4 of 'GetItems' are missing. Count this one as revision 2.");
    // Without the revisions before it, a number is what it is.
    check(&[("GetItems_V2", &revision(2, "Production", DEPRECATED)), ("GetItems_V3", &third)], &[]);
}

#[test]
fn a_revision_may_be_alone_unless_its_name_points_elsewhere() {
    let second =
        |family: &str| format!(r#""x-ms-api-annotation": {{ {family} "status": "Preview", "revision": 2 }}"#);
    let of_family = |family: &str| second(&format!(r#""family": "{family}","#));
    let first = ("GetItems", ADVANCED.trim_end_matches(','));
    // Those before it have been removed.
    check(&[("GetItems_V2", &of_family("GetItems")), ("GetItem", "")], &[]);
    check(&[("GetItems_V2", &of_family("GetItems_V1")), first], &[]);
    for family in ["GetItem", "Rows", "getItems"] {
        check(&[first, ("GetItems_V2", &of_family(family))], &["lonely-revision GetItems_V2"]);
    }
    check(&[first, ("GetItems_V2", &second(""))], &["lonely-revision GetItems_V2"]);
    // An unknown member may be the family.
    let unknown = second(r#""famly": "GetItems","#);
    check(&[first, ("GetItems_V2", &unknown)], &["annotation-property-unknown GetItems_V2"]);
    let new = ["id-revision-suffix GetItemsNew", "lonely-revision GetItemsNew"];
    check(&[first, ("GetItemsNew", &of_family("GetItmes"))], &new[1..]);
    check(&[first, ("GetItemsNew", &of_family("Other"))], &new[..1]);
    // A member that names the number that it lacks gets it with the family.
    let later = revision(2, "Production", DEPRECATED);
    let text = fixed_by(
        &[("GetItems_V2", &later), ("GetItems_V3", &of_family("GetItems_V2"))],
        "versioning/lonely-revision",
    );
    let after = of(text);
    assert_eq!(codes(&after, Profile::Certified), [""; 0]);
    assert_eq!(after.definition().unwrap().operation("GetItems_V3").unwrap().revision(), 3);
}

#[test]
fn a_name_tells_of_a_revision_that_is_not_annotated() {
    let first = ("GetItems", r#""summary": "Get rows (deprecated)", "deprecated": true"#);
    let says = ["unannotated-revision GetItems_V2"];
    check(&[first, ("GetItems_V2", "")], &says);
    check(
        &[first, ("GetItemsV2", r#""x-ms-api-annotation": { "status": "Preview" }"#)],
        &["unannotated-revision GetItemsV2"],
    );
    for alone in ["GetItem_V2", "GetItems_V1", "GetItems2"] {
        check(&[first, (alone, "")], &["deprecated-without-replacement GetItems"]);
    }
    // A small `v` that ends a word is no mark.
    let deprecated = first.1;
    for (older, newer) in [("GetItems", "GetItemsv12"), ("GetRe", "GetRev2")] {
        let lonely = format!("deprecated-without-replacement {older}");
        check(&[(older, deprecated), (newer, "")], &[&lonely]);
    }
    check(&[("Remove", deprecated), ("RemoveV2", "")], &["unannotated-revision RemoveV2"]);
    // Under a misspelt name, the annotation is there.
    check(
        &[first, ("GetItems_V2", r#""x-ms-api-annotations": { "family": "GetItems", "revision": 2 }"#)],
        &["deprecated-without-replacement GetItems"],
    );
    for annotation in
        ["", r#""x-ms-api-annotation": { "status": "Preview" }"#, r#""x-ms-api-annotation": {}"#]
    {
        let text = fixed_by(&[first, ("GetItems_V2", annotation)], "versioning/unannotated-revision");
        let after = of(text);
        assert_eq!(codes(&after, Profile::Certified), [""; 0], "{annotation}");
        let family = after.definition().unwrap().family("GetItems").unwrap();
        assert_eq!(family.members, [0, 1]);
    }
}

#[test]
fn a_second_revision_of_an_annotated_family_joins_it_where_there_is_room() {
    let first = r#""deprecated": true, "summary": "Get rows (deprecated)", "x-ms-api-annotation": { "family": "Rows", "revision": 1 }"#;
    let after = of(fixed_by(&[("GetItems", first), ("GetItems_V2", "")], "versioning/unannotated-revision"));
    let model = after.definition().unwrap();
    let members = &model.family("Rows").unwrap().members;
    assert_eq!(members.iter().map(|&member| model.operations[member].revision()).collect::<Vec<_>>(), [1, 2]);
    let taken = r#""x-ms-api-annotation": { "family": "Rows", "revision": 2 }"#;
    let connector = of(definition("", &[("GetItems", first), ("GetItems_V2", ""), ("FindV2", taken)]));
    let found = found(&connector, &settings(Profile::Custom));
    let without = found.iter().find(|finding| finding.code() == "versioning/unannotated-revision").unwrap();
    assert!(without.fixes.is_empty());
}

#[test]
fn an_empty_revision_is_stated_once() {
    let bare = r#""x-ms-api-annotation": { "family": "GetItems" }"#;
    let first = revision(1, "Production", DEPRECATED);
    check_submitted(&[("GetItems", bare)], &["revision-empty GetItems"]);
    check_submitted(&[("GetItems_V2", bare)], &["revision-empty GetItems_V2"]);
    check_submitted(&[("GetItems", &first), ("GetItems_V2", bare)], &["duplicate-revision GetItems_V2"]);
    check_submitted(
        &[("GetItems", bare), ("GetItems_V2", bare)],
        &["many-empty-revisions GetItems_V2", "revision-empty GetItems"],
    );
    check_submitted(&[("GetItems", ""), ("GetItems_V2", bare)], &["many-empty-revisions GetItems_V2"]);
    let misspelt = r#""x-ms-api-annotation": { "family": "GetItems", "revison": 1 }"#;
    check_submitted(&[("GetItems", misspelt)], &["annotation-property-unknown GetItems"]);
    let text = fixed_by(
        &[("GetItems_V3", &revision(3, "Preview", "")), ("GetItems_V2", &format!("{ADVANCED} {bare}"))],
        "versioning/revision-empty",
    );
    assert!(text.contains("\"revision\": 2"), "{text}");
}

#[test]
fn a_rename_takes_along_all_that_names_the_operation() {
    let text = definition(
        "",
        &[
            ("GetItems", &format!("{ADVANCED} {FIRST}")),
            ("FindItems", &revision(2, "Preview", r#""x-ms-visibility": "internal","#)),
            (
                "GetItem",
                r#""parameters": [{ "name": "id", "in": "query", "type": "string",
                    "x-ms-dynamic-values": { "operationId": "FindItems", "value-path": "id" } }]"#,
            ),
        ],
    );
    let properties = r#"{ "properties": { "scriptOperations": ["FindItems", "GetItem"] } }"#;
    let connector = of(text).with(Part::new(FileRole::Properties, properties.to_owned()));
    let fixes = |connector: &Connector| {
        let found = found(connector, &settings(Profile::Custom));
        assert_eq!(found.len(), 1, "{found:#?}");
        found[0].fixes.clone()
    };
    let edits = fixes(&connector)[0].edits(&connector);
    let after = |role: FileRole| {
        let (_, edits) = edits.iter().find(|(file, _)| *file == role).unwrap();
        syntax::edit::apply(connector.part(role).unwrap().text(), edits).unwrap()
    };
    assert_eq!(after(FileRole::Definition).matches("\"FindItems_V2\"").count(), 2);
    assert!(after(FileRole::Properties).contains(r#"["FindItems_V2", "GetItem"]"#));
    // A script is code: only its author can rename in it.
    let script = Part::new(FileRole::Script, r#"if (Context.OperationId == "FindItems") { }"#.to_owned());
    assert!(fixes(&connector.with(script)).is_empty());
}
