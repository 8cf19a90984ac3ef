//! What is made by asking an author a few questions.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::Arc;

use connector::{Connector, FileRole, Part};
use ide::At;
use ide::making::folder::NewFolder;
use ide::making::{
    Made, Making, NewConnector, NewOperation, NewPolicy, SignIn, add_policy, new_connector, new_operation,
    policy_templates, schema_from_sample,
};
use rules::{NewFile, Profile, Settings, Severity, Stop};

const LEFT_OUT: [&str; 2] = ["json/hard-tabs", "parameter/repeated-inline"];
const PROFILES: [Profile; 3] = [Profile::Custom, Profile::Certified, Profile::Independent];

fn folder(sign_in: SignIn) -> Vec<NewFile> {
    let wanted = NewConnector {
        title: "Contoso Orders".to_owned(),
        host: "api.contoso.com".to_owned(),
        base_path: "/v1".to_owned(),
        publisher: "Contoso".to_owned(),
        sign_in,
    };
    match new_connector(&wanted) {
        NewFolder::Files(files) => files,
        NewFolder::Refused { reason } => panic!("{reason}"),
    }
}

/// The connector that these files are, with their texts written in another layout.
fn connector(files: &[NewFile], layout: impl Fn(&str) -> String) -> Connector {
    let parts = files.iter().filter_map(|file| Some(Part::new(file.role?, layout(&file.text))));
    let mut connector = Connector::new(parts);
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    connector.set_siblings(Some(Arc::from(names)));
    connector
}

/// What is found that is worse than a remark.
fn findings(connector: &Connector, profile: Profile) -> Vec<String> {
    let settings = Settings { profile, ..Settings::default() };
    let found = rules::check(connector, &settings, &Stop::default());
    let grave = found.iter().filter(|found| found.severity <= Severity::Warning);
    grave.map(|found| format!("{} {}", found.code(), found.message)).collect()
}

/// What is found at all. Tabs are the layout's, and which parameters are shared is for the author to choose.
fn remarks(connector: &Connector) -> Vec<String> {
    let found = rules::check(connector, &Settings::default(), &Stop::default());
    let found = found.iter().filter(|found| !LEFT_OUT.contains(&found.code()));
    found.map(|found| format!("{} {}", found.code(), found.message)).collect()
}

#[test]
fn a_new_connector_has_nothing_to_find_in_any_profile() {
    for sign_in in [SignIn::None, SignIn::ApiKey, SignIn::Basic, SignIn::OAuth2] {
        let files = folder(sign_in);
        let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["apiDefinition.swagger.json", "apiProperties.json", "settings.json", "readme.md"]);
        let connector = connector(&files, str::to_owned);
        for profile in PROFILES {
            assert_eq!(findings(&connector, profile), Vec::<String>::new(), "{sign_in:?} {profile:?}");
        }
        let definition = &files[0].text;
        assert!(
            definition.contains("\"host\": \"api.contoso.com\"")
                && definition.contains("\"basePath\": \"/v1\"")
        );
        assert!(files.iter().all(|file| file.text.ends_with('\n') && !file.text.contains("<<")));
        assert!(files[1].text.contains("\"publisher\": \"Contoso\""));
        assert!(files[3].text.starts_with("# Contoso Orders\n"));
    }
}

#[test]
fn what_cannot_be_a_connector_is_refused() {
    let wanted = NewConnector {
        title: "A \"quoted\" <<title=x>> \\".to_owned(),
        host: " api.contoso.com/ ".to_owned(),
        base_path: "v1/".to_owned(),
        publisher: "Contoso".to_owned(),
        sign_in: SignIn::None,
    };
    let NewFolder::Files(files) = new_connector(&wanted) else { panic!("it can be made") };
    let definition = syntax::parse(files[0].text.clone());
    assert!(definition.errors().is_empty());
    let title = definition.root().get("info").unwrap().get("title").unwrap().as_str().unwrap().into_owned();
    assert_eq!(title, wanted.title);
    assert_eq!(definition.root().get("basePath").unwrap().as_str().unwrap(), "/v1");
    let reason = |changed: NewConnector| match new_connector(&changed) {
        NewFolder::Refused { reason } => reason,
        NewFolder::Files(_) => panic!("{changed:?} is made"),
    };
    for host in ["", "https://api.contoso.com", "api.contoso.com/v1", "api contoso"] {
        let reason = reason(NewConnector { host: host.to_owned(), ..wanted.clone() });
        assert!(reason.contains("api.contoso.com."), "{reason}");
    }
    assert!(reason(NewConnector { base_path: "/{v}".to_owned(), ..wanted.clone() }).contains("/v1"));
    assert!(reason(NewConnector { title: " ".to_owned(), ..wanted.clone() }).contains("title"));
    assert!(reason(NewConnector { publisher: String::new(), ..wanted }).contains("publisher"));
}

#[track_caller]
fn done(making: Making) -> Made {
    match making {
        Making::Made(made) => made,
        Making::Refused { reason } => panic!("refused: {reason}"),
    }
}

#[track_caller]
fn refused(making: &Making) -> &str {
    match making {
        Making::Made(made) => panic!("made: {}", made.text),
        Making::Refused { reason } => reason,
    }
}

/// The connector after an edit, which is one that only adds, in the line ends that the file has.
#[track_caller]
fn after(connector: &Connector, made: &Made) -> Connector {
    let before = connector.part(made.file).unwrap().text();
    assert_eq!(syntax::edit::apply(before, &made.edits).as_deref(), Some(&*made.text));
    let crlf = before.matches("\r\n").count();
    if crlf > 0 {
        assert_eq!(made.text.matches('\n').count(), made.text.matches("\r\n").count());
    } else {
        assert!(!made.text.contains('\r'));
    }
    assert_eq!(before.contains("\n\t"), made.text.contains("\n\t"));
    connector.with(Part::new(made.file, made.text.clone()))
}

fn operation(kind: &str, path: &str, id: &str, summary: &str) -> NewOperation {
    let (method, is_trigger) = kind.strip_prefix("trigger ").map_or((kind, false), |method| (method, true));
    NewOperation {
        is_trigger,
        method: method.to_owned(),
        path: path.to_owned(),
        operation_id: id.to_owned(),
        summary: summary.to_owned(),
    }
}

#[test]
fn a_new_operation_is_complete_in_every_layout() {
    let files = folder(SignIn::ApiKey);
    let layouts = fixture::layouts("{\n  \"a\": 1\n}\n").len();
    for layout in 0..layouts {
        let base = connector(&files, |text| fixture::layouts(text)[layout].1.clone());
        let known = remarks(&base);
        let mut all = base;
        for (kind, path, id, summary) in [
            ("get", "/orders", "ListOrders", "List orders"),
            ("get", "/orders/{orderId}", "GetOrder", "Get an order"),
            ("post", "/orders", "CreateOrder", "Create an order"),
            ("put", "/orders/{orderId}", "ReplaceOrder", "Replace an order"),
            ("patch", "/orders/{orderId}/lines/{lineId}", "UpdateLine", "Update a line"),
            ("delete", "/orders/{orderId}", "DeleteOrder", "Delete an order"),
            ("trigger get", "/feeds/orders", "OnNewOrder", "When an order is new"),
            ("trigger post", "/hooks", "OnOrderChanged", "When an order changes"),
            ("trigger post", "/companies/{company}/hooks", "OnBoxes", "When boxes arrive"),
        ] {
            let made = done(new_operation(&all, &Settings::default(), &operation(kind, path, id, summary)));
            assert_eq!(&made.text[made.selection.range()], id, "{kind} {path}");
            all = after(&all, &made);
            assert_eq!(remarks(&all), known, "{kind} {path} {layout}");
        }
        let definition = all.definition().unwrap();
        let ids: Vec<&str> =
            definition.operations.iter().filter_map(|operation| operation.id.as_deref()).collect();
        assert!(ids.contains(&"DeleteOrderChangedHook") && ids.contains(&"DeleteBoxesHook"), "{ids:?}");
        // What goes to the same path stands there.
        let paths: Vec<_> =
            definition.path_items.iter().map(|item| definition.node(item.node).name()).collect();
        assert_eq!(paths.iter().filter(|path| *path == "/orders/{orderId}").count(), 1, "{paths:?}");
    }
}

#[test]
fn the_first_operation_brings_the_paths() {
    let text =
        "{\r\n\t\"swagger\": \"2.0\",\r\n\t\"info\": { \"title\": \"A\", \"version\": \"1.0\" }\r\n}\r\n";
    let connector = Connector::of_text(FileRole::Definition, text);
    let wanted = operation("delete", "/a/{b}", "DeleteA", "Delete an A");
    let made = done(new_operation(&connector, &Settings::default(), &wanted));
    let now = after(&connector, &made);
    assert_eq!(now.definition().unwrap().operations.len(), 1);
}

#[test]
fn what_cannot_be_an_operation_is_refused() {
    let connector = connector(&folder(SignIn::None), str::to_owned);
    let reason =
        |wanted: &NewOperation| refused(&new_operation(&connector, &Settings::default(), wanted)).to_owned();
    for (wanted, said) in [
        (operation("get", "/items", "ListThings", "List things"), "'ListItems' already"),
        (operation("get", "/x", "ListItems", "List x"), "operation 'ListItems' already"),
        (operation("get", "x", "ListX", "List x"), "no slash"),
        (operation("get", "/x/{y", "ListX", "List x"), "braces"),
        (operation("get", "/x?a=b", "ListX", "List x"), "'?'"),
        (operation("get", "/x", " ", "List x"), "no operationId"),
        (operation("get", "/x", "ListX", " "), "no summary"),
        (operation("head", "/x", "ListX", "List x"), "no method"),
        (operation("trigger delete", "/x", "OnX", "When x"), "POST"),
    ] {
        let reason = reason(&wanted);
        assert!(reason.contains(said), "{wanted:?}: {reason}");
    }
    let torn = Connector::of_text(FileRole::Definition, "{ \"paths\": { \"/a\": { \"get\" } } ");
    let wanted = operation("get", "/x", "ListX", "List x");
    assert!(refused(&new_operation(&torn, &Settings::default(), &wanted)).contains("syntax error in line 1"));
}

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

const SCHEMAS: &str = r##"{
  "swagger": "2.0",
  "paths": { "/a": { "get": { "operationId": "GetA", "responses": {
    "200": { "description": "One." },
    "201": { "description": "Two.", "schema": { "$ref": "#/definitions/A" } }
  } } } },
  "definitions": { "A": {
    "type": "object",
    "description": "An A.",
    "properties": { "b": { "type": "string", "x-ms-summary": "Bee", "maxLength": 3 } }
  } }
}
"##;

#[test]
fn a_sample_gives_a_schema_its_shape_and_leaves_its_texts() {
    for (layout, text) in fixture::layouts(SCHEMAS) {
        let connector = Connector::of_text(FileRole::Definition, text.as_str());
        let from = |place: &str, sample: &str| {
            let offset = u32::try_from(text.find(place).unwrap()).unwrap() + 1;
            schema_from_sample(&connector, At { file: FileRole::Definition, offset }, sample)
        };
        let schema = |made: &Made, pointer: &str| {
            let tree = syntax::parse(made.text.clone());
            assert!(tree.errors().is_empty(), "{layout}");
            let node = syntax::pointer::resolve(&tree, pointer).unwrap();
            let names: Vec<String> = node.members().map(|member| member.name().into_owned()).collect();
            (names.join(" "), node.get("type").unwrap().as_str().unwrap().into_owned())
        };
        let made = done(from("\"An A.\"", "{ \"c\": 1 }"));
        after(&connector, &made);
        assert_eq!(
            schema(&made, "/definitions/A"),
            ("type description properties".to_owned(), "object".to_owned())
        );
        assert!(made.text.contains("\"c\"") && !made.text.contains("\"b\""), "{layout}");
        let made = done(from("\"maxLength\"", "[1]"));
        assert_eq!(schema(&made, "/definitions/A/properties/b").1, "array");
        assert!(made.text.contains("\"Bee\"") && !made.text.contains("maxLength"), "{layout}");
        let made = done(from("\"One.\"", "{ \"c\": true }"));
        assert_eq!(&made.text[made.selection.range()], "\"schema\"");
        assert_eq!(schema(&made, "/paths/~1a/get/responses/200/schema").1, "object");
        let made = done(from("\"$ref\"", "{ \"c\": true }"));
        assert_eq!(schema(&made, "/paths/~1a/get/responses/201/schema").1, "object");
        assert!(refused(&from("\"swagger\"", "{}")).contains("no schema here"), "{layout}");
        for (sample, said) in [
            ("{\n  \"a\": 1,\n  \"b\" 2\n}", "line 3, column 6:"),
            ("{ \"a\": 1, }", "line 1, column"),
            ("", "line 1"),
            ("{}", "tells nothing"),
            ("null", "tells nothing"),
        ] {
            let making = from("\"One.\"", sample);
            assert!(refused(&making).contains(said), "{sample:?}: {}", refused(&making));
        }
    }
}
