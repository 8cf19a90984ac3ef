//! The rules on `apiProperties.json` where an example on a page says too little: what a fix does to other parts of the
//! file, what is left alone, and what depends on other files.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use connector::{Connector, FileRole, Part};
use rules::{Finding, Profile, Settings, Severity, Stop};

/// The findings of one rule, in this profile.
fn found(connector: &Connector, code: &str, profile: Profile) -> Vec<Finding> {
    let settings = Settings { profile, ..Settings::default() };
    let mut findings = rules::check(connector, &settings, &Stop::default());
    findings.retain(|finding| finding.code() == code);
    findings
}

/// A connector of nothing but properties with these members.
fn properties(members: &str) -> Connector {
    Connector::of_text(FileRole::Properties, format!("{{\"properties\":{{{members}}}}}"))
}

/// A connector with one sign-in that has these OAuth settings.
fn sign_in(settings: &str) -> Connector {
    properties(&format!(
        r#""connectionParameters":{{"token":{{"type":"oauthSetting","oAuthSettings":{{{settings}}}}}}}"#
    ))
}

/// The properties after the first fix of every finding of the rule.
#[track_caller]
fn fixed(connector: &Connector, code: &str, profile: Profile) -> String {
    let findings = found(connector, code, profile);
    let fixes: Vec<_> = findings.iter().filter_map(|finding| finding.fixes.first().cloned()).collect();
    assert!(!fixes.is_empty(), "{code}: {findings:#?}");
    let text = connector.part(FileRole::Properties).expect("properties").text();
    let edits = rules::fix::edits(connector, &fixes);
    let edits = &edits.iter().find(|(role, _)| *role == FileRole::Properties).expect("edits").1;
    syntax::edit::apply(text, edits).expect("edits that fit")
}

fn severities(findings: &[Finding]) -> Vec<Severity> {
    findings.iter().map(|finding| finding.severity).collect()
}

/// A definition in a folder with files of these names.
fn in_folder(names: &[&str], parts: impl IntoIterator<Item = Part>) -> Connector {
    let definition = Part::new(FileRole::Definition, "{}".to_owned());
    let mut connector = Connector::new([definition].into_iter().chain(parts));
    connector.set_siblings(Some(names.iter().map(|name| (*name).to_owned()).collect()));
    connector
}

#[test]
fn a_file_is_missing_only_where_the_folder_is_known() {
    let code = "properties/file-missing";
    let count = |connector: &Connector| found(connector, code, Profile::Custom).len();
    let definition = "apiDefinition.swagger.json";
    assert_eq!(count(&in_folder(&[definition], [])), 1);
    assert_eq!(count(&Connector::of_text(FileRole::Definition, "{}")), 0);
    // Too large to be read, in other letter case, or split as in a solution.
    assert_eq!(count(&in_folder(&[definition, "APIProperties.json"], [])), 0);
    assert_eq!(count(&in_folder(&["con_shop_openapidefinition.json"], [])), 0);
    assert_eq!(count(&properties("")), 0);
}

#[test]
fn settings_say_what_the_file_is_called() {
    let settings = |path: &str| {
        let text = format!(r#"{{ "connectorId": "x", "apiProperties": "{path}" }}"#);
        in_folder(&["apiDefinition.swagger.json", "settings.json"], [Part::new(FileRole::Settings, text)])
    };
    let code = "properties/file-missing";
    let findings = found(&settings("props.json"), code, Profile::Custom);
    assert!(findings[0].message.contains("'props.json'"), "{findings:?}");
    assert!(found(&settings("../shared/props.json"), code, Profile::Custom).is_empty());
}

#[test]
fn independent_publishers_get_their_color() {
    let missing = "properties/brand-color-missing";
    assert!(fixed(&properties(""), missing, Profile::Independent).contains("#da3b01"));
    assert!(!fixed(&properties(""), missing, Profile::Certified).contains("#da3b01"));
    let invalid = properties(r#""iconBrandColor":"orange""#);
    assert!(fixed(&invalid, "properties/brand-color-invalid", Profile::Independent).contains("#da3b01"));
    // One mistake, one finding.
    assert!(found(&invalid, "properties/brand-color-ip", Profile::Independent).is_empty());
    let refused = properties(r##""iconBrandColor":"#FFFFFF""##);
    assert!(found(&refused, "properties/brand-color-forbidden", Profile::Independent).is_empty());
    assert_eq!(found(&refused, "properties/brand-color-ip", Profile::Independent).len(), 1);
}

#[test]
fn a_color_that_is_refused_is_not_what_a_fix_writes() {
    let code = "properties/brand-color-invalid";
    for color in ["#fff", "ffffff", "0x007EE5"] {
        let connector = properties(&format!(r#""iconBrandColor":"{color}""#));
        for profile in [Profile::Custom, Profile::Certified] {
            let findings = found(&connector, code, profile);
            assert!(findings.len() == 1 && findings[0].fixes.is_empty(), "{findings:?}");
        }
        assert!(fixed(&connector, code, Profile::Independent).contains("#da3b01"));
    }
}

#[test]
fn single_parameters_that_a_set_repeats_are_no_conflict() {
    let of = |single: &str, first: &str, second: &str| {
        let sets = [first, second].map(|members| format!(r#"{{"parameters":{{{members}}}}}"#)).join(",");
        let connector = properties(&format!(
            r#""connectionParameters":{{{single}}},"connectionParameterSets":{{"values":[{sets}]}}"#
        ));
        severities(&found(&connector, "properties/parameter-sets-conflict", Profile::Certified))
    };
    let (key, text) = (r#""key":{"type":"securestring"}"#, r#""key":{"type":"string"}"#);
    let both = format!(r#"{key},"shop":{{"type":"string"}}"#);
    assert_eq!(of(key, text, &both), []);
    assert_eq!(of("", text, text), []);
    assert_eq!(of(&both, key, text), [Severity::Info]);
    assert_eq!(of(key, text, text), [Severity::Info]);
}

#[test]
fn the_publisher_comes_from_the_contact_and_the_owner_from_the_title() {
    let definition =
        r#"{ "info": { "title": "Shop (Independent Publisher)", "contact": { "name": "Ann Beebe" } } }"#;
    let connector =
        properties("\"capabilities\":[]").with(Part::new(FileRole::Definition, definition.to_owned()));
    let text = fixed(&connector, "properties/publisher-missing", Profile::Independent);
    assert!(text.contains(r#""publisher":"Ann Beebe""#), "{text}");
    let text = fixed(&connector, "properties/stack-owner-missing", Profile::Independent);
    assert!(text.contains(r#""stackOwner":"Shop""#), "{text}");
    let lower = properties(r#""publisher":"Contoso","stackowner":"Contoso""#);
    let text = fixed(&lower, "properties/stack-owner-missing", Profile::Certified);
    assert!(text.contains(r#""stackOwner":"Contoso""#), "{text}");
}

#[test]
fn a_type_in_other_letter_case_is_a_warning() {
    let of = |kind: &str| {
        let connector = properties(&format!(r#""connectionParameters":{{"a":{{"type":"{kind}"}}}}"#));
        severities(&found(&connector, "properties/parameter-type-invalid", Profile::Certified))
    };
    assert_eq!(of("oAuthSetting"), [Severity::Warning]);
    assert_eq!(of("text"), [Severity::Error]);
    assert_eq!(of("oauthSetting"), []);
}

#[test]
fn a_parameter_is_renamed_wherever_the_properties_name_it() {
    let connector = properties(
        r#""connectionParameters":{
            "shop-name":{"type":"string"},
            "kind":{"type":"string","uiDefinition":{"constraints":{"dependencies":{"shop-name":{"values":["x"]}}}}},
            "gateway":{"type":"gatewaySetting","gatewaySettings":{"connectionDetails":["shop-name"]}},
            "token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"facebook","additionalParameters":{
                "p":{"applicableWhen":[{"parameter":"shop-name","oneOf":["x"]}]}}}}
        },
        "policyTemplateInstances":[{"templateId":"dynamichosturl","parameters":{
            "x-ms-apimTemplateParameter.urlTemplate":"https://@connectionParameters('shop-name').example"}}]"#,
    );
    let code = "properties/parameter-name-invalid";
    let text = fixed(&connector, code, Profile::Custom);
    assert_eq!(text.matches("shop_name").count(), 5, "{text}");
    assert!(!text.contains("shop-name"), "{text}");
    let count = |names: &[&str]| {
        let parameters: Vec<String> =
            names.iter().map(|name| format!(r#""{name}":{{"type":"string"}}"#)).collect();
        let connector = properties(&format!(r#""connectionParameters":{{{}}}"#, parameters.join(",")));
        let findings = found(&connector, code, Profile::Custom);
        (findings.len(), findings.iter().map(|finding| finding.fixes.len()).sum::<usize>())
    };
    assert_eq!(count(&["token:TenantId", "shop_1"]), (0, 0));
    // In several sets: one fix for all.
    let set = r#"{"parameters":{"shop-name":{"type":"string"}}}"#;
    let sets = properties(&format!(r#""connectionParameterSets":{{"values":[{set},{set},{set}]}}"#));
    let findings = found(&sets, code, Profile::Custom);
    let parts = |finding: &Finding| (finding.fixes.len(), finding.related.len());
    assert_eq!(findings.iter().map(parts).collect::<Vec<_>>(), [(1, 0), (0, 1), (0, 1)]);
    assert_eq!(findings[0].fixes[0].steps.len(), 3);
    assert_eq!(fixed(&sets, code, Profile::Custom).matches("shop_name").count(), 3);
    // Another one has the better name, or there is none.
    assert_eq!(count(&["a b", "a_b"]), (1, 0));
    assert_eq!(count(&["ü"]), (1, 0));
    assert_eq!(count(&["a:b:c"]), (1, 1));
}

#[test]
fn hidden_fields_and_fields_with_a_schema_need_no_texts() {
    let of = |definition: &str| {
        let parameter = format!(r#""connectionParameters":{{"shop":{{"type":"string",{definition}}}}}"#);
        found(&properties(&parameter), "properties/parameter-ui-missing", Profile::Certified).len()
    };
    assert_eq!(of(r#""uiDefinition":{"constraints":{"hidden":"true"}}"#), 0);
    assert_eq!(of(r#""uiDefinition":{"constraints":{"hidden":true}}"#), 0);
    assert_eq!(of(r#""uiDefinition":{"constraints":{"hidden":"false"}}"#), 1);
    assert_eq!(of(r#""uiDefinition":{"displayname":"Shop","schema":{"description":"The shop."}}"#), 0);
    assert_eq!(of(r#""metadata":{"sourceType":"AzureActiveDirectoryTenant"},"uiDefinition":null"#), 0);
    assert_eq!(of(r#""uiDefinition":null"#), 1);
}

#[test]
fn the_texts_of_a_field_come_from_its_name_and_tooltip() {
    let of = |definition: &str| {
        let parameter = format!(
            r#""connectionParameters":{{"shop_id":{{"type":"string","uiDefinition":{definition}}}}}"#
        );
        fixed(&properties(&parameter), "properties/parameter-ui-missing", Profile::Certified)
    };
    let text = of(r#"{"displayName":"","tooltip":"See the address."}"#);
    assert!(
        text.contains(r#"{"displayName":"Shop ID","description":"See the address.","tooltip""#),
        "{text}"
    );
    let text = of("null");
    assert!(text.contains(r#"{"displayName":"Shop ID","description":"The shop ID."}"#), "{text}");
    // A name without a word tells nothing: what is missing is said, and nothing is made up.
    let nameless = properties(r#""connectionParameters":{"":{"type":"string"}}"#);
    let findings = found(&nameless, "properties/parameter-ui-missing", Profile::Certified);
    assert_eq!(findings.iter().map(|finding| finding.fixes.len()).collect::<Vec<_>>(), [0]);
}

#[test]
fn constraints_are_converted_without_loss() {
    let of = |constraints: &str| {
        let ui = format!(r#"{{"uiDefinition":{{"constraints":{{{constraints}}}}}}}"#);
        properties(&format!(r#""connectionParameters":{{"a":{ui}}}"#))
    };
    let code = "properties/constraint-type-invalid";
    let wrong = of(r#""required":true,"hidden":false,"clearText":"False","tabIndex":"2","allowedValues":{}"#);
    let severities = severities(&found(&wrong, code, Profile::Certified));
    let (warning, hint) = (Severity::Warning, Severity::Hint);
    assert_eq!(severities, [warning, hint, warning, warning, warning]);
    let text = fixed(&wrong, code, Profile::Certified);
    assert!(
        text.contains(
            r#""required":"true","hidden":"false","clearText":false,"tabIndex":2,"allowedValues":{}"#
        ),
        "{text}"
    );
}

#[test]
fn a_secret_is_not_repeated_in_the_message() {
    let secret = "q8Zx1kP0aa7Lm4";
    let request = format!("grant_type=code&client_secret={secret}&code={{Code}}");
    let custom = format!(r#""customParameters":{{"tokenBodyTemplate":{{"value":"{request}"}}}}"#);
    let connector = sign_in(&format!(r#""clientSecret":"{secret}",{custom}"#));
    let code = "properties/secret-committed";
    let findings = found(&connector, code, Profile::Custom);
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings.iter().all(|finding| !finding.message.contains(secret)), "{findings:?}");
    let text = fixed(&connector, code, Profile::Custom);
    assert!(!text.contains(secret) && text.contains("client_secret=[[secret]]&code"), "{text}");
    let start = |kind: &str| {
        properties(&format!(
            r#""connectionParameters":{{"a":{{"type":"{kind}","defaultValue":"{secret}"}}}}"#
        ))
    };
    assert_eq!(found(&start("securestring"), code, Profile::Custom).len(), 1);
    assert_eq!(found(&start("string"), code, Profile::Custom).len(), 0);
}

#[test]
fn what_makers_fill_in_is_not_missing() {
    let beside = |name: &str| {
        let settings = r#""oAuthSettings":{"identityProvider":"aad","customParameters":{}}"#;
        let connector = properties(&format!(
            r#""connectionParameters":{{"token":{{"type":"oauthSetting",{settings}}},"{name}":{{"type":"string"}}}}"#
        ));
        found(&connector, "properties/oauth-parameter-missing", Profile::Certified).len()
    };
    assert_eq!(beside("token:ResourceUri"), 0);
    assert_eq!(beside("other:ResourceUri"), 1);
    assert_eq!(beside("ResourceUri"), 1);
}

#[test]
fn what_a_sign_in_needs_is_taken_from_elsewhere() {
    let code = "properties/oauth-parameter-missing";
    let resource = r#""properties":{"AzureActiveDirectoryResourceId":"https://a.example"}"#;
    let text = fixed(&sign_in(&format!(r#""identityProvider":"aad",{resource}"#)), code, Profile::Custom);
    let inserted = r#""customParameters":{"resourceUri":{"value":"https://a.example"}}"#;
    assert!(text.contains(inserted), "{text}");
    let misspelt = r#""identityProvider":"oauth2","customParameters":{"authorisationUrl":{},"tokenUrl":{},"RefreshUrl":{}}"#;
    let text = fixed(&sign_in(misspelt), code, Profile::Custom);
    assert!(text.contains(r#"{"authorizationUrl":{},"tokenUrl":{}"#), "{text}");
}

#[test]
fn all_names_of_another_provider_are_renamed_at_once() {
    let custom = r#""authorizationUrl":{},"TokenUrl":{},"refreshUrl":{},"resourceUri":{},"region":{}"#;
    let connector =
        sign_in(&format!(r#""identityProvider":"oauth2generic","customParameters":{{{custom}}}"#));
    let code = "properties/oauth-parameter-wrong-provider";
    let (error, warning) = (Severity::Error, Severity::Warning);
    assert_eq!(severities(&found(&connector, code, Profile::Custom)), [error, error, error, warning]);
    assert!(found(&connector, "properties/oauth-parameter-missing", Profile::Custom).is_empty());
    let text = fixed(&connector, code, Profile::Custom);
    let expected =
        r#"{"authorizationUrlTemplate":{},"tokenUrlTemplate":{},"refreshUrlTemplate":{},"region":{}}"#;
    assert!(text.contains(expected), "{text}");
}

#[test]
fn the_provider_is_wrong_where_all_parameters_are_those_of_another() {
    let generic = r#""authorizationUrlTemplate":{},"tokenUrlTemplate":{},"refreshUrlTemplate":{},"tokenBodyTemplate":{}"#;
    let code = "properties/oauth-parameter-wrong-provider";
    for provider in ["oauth2", "OAuth2", "aad", "facebook"] {
        let connector =
            sign_in(&format!(r#""identityProvider":"{provider}","customParameters":{{{generic}}}"#));
        assert_eq!(found(&connector, code, Profile::Custom).len(), 1, "{provider}");
        assert!(found(&connector, "properties/oauth-parameter-missing", Profile::Custom).is_empty());
        let text = fixed(&connector, code, Profile::Custom);
        assert!(text.contains(r#""identityProvider":"oauth2generic""#) && text.contains(generic), "{text}");
    }
    // One of its own, or of no provider at all: then the others are strange.
    for own in [r#""tokenUrl":{}"#, r#""region":{}"#] {
        let connector =
            sign_in(&format!(r#""identityProvider":"oauth2","customParameters":{{{generic},{own}}}"#));
        assert_eq!(found(&connector, code, Profile::Custom).len(), 4, "{own}");
    }
}

#[test]
fn redirect_addresses_of_a_region_go_with_direct() {
    let of = |mode: &str, address: &str| {
        let connector = sign_in(&format!(r#""redirectMode":"{mode}","redirectUrl":{address}"#));
        found(&connector, "properties/redirect-url-unexpected", Profile::Certified).len()
    };
    let regional = r#""https://europe-001.consent.azure-apim.net/redirect""#;
    assert_eq!(of("Direct", regional), 0);
    assert_eq!(of("Global", regional), 1);
    for (address, count) in [
        ("https://msmanaged-na.consent.azure-apim.net/redirect", 0),
        ("https://msmanaged-na.CONSENT.azure-apim.net/redirect/shop", 0),
        ("https://consent.azure-apim.net/redirect", 1),
        ("https://a.example/?at=x.consent.azure-apim.net/redirect", 1),
        ("https://a.consent.azure-apim.net.example/redirect", 1),
        ("https://a.consent.azure-apim.net/redirector", 1),
    ] {
        let without_mode = sign_in(&format!(r#""redirectUrl":"{address}""#));
        let findings = found(&without_mode, "properties/redirect-url-unexpected", Profile::Certified);
        assert_eq!(findings.len(), count, "{address}");
        assert_eq!(of("Direct", &format!("\"{address}\"")), count, "{address}");
    }
    assert_eq!(of("Global", r#""https://global.consent.azure-apim.net/redirect/shop""#), 0);
    assert_eq!(of("Global", r#""https://global.consent.azure-apim.net/redirector""#), 1);
    assert_eq!(of("Global", r#"["https://global.consent.azure-apim.net/redirect","https://a.example"]"#), 1);
    assert_eq!(of("Global", "\"\"") + of("Global", "null") + of("Global", r#""[[address]]""#), 0);
}

#[test]
fn scopes_are_split_in_order_unless_something_else_joins_them() {
    let code = "properties/scopes-not-split";
    let text = fixed(&sign_in(r#""scopes":["a b  c"]"#), code, Profile::Custom);
    assert!(
        text.contains(r#""scopes":["a","b","c"]"#) || text.contains(r#""scopes":["a", "b", "c"]"#),
        "{text}"
    );
    let joined = sign_in(r#""scopes":["a b"],"customParameters":{"scopeListDelimiter":{"value":","}}"#);
    assert!(found(&joined, code, Profile::Custom).is_empty());
}

#[test]
fn sets_of_one_name_are_found_among_many() {
    let set = |name: usize| format!(r#"{{"name":"set{name}","parameters":{{}}}}"#);
    let mut sets: Vec<String> = (0..40).map(set).collect();
    sets.push(set(3));
    let text =
        format!(r#""connectionParameters":{{}},"connectionParameterSets":{{"values":[{}]}}"#, sets.join(","));
    let findings = found(&properties(&text), "properties/parameter-sets-conflict", Profile::Custom);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].message.contains("'set3'") && findings[0].related.len() == 1, "{findings:?}");
}
