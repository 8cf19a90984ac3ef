//! What is the same gives nothing, however it is written.

use std::fs;
use std::path::Path;

use connector::{Connector, FileRole, Part, role_of};
use evolution::changes::{Comparison, Update, compare};
use fixture::{connector_files, corpus, layouts, samples};
use syntax::Node;

use crate::support;

/// The files of `folder` that belong to connectors, each as a connector of its own.
pub(crate) fn parts(folder: &Path) -> Vec<(String, FileRole, String)> {
    let named = connector_files(folder).into_iter().filter_map(|path| {
        let role = role_of(path.file_name()?.to_str()?)?;
        let text = syntax::decode(fs::read(&path).ok()?).text;
        Some((path.display().to_string(), role, text))
    });
    named.collect()
}

fn nothing(old: &Connector, new: &Connector, what: &str) {
    let Comparison { changes, update, .. } = compare(old, new);
    let messages: Vec<&str> = changes.iter().map(|change| change.message.as_str()).collect();
    assert!(messages.is_empty() && update == Update::None, "{what}: {} {messages:#?}", update.name());
}

/// The value with the members of every object in the opposite order.
fn reversed(node: Node<'_>) -> String {
    if node.is_object() {
        let mut members: Vec<String> = node
            .members()
            .map(|member| {
                let key = member.key().map_or("", |key| &node.tree().text()[key.span().range()]);
                format!("{key}: {}", reversed(member))
            })
            .collect();
        members.reverse();
        format!("{{{}}}", members.join(", "))
    } else if node.is_array() {
        format!("[{}]", node.items().map(reversed).collect::<Vec<_>>().join(", "))
    } else {
        node.raw().to_owned()
    }
}

#[test]
fn writing_does_not_count() {
    let mut texts = parts(&samples());
    texts.extend(support::files(&[]).map(|(role, text)| ("the base".to_owned(), role, text)));
    texts.retain(|(_, role, text)| role.is_json() && syntax::parse(text).errors().is_empty());
    assert!(texts.len() > 10);
    for (path, role, text) in texts {
        let old = Connector::of_text(role, text.clone());
        for (name, written) in layouts(&text) {
            nothing(&old, &Connector::of_text(role, written), &format!("{path} with {name}"));
        }
        let order = reversed(syntax::parse(&text).root());
        nothing(&old, &Connector::of_text(role, order), &format!("{path} in another order"));
    }
}

#[test]
fn every_sample_is_the_same_as_itself() {
    for (path, role, text) in parts(&samples()) {
        let connector = Connector::of_text(role, text);
        nothing(&connector, &connector, &path);
    }
}

#[test]
fn every_real_connector_is_the_same_as_itself() {
    let Some(folder) = corpus("every_real_connector_is_the_same_as_itself") else { return };
    for (path, role, text) in parts(&folder) {
        let one = Connector::of_text(role, text.clone());
        let other = Connector::of_text(role, text);
        nothing(&one, &other, &path);
    }
}

#[test]
fn what_is_implied_may_be_written_out() {
    let get = "/paths/~1orders~1{id}/get";
    let puts = [
        (format!("{get}/deprecated"), "false"),
        (format!("{get}/x-ms-visibility"), r#""""#),
        (
            format!("{get}/x-ms-api-annotation"),
            r#"{ "status": "Production", "family": "GetOrder", "revision": 1 }"#,
        ),
        (format!("{get}/consumes"), r#"["application/json"]"#),
        ("/schemes".to_owned(), ""),
        ("/basePath".to_owned(), r#""/shop/""#),
    ];
    for (place, text) in puts {
        let new = support::with(&[(&place, text)]);
        let comparison = compare(&support::with(&[]), &new);
        assert_eq!(support::codes(&comparison), [""; 0], "{place}");
    }
}

#[test]
fn the_words_for_a_normal_visibility_are_like_none() {
    for place in [
        "/paths/~1orders~1{id}/get",
        "/paths/~1orders~1{id}/get/parameters/1",
        "/definitions/Order/properties/id",
        "/paths/~1orders/post/parameters/0/schema",
    ] {
        let place = format!("{place}/x-ms-visibility");
        let states = ["", r#""""#, r#""none""#, r#""None""#].map(|word| match word {
            "" => support::with(&[]),
            word => support::with(&[(&place, word)]),
        });
        for old in &states {
            for new in &states {
                nothing(old, new, &place);
            }
        }
    }
    // Nor do they hide what a part of the schema says, and letter case does not count.
    let parts = |own: &str| {
        let schema =
            format!(r#"{{ {own} "allOf": [{{ "type": "string", "x-ms-visibility": "Advanced" }}] }}"#);
        support::with(&[("/definitions/Order/properties/id", &schema)])
    };
    let states = ["", r#""x-ms-visibility": "","#, r#""x-ms-visibility": "none","#].map(parts);
    for new in &states {
        nothing(&states[0], new, "a part");
    }
    let advanced = |word: &str| support::with(&[("/definitions/Order/properties/id/x-ms-visibility", word)]);
    nothing(&advanced(r#""advanced""#), &advanced(r#""Advanced""#), "letter case");
}

#[test]
fn a_script_may_be_indented_otherwise() {
    let connector = |text: &str| Connector::new([Part::new(FileRole::Script, text.to_owned())]);
    let old = connector(support::SCRIPT);
    nothing(&old, &connector(&support::SCRIPT.replace("    ", "\t").replace('\n', "\r\n\r\n")), "the script");
    assert_eq!(compare(&old, &connector("other")).changes.len(), 1);
}

#[test]
fn names_that_stand_twice_are_the_same_as_themselves() {
    let schemes = r#"{ "securityDefinitions": { "a": { "type": "basic" },
        "key": { "type": "apiKey", "name": "x", "in": "query" }, "key": { "type": "apiKey", "name": "y", "in": "header" },
        "b": { "type": "oauth2", "scopes": { "r": "R" } } } }"#;
    let properties = r#"{ "properties": { "connectionParameters": { "token": { "type": "oauthSetting",
        "oAuthSettings": { "identityProvider": "oauth2", "scopes": ["a"], "clientId": "x", "scopes": ["b"] } } } } }"#;
    for (role, text) in [(FileRole::Definition, schemes), (FileRole::Properties, properties)] {
        let connector = Connector::of_text(role, text);
        nothing(&connector, &connector, text);
    }
}
