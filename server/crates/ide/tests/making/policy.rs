//! Policies of the templates.

use std::collections::BTreeMap;

use connector::{Connector, FileRole, Part};
use ide::making::{Making, NewPolicy, SignIn, add_policy, policy_templates};
use rules::Settings;

use crate::support::{after, connector, done, folder, refused};

/// A policy of a template as its example has it.
fn example(template: &str) -> NewPolicy {
    let template = vocabulary::policy_template(template).unwrap();
    let tree = syntax::parse(template.example);
    let parameters = tree.root().get("parameters").unwrap();
    let known = parameters.members().filter(|member| {
        template.parameter(&member.name()).is_some() && member.name() != connector::properties::OPERATION_NAME
    });
    let text = |node: syntax::Node<'_>| {
        node.as_str().map_or_else(|| node.raw().to_owned(), std::borrow::Cow::into_owned)
    };
    NewPolicy {
        template_id: template.id.to_owned(),
        title: "A title".to_owned(),
        operations: vec!["ListItems".to_owned()],
        parameters: known
            .map(|member| {
                (
                    member.name().into_owned(),
                    text(member).replace("connectionParameters('region')", "connectionParameters('api_key')"),
                )
            })
            .collect(),
    }
}

#[test]
fn every_template_can_be_added_in_every_layout() {
    let files = folder(SignIn::ApiKey);
    for layout in 0..fixture::layouts("{\n  \"a\": 1\n}\n").len() {
        for template in policy_templates() {
            let connector = connector(&files, |text| fixture::layouts(text)[layout].1.clone());
            let wanted = example(template.id);
            let made = match add_policy(&connector, &Settings::default(), &wanted) {
                Making::Made(made) => made,
                Making::Refused { reason } => {
                    // The example names a connection parameter that this connector does not have.
                    assert!(reason.contains("connection parameter"), "{}: {reason}", template.id);
                    continue;
                }
            };
            assert_eq!(&made.text[made.selection.range()], "A title");
            let now = after(&connector, &made);
            let file = now.properties_files().next().unwrap();
            assert_eq!(file.policies.len(), 1);
            assert_eq!(file.policy_operations(&file.policies[0]).count(), 1);
            let twice = done(add_policy(
                &now,
                &Settings::default(),
                &NewPolicy { title: "B".to_owned(), ..wanted.clone() },
            ));
            assert_eq!(after(&now, &twice).properties_files().next().unwrap().policies.len(), 2);
        }
    }
}

#[test]
fn a_policy_goes_where_the_connector_has_its_policies() {
    let definition = Part::new(FileRole::Definition, folder(SignIn::None)[0].text.clone());
    let mut wanted = example("setheader");
    wanted.parameters.insert("x-ms-apimTemplateParameter.value".to_owned(), "eu".to_owned());
    let with =
        |role: FileRole, text: &str| Connector::new([definition.clone(), Part::new(role, text.to_owned())]);
    for (role, text) in [
        (FileRole::PolicyTemplateInstances, "[]"),
        (FileRole::Properties, "{ \"properties\": {} }"),
        (FileRole::Properties, "{ \"properties\": { \"policyTemplateInstances\": null } }"),
    ] {
        let made = done(add_policy(&with(role, text), &Settings::default(), &wanted));
        assert_eq!((made.file, &made.text[made.selection.range()]), (role, "A title"));
    }
    for (role, text, said) in [
        (FileRole::Settings, "{}", "no apiProperties.json"),
        (FileRole::Properties, "{}", "no object 'properties'"),
        (FileRole::Properties, "{ \"properties\": { \"policyTemplateInstances\": {} } }", "no list"),
        (FileRole::Properties, "{ \"properties\": ", "syntax error"),
    ] {
        let making = add_policy(&with(role, text), &Settings::default(), &wanted);
        assert!(refused(&making).contains(said), "{text}: {}", refused(&making));
    }
}

#[test]
fn a_policy_with_wrong_values_is_refused() {
    let connector = connector(&folder(SignIn::ApiKey), str::to_owned);
    let key = |name: &str| format!("x-ms-apimTemplateParameter.{name}");
    let reason =
        |wanted: NewPolicy| refused(&add_policy(&connector, &Settings::default(), &wanted)).to_owned();
    let header = example("setheader");
    let with = |name: &str, value: &str| {
        let mut parameters = header.parameters.clone();
        parameters.insert(key(name), value.to_owned());
        NewPolicy { parameters, ..header.clone() }
    };
    assert!(
        reason(NewPolicy { template_id: "setheaders".to_owned(), ..header.clone() }).contains("'setheaders'")
    );
    assert!(reason(NewPolicy { title: " ".to_owned(), ..header.clone() }).contains("title"));
    assert!(reason(NewPolicy { operations: vec!["GetX".to_owned()], ..header.clone() }).contains("'GetX'"));
    assert!(reason(NewPolicy { parameters: BTreeMap::new(), ..header.clone() }).contains("is missing"));
    assert!(reason(with("nonsense", "1")).contains("takes no parameter"));
    assert!(reason(with("existsAction", "maybe")).contains("override"));
    let mut polling = example("pollingtrigger");
    polling.parameters.insert(key("triggerConfig"), "{ \"since\": ".to_owned());
    assert!(reason(polling).contains("a JSON object"));
}

#[test]
fn only_published_templates_are_offered() {
    let offered: Vec<&str> = policy_templates().iter().map(|template| template.id).collect();
    assert!(offered.contains(&"setheader") && offered.contains(&"pollingtrigger"), "{offered:?}");
    for unpublished in ["dynamicsubdomain", "moveproperties", "routeRequestToCode"] {
        assert!(vocabulary::policy_template(unpublished).is_some());
        assert!(!offered.contains(&unpublished), "{offered:?}");
    }
}

#[test]
fn an_operation_that_is_named_twice_is_written_once() {
    let connector = connector(&folder(SignIn::ApiKey), str::to_owned);
    let mut wanted = example("setheader");
    wanted.operations.push("ListItems".to_owned());
    wanted.parameters.insert("x-ms-apimTemplateParameter.value".to_owned(), "eu".to_owned());
    let made = done(add_policy(&connector, &Settings::default(), &wanted));
    assert_eq!(made.text.matches("ListItems").count(), 1, "{}", made.text);
}
