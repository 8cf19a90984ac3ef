//! The form for a connection.

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::{fields, of};

#[track_caller]
fn check(properties: &str, expected: &Expect) {
    let text = format!("{{}}\n//- apiProperties.json\n{{ \"properties\": {{ {properties} }} }}");
    let mut out = String::new();
    for way in of(&text).edited.sign_in.unwrap() {
        writeln!(out, "{:?} {:?}", way.title, way.description).unwrap();
        out += &fields(&way.fields);
    }
    expected.assert_eq(&out);
}

#[test]
fn the_form_has_its_fields_in_order() {
    check(
        r#""connectionParameters": {
            "key": { "type": "securestring", "uiDefinition": { "displayName": "Key", "description": "Your key.",
              "constraints": { "required": "true", "tabIndex": 2, "clearText": false } } },
            "region": { "type": "string", "defaultValue": "eu", "uiDefinition": { "displayName": "Region",
              "constraints": { "required": true, "tabIndex": 1,
                "allowedValues": [{ "text": "Europe", "value": "eu" }, { "value": "us" }] } } },
            "hidden": { "type": "string", "uiDefinition": { "constraints": { "hidden": "true" } } },
            "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } },
            "gate": { "type": "gatewaySetting" }, "on": { "type": "bool" }, "n": { "type": "int" }, "odd": 1 }"#,
        &expect![[r#"
            None None
            Region * · Choice · Choices { names: ["Europe", "us"], more: 0 } · = Europe
            Key * · Secret text · Secret · Your key.
            token · Sign-in · SignIn
            gate · Data gateway · Gateway
            on · Yes or no · YesNo
            n · Whole number
        "#]],
    );
}

#[test]
fn sets_are_choices() {
    check(
        r#""connectionParameters": { "left": { "type": "string" } },
           "connectionParameterSets": { "values": [
             { "name": "key", "uiDefinition": { "displayName": "With a key", "description": "The usual way." },
               "parameters": { "key": { "type": "securestring" } } },
             { "name": "user", "parameters": { "name": { "type": "string" }, "word": { "type": "securestring" } } } ] }"#,
        &expect![[r#"
            Some("With a key") Some("The usual way.")
            key · Secret text · Secret
            Some("user") None
            name · Text
            word · Secret text · Secret
        "#]],
    );
}

#[test]
fn nothing_is_said_without_the_file() {
    assert_eq!(of("{}").edited.sign_in, None);
    check(r#""connectionParameters": {}"#, &expect![[r#""#]]);
}
