//! What an operation says of its own life.

use connector::{Connector, Date};
use fixture::guide::{DEPRECATION, EXPLICIT, INITIATION, STARTING_POINT, definition_of};
use rules::{Profile, Settings, Severity};

use crate::support::{
    ADVANCED, DEPRECATED, FIRST, PROFILES, Row, check, codes, definition, fixed, fixed_by, found, of,
    revision, settings,
};

#[test]
fn the_guides_documents_are_flawless() {
    let shown = INITIATION
        .replace("\"Get rows\"", "\"Get rows (V1 - downplayed)\"")
        .replace("\"Get rows (V2)\"", "\"Get rows (V2 - new hotness)\"");
    for paths in [STARTING_POINT, EXPLICIT, INITIATION, &shown, DEPRECATION] {
        for profile in PROFILES {
            assert_eq!(codes(&of(definition_of(paths)), profile), [""; 0], "{profile:?} {paths}");
        }
    }
    // The page on deprecation leaves the status out, and marks the description too.
    let bare =
        |number: u32| format!(r#""x-ms-api-annotation": {{ "family": "GetItems", "revision": {number} }}"#);
    let marked = format!(r#"{DEPRECATED} "description": "Gets rows (deprecated).", {}"#, bare(1));
    check(&[("GetItems", &marked), ("GetItems_V2", &bare(2))], &[]);
}

/// Status and members of each revision; what is said in custom connectors; what is said in submitted ones.
type Case<'c> = (&'c [(&'c str, &'c str)], &'c [&'c str], &'c [&'c str]);

#[test]
fn an_older_revision_makes_room_for_one_reason() {
    let families: [Case<'_>; 9] = [
        (
            &[("Production", ""), ("Preview", "")],
            &["superseded-not-downplayed 1"],
            &["superseded-not-downplayed 1"],
        ),
        (
            &[("Production", ""), ("Production", "")],
            &["many-active-production 1"],
            &["many-active-production 1"],
        ),
        (&[("Production", ADVANCED), ("Production", "")], &[], &["many-active-production 1"]),
        (
            &[("Production", ADVANCED), ("Preview", ADVANCED), ("Preview", "")],
            &[],
            &["many-active-operations 1"],
        ),
        (
            &[("Production", ""), ("Production", ""), ("Production", "")],
            &["many-active-operations 1", "many-active-production 2"],
            &["many-active-operations 1", "many-active-production 2"],
        ),
        (
            &[("Production", ""), ("Production", ""), ("Preview", "")],
            &["many-active-operations 1", "superseded-not-downplayed 2"],
            &["many-active-operations 1", "superseded-not-downplayed 2"],
        ),
        // The newer one is not offered to makers.
        (&[("Production", ""), ("Preview", r#""x-ms-visibility": "internal","#)], &[], &[]),
        // What the flag or the visibility is meant to be is another rule's matter.
        (
            &[("Production", r#""summary": "Get rows (deprecated)","#), ("Preview", "")],
            &["summary-says-deprecated 1"],
            &["summary-says-deprecated 1"],
        ),
        (&[("Production", r#""x-ms-visibility": "advancd","#), ("Preview", "")], &[], &[]),
    ];
    for (members, custom, submitted) in families {
        let rows: Vec<(String, String)> = (1..)
            .zip(members)
            .map(|(number, (status, more))| {
                let id = if number == 1 { "GetItems".to_owned() } else { format!("GetItems_V{number}") };
                (id, revision(number, status, more))
            })
            .collect();
        let rows: Vec<Row<'_>> = rows.iter().map(|(id, members)| (&**id, &**members)).collect();
        let connector = of(definition("", &rows));
        let numbered = |profile: Profile| -> Vec<String> {
            let number = |code: String| code.replace("GetItems_V", "").replace("GetItems", "1");
            codes(&connector, profile).into_iter().map(number).collect()
        };
        assert_eq!(numbered(Profile::Custom), custom, "{members:?}");
        assert_eq!(numbered(Profile::Certified), submitted, "{members:?}");
        assert_eq!(numbered(Profile::Independent), submitted, "{members:?}");
    }
}

#[test]
fn a_status_that_is_left_out_is_implied() {
    let members = |first: &str, second: &str| {
        [(1, first), (2, second)].map(|(number, status)| {
            format!(r#""x-ms-api-annotation": {{ {status} "family": "GetItems", "revision": {number} }}"#)
        })
    };
    let says = |info: &str, first: &str, second: &str| {
        let [first, second] = members(first, second);
        codes(&of(definition(info, &[("GetItems", &first), ("GetItems_V2", &second)])), Profile::Custom)
    };
    let production = "many-active-production GetItems";
    let downplayed = "superseded-not-downplayed GetItems";
    let (none, written) = ("", r#""status": "Production","#);
    for (first, second) in [(none, none), (none, written), (written, none)] {
        assert_eq!(says("", first, second), [production], "{first} {second}");
    }
    let preview = r#", "x-ms-api-annotation": { "status": "Preview" }"#;
    assert_eq!(says(preview, none, none), [downplayed]);
    let in_production = r#", "x-ms-api-annotation": { "status": "Production" }"#;
    assert_eq!(says(in_production, none, r#""status": "Preview","#), [downplayed]);
    assert_eq!(says(in_production, none, none), [production]);
    // What the word is meant to be is another rule's matter.
    for unclear in [r#""status": "production","#, r#""staus": "Preview","#] {
        assert!(says("", unclear, none).contains(&downplayed.to_owned()), "{unclear}");
    }
    // The finding stands where the revision is stated.
    let [first, second] = members(none, none);
    let connector = of(definition("", &[("GetItems", &first), ("GetItems_V2", &second)]));
    let found = found(&connector, &settings(Profile::Custom));
    let span = found[0].span;
    assert_eq!(&connector.definition().unwrap().tree().text()[span.range()], "1");
}

#[test]
fn the_words_for_a_normal_visibility_are_like_none() {
    for word in ["", "none", "None"] {
        let first = revision(1, "Production", &format!(r#""x-ms-visibility": "{word}","#));
        let rows = [("GetItems", &*first), ("GetItems_V2", &*revision(2, "Preview", ""))];
        check(&rows, &["superseded-not-downplayed GetItems"]);
        let text = fixed_by(&rows, "versioning/superseded-not-downplayed");
        assert!(text.contains(r#""x-ms-visibility": "advanced""#) && text.matches("visibility").count() == 1);
    }
}

#[test]
fn a_replacement_is_for_what_is_out_or_says_so() {
    let replaced = |more: &str| {
        format!(
            r#"{more} "x-ms-api-annotation": {{ "replacement": {{ "api": "a", "operationId": "GetItems" }} }}"#
        )
    };
    check(&[("GetItems", &replaced(""))], &["replacement-on-active-operation GetItems"]);
    check(
        &[("GetItems", &replaced(r#""deprecated": null,"#))],
        &["replacement-on-active-operation GetItems"],
    );
    check(&[("GetItems", &replaced(DEPRECATED))], &[]);
    check(&[("GetItems", &replaced(r#""deprecated": "true","#))], &[]);
    // The missing flag is the one cause.
    check(
        &[("GetItems", &replaced(r#""summary": "Get rows (deprecated)","#))],
        &["summary-says-deprecated GetItems"],
    );
    let cut = definition("", &[("GetItems", &replaced(""))]);
    let end = cut.rfind("\"GetItems\"").unwrap() + "\"GetItems\" }".len();
    assert_eq!(codes(&of(&cut[..end]), Profile::Certified), [""; 0], "{}", &cut[..end]);
}

#[test]
fn a_deprecated_operation_says_so_where_there_is_room() {
    let deprecated = |summary: &str, description: &str| {
        format!(
            r#""summary": "{summary}", "description": "{description}", "deprecated": true, "x-ms-visibility": "internal""#
        )
    };
    let says = ["deprecated-not-in-text GetItems"];
    check(&[("GetItems", &deprecated("Get rows", "Gets rows."))], &says);
    for fine in ["", "Get rows (deprecated)", "DEPRECATED: Get rows", "Get rows (V1 - deprecated)"] {
        check(&[("GetItems", &deprecated(fine, "Gets rows."))], &[]);
    }
    // What is about something deprecated says nothing of the operation.
    for about in ["List deprecated rows", "Deprecated rows"] {
        check(&[("GetItems", &deprecated(about, "Gets rows."))], &says);
        let active = format!(r#""summary": "{about}""#);
        check(&[("GetItems", &active)], &[]);
    }
    check(&[("GetItems", &deprecated(&"x".repeat(70), "Gets rows."))], &[]);
    for (description, after) in [
        ("Gets rows.", "Gets rows (deprecated)."),
        ("Gets rows", "Gets rows (deprecated)"),
        ("Gets \\\"rows\\\". ", "Gets \\\"rows\\\" (deprecated)."),
        ("A deprecated way.", "A deprecated way."),
        ("", ""),
    ] {
        let text = fixed_by(
            &[("GetItems", &deprecated("Get rows", description))],
            "versioning/deprecated-not-in-text",
        );
        assert!(text.contains(r#""summary": "Get rows (deprecated)""#), "{text}");
        assert!(text.contains(&format!(r#""description": "{after}""#)), "{text}");
    }
}

#[test]
fn a_flag_that_is_no_flag_is_not_missing_too() {
    let quoted = r#""summary": "Get rows (deprecated)", "deprecated": "true""#;
    check(&[("GetItems", quoted)], &[]);
    check(
        &[("GetItems", r#""summary": "Get rows (deprecated)", "deprecated": null"#)],
        &["summary-says-deprecated GetItems"],
    );
    check(&[("GetItems", r#""summary": "List deprecated rows""#)], &[]);
    let dated = |flag: &str| {
        format!(
            r#"{flag} "x-ms-api-annotation": {{ "family": "GetItems", "revision": 1, "expires": "2034-06-30" }}"#
        )
    };
    check(&[("GetItems", &dated(r#""deprecated": "true","#))], &[]);
    check(&[("GetItems", &dated(""))], &["expires-on-active-operation GetItems"]);
    check(
        &[("GetItems", &dated(r#""summary": "Get rows (deprecated)","#))],
        &["summary-says-deprecated GetItems"],
    );
}

#[test]
fn what_a_damaged_operation_lacks_may_be_lost() {
    let whole = definition(
        "",
        &[
            ("FindItems", r#""summary": "Find (deprecated)""#),
            (
                "GetItems",
                r#""x-ms-api-annotation": { "family": "F", "revision": 1, "expires": "2034-06-30" }"#,
            ),
            ("GetItem", ""),
            ("GetItem_V2", ""),
        ],
    );
    let known = codes(&of(whole.clone()), Profile::Certified);
    assert_eq!(
        known,
        [
            "expires-on-active-operation GetItems",
            "summary-says-deprecated FindItems",
            "unannotated-revision GetItem_V2"
        ]
    );
    for (end, _) in whole.char_indices() {
        // Of what is there up to a place, nothing is said that the rest would take back; but half a date is none.
        let found = codes(&of(&whole[..end]), Profile::Certified);
        let is_new = |code: &&String| !known.contains(code) && !code.starts_with("expires-invalid");
        assert!(found.iter().find(is_new).is_none(), "{found:?}\n{}", &whole[..end]);
    }
    for last in ["Find (deprecated)\"", "\"2034-06-30\"", "\"GetItem_V2\""] {
        let end = whole.find(last).unwrap() + last.len();
        let complete = codes(&of(&whole[..end]), Profile::Certified);
        assert!(complete.len() < known.len() && !complete.contains(&known[2]), "{last}: {complete:?}");
    }
    assert_eq!(codes(&of(&whole[..whole.find("(deprecated)").unwrap() + 14]), Profile::Certified), [""; 0]);
}

#[test]
fn only_the_author_knows_the_replacement() {
    let deprecated =
        |more: &str| format!(r#"{DEPRECATED} {more} "x-ms-api-annotation": {{ "revision": 1 }}"#);
    check(&[("GetItems", &deprecated(""))], &["deprecated-without-replacement GetItems"]);
    check(&[("GetItems", &deprecated(r#""x-ms-visibility": "internal","#))], &[]);
    // Of a family that ends, the last one.
    let (first, second) = (revision(1, "Production", DEPRECATED), revision(2, "Production", DEPRECATED));
    check(&[("GetItems", &first), ("GetItems_V2", &second)], &["deprecated-without-replacement GetItems_V2"]);
}

#[test]
fn a_date_is_past_for_whoever_knows_the_day() {
    let expiring = |flag: &str| {
        let family = r#""family": "GetItems", "revision": 1, "expires": "2026-06-30T00:00:00Z""#;
        let operation = format!(r#"{flag} "x-ms-api-annotation": {{ {family} }}"#);
        of(definition("", &[("GetItems", &operation), ("GetItems_V2", &revision(2, "Production", ""))]))
    };
    let on = |connector: &Connector, today: Option<Date>| {
        let settings = Settings { today, ..settings(Profile::Certified) };
        let found = found(connector, &settings);
        found.iter().map(|finding| (finding.code(), finding.severity)).collect::<Vec<_>>()
    };
    let deprecated = expiring(DEPRECATED);
    assert_eq!(on(&deprecated, None), []);
    assert_eq!(on(&deprecated, Date::new(2026, 6, 30)), [], "the last day counts");
    assert_eq!(on(&deprecated, Date::new(2026, 7, 1)), [("versioning/expires-invalid", Severity::Info)]);
    let active = expiring(ADVANCED);
    assert_eq!(
        on(&active, Date::new(2026, 7, 1)),
        [
            ("versioning/many-active-production", Severity::Warning),
            ("versioning/expires-on-active-operation", Severity::Warning)
        ]
    );
    // Whoever wants to hear less of it is heard.
    let rules = vec![("versioning/expires-invalid".to_owned(), Some(Severity::Hint))];
    let settings = Settings { rules, today: Date::new(2026, 7, 1), ..Settings::default() };
    assert_eq!(found(&deprecated, &settings)[0].severity, Severity::Hint);
}

#[test]
fn a_connector_is_new_if_nothing_says_otherwise() {
    let production = r#", "x-ms-api-annotation": { "status": "Production" }"#;
    let says = |text: String| {
        codes(&of(text), Profile::Certified)
            .contains(&"new-connector-production x-ms-api-annotation".to_owned())
    };
    assert!(says(definition(production, &[("GetItems", FIRST)])));
    assert!(says(definition(production, &[("GetItems", r#""summary": "List deprecated rows""#)])));
    for used in [
        definition(production, &[("GetItems_V2", "")]),
        definition(production, &[("GetItems", DEPRECATED.trim_end_matches(','))]),
        definition(production, &[("GetItems", r#""summary": "Get rows (deprecated)""#)]),
        definition(production, &[("Find", r#""x-ms-api-annotation": { "revision": 2 }"#)]),
        definition(production, &[]).replace("\"1.0\"", "\"v2\""),
        definition("", &[]),
    ] {
        assert!(!says(used.clone()), "{used}");
    }
    let new = of(definition(production, &[("GetItems", FIRST)]));
    assert_eq!(codes(&new, Profile::Custom), [""; 0], "nobody reviews it");
    let fix = found(&new, &settings(Profile::Certified))[0].fixes[0].clone();
    let after = of(fixed(&new, &fix));
    assert_eq!(codes(&after, Profile::Certified), [""; 0], "the operations go back to Preview too");
}

#[test]
fn the_status_is_read_where_the_platform_reads_it() {
    let preview = r#""x-ms-api-annotation": { "status": "Preview" }"#;
    let under_info = definition(&format!(", {preview}"), &[("GetItems", FIRST)]);
    assert_eq!(codes(&of(under_info), Profile::Custom), ["status-ahead-of-connector GetItems"]);
    let at_root = definition("", &[("GetItems", FIRST)]).replacen('{', &format!("{{ {preview},"), 1);
    assert_eq!(codes(&of(at_root), Profile::Custom), ["annotation-misplaced "]);
}
