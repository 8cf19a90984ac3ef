//! Files that only one side has, where all files of both are known.

use connector::{Connector, FileRole, Part};
use evolution::changes::remedies::Remedies;
use evolution::changes::{Class, Update, compare, compare_whole};

use crate::support::{codes, with};

/// The base with other properties.
fn properties(text: &str) -> Connector {
    with(&[]).with(Part::new(FileRole::Properties, text.to_owned()))
}

/// Properties with a sign-in, a policy and a script operation.
const FULL: &str = r#"{ "properties": {
    "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } } },
    "policyTemplateInstances": [{ "templateId": "setheader", "title": "Header", "parameters": { "x": "y" } }],
    "scriptOperations": ["CreateOrder"] } }"#;

#[test]
fn what_a_properties_file_said_is_gone_with_it_and_new_with_it() {
    let whole = properties(FULL).without(FileRole::Script);
    let without = whole.without(FileRole::Properties);
    let empty = whole.with(Part::new(FileRole::Properties, r#"{ "properties": {} }"#.to_owned()));
    for (old, new, twins) in [(&whole, &without, (&whole, &empty)), (&without, &whole, (&empty, &whole))] {
        let comparison = compare_whole(old, new);
        assert_eq!(codes(&comparison), codes(&compare(twins.0, twins.1)));
        assert!(codes(&comparison).contains(&"auth-changed".to_owned()), "{:?}", codes(&comparison));
        assert_eq!(comparison.update, Update::Major);
        assert_eq!(compare(old, new).changes, [], "a single file says nothing about others");
        for change in &comparison.changes {
            for (spot, connector) in [(change.old, old), (change.new, new)] {
                assert!(spot.is_none_or(|spot| connector.part(spot.file).is_some()), "{change:?}");
            }
            assert!(change.also.iter().all(|spot| new.part(spot.file).is_some()), "{change:?}");
        }
    }
}

#[test]
fn a_script_that_comes_or_goes_is_one_change() {
    let whole = properties(FULL);
    let messages = |old: &Connector, new: &Connector| -> Vec<String> {
        let changes = compare_whole(old, new).changes.into_iter();
        let changes = changes.filter(|change| change.kind.code != "change/version-not-bumped");
        changes.map(|change| change.message).collect()
    };
    let without = whole.without(FileRole::Script);
    assert!(messages(&whole, &without)[0].starts_with("The script is gone. "));
    assert!(messages(&without, &whole)[0].starts_with("The script is new. "));
    // Its list tells as much.
    let unlisted = properties(&FULL.replace(r#""scriptOperations": ["CreateOrder"]"#, r#""x": 1"#));
    let told = messages(&whole, &unlisted.without(FileRole::Script));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("The script no longer handles "), "{told:?}");
    // Nobody feels a script for operations that nobody has.
    let for_new = properties(&FULL.replace("CreateOrder", "GetNothing"));
    assert_eq!(messages(&for_new.without(FileRole::Script), &for_new), [""; 0]);
}

#[test]
fn looks_alone_are_a_minor_update() {
    let old = with(&[]).without(FileRole::Properties).without(FileRole::Script);
    let new = old.with(Part::new(
        FileRole::Properties,
        r##"{ "properties": { "iconBrandColor": "#ffffff" } }"##.to_owned(),
    ));
    let comparison = compare_whole(&old, &new);
    assert_eq!(
        (codes(&comparison), comparison.update),
        (vec!["version-not-bumped".to_owned()], Update::Minor)
    );
}

#[test]
fn an_unpacked_solution_says_it_elsewhere() {
    let plain = properties(FULL);
    let solution = plain
        .without(FileRole::Properties)
        .with(Part::new(FileRole::ConnectionParameters, "{}".to_owned()))
        .with(Part::new(FileRole::PolicyTemplateInstances, "[]".to_owned()));
    assert_eq!(compare_whole(&plain, &solution).changes, []);
    assert_eq!(compare_whole(&solution, &plain).changes, []);
    let parameters =
        r#"{ "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } } }"#
            .to_owned();
    let full = solution.with(Part::new(FileRole::ConnectionParameters, parameters));
    let less = full.without(FileRole::ConnectionParameters);
    assert_eq!(codes(&compare_whole(&full, &less)), ["auth-changed", "version-not-bumped"]);
}

#[test]
fn a_remedy_for_something_else_leaves_the_absent_file_as_it_is() {
    let old = properties(FULL);
    let new = with(&[("/host", r#""other.example""#)]).without(FileRole::Properties);
    let comparison = compare_whole(&old, &new);
    let of = |code: &str| comparison.changes.iter().position(|change| change.kind.code == code).unwrap();
    let (host, sign_in) = (of("change/host-changed"), of("change/auth-changed"));
    assert_eq!(comparison.changes[sign_in].class, Class::Breaking);
    let remedies = Remedies::new(&old, &new, &comparison);
    let cured = remedies.revert(host).unwrap().cured;
    assert!(!cured.contains(&sign_in), "{cured:?}");
    assert_eq!(remedies.revert(sign_in), None);
}
