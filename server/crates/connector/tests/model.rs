//! The model of a connector, from texts that are whole and texts that are not.

use connector::{
    Connector, FileRole, Location, Method, Part, Status, Target, Trigger, Visibility, discover, role_of,
};
use fixture::files;
use syntax::Node;

/// The connector of marked files: `//- apiProperties.json` begins a file.
fn connector(marked: &str) -> Connector {
    Connector::new(files(marked).into_iter().map(|file| {
        let role = role_of(&file.path).unwrap_or_else(|| panic!("no connector file: {}", file.path));
        Part::new(role, file.text)
    }))
}

const ORDERS: &str = r##"//- apiDefinition.swagger.json
{
  "swagger": "2.0",
  "info": { "title": "Orders", "version": "1.0", "x-ms-api-annotation": { "status": "Preview" } },
  "paths": {
    "/orders/{id}": {
      "parameters": [
        { "$ref": "#/parameters/Id" },
        { "name": "lang", "in": "query", "type": "string" }
      ],
      "get": {
        "operationId": "GetOrder",
        "deprecated": true,
        "x-ms-visibility": "Advanced",
        "x-ms-api-annotation": { "family": "GetOrder", "revision": 1, "status": "Production" },
        "parameters": [
          { "name": "lang", "in": "query", "type": "string", "required": true },
          { "$ref": "#/parameters/Missing" },
          { "name": "shop", "in": "header", "type": "string",
            "x-ms-dynamic-values": { "operationId": "ListShops", "value-path": "id", "parameters": { "region": { "parameter": "lang" }, "top": 5 } } }
        ],
        "responses": { "200": { "description": "", "schema": { "$ref": "#/definitions/Order" } } }
      },
      "trace": {}
    },
    "/v2/orders/{id}": {
      "get": {
        "operationId": "GetOrder_V2",
        "x-ms-api-annotation": { "family": "GetOrder", "revision": 2 },
        "responses": { "default": { "$ref": "#/responses/Failed" } }
      }
    },
    "/shops": { "get": { "operationId": "ListShops", "x-ms-visibility": "internal", "parameters": [ { "name": "region", "in": "query", "type": "string" } ], "responses": {} } },
    "/hooks": { "post": { "operationId": "OnOrder", "x-ms-trigger": "single" } },
    "x-extra": { "get": { "operationId": "NotAnOperation" } }
  },
  "parameters": {
    "Id": { "$ref": "#/parameters/RealId" },
    "RealId": { "name": "id", "in": "path", "required": true, "type": "string" },
    "Loop": { "$ref": "#/parameters/Loop" }
  },
  "responses": { "Failed": { "description": "No.", "schema": { "$ref": "#/definitions/Loop" } } },
  "definitions": {
    "Order": {
      "type": "object",
      "properties": { "lines": { "type": "array", "items": { "$ref": "#/definitions/Line" } }, "open": { "type": "object" } }
    },
    "Line": { "allOf": [ { "$ref": "#/definitions/Base" }, { "properties": { "count": { "type": "integer" } } } ] },
    "Base": { "type": "object", "properties": { "id": { "type": "string" } } },
    "Loop": { "$ref": "#/definitions/Loop2" },
    "Loop2": { "$ref": "#/definitions/Loop" },
    "a/b c": { "properties": { "self": { "$ref": "#/definitions/a~1b%20c" } } }
  },
  "security": [ { "key": [] } ]
}
//- apiProperties.json
{
  "properties": {
    "connectionParameters": { "key": { "type": "securestring" }, "host": { "type": "string" } },
    "connectionParameterSets": { "values": [ { "name": "basic", "parameters": { "user": { "type": "string" } } } ] },
    "policyTemplateInstances": [
      { "templateId": "DynamicHostUrl", "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('host', 'x')/@{connectionParameters('nope')}" } },
      { "templateId": "nosuch", "parameters": { "x-ms-apimTemplate-operationName": [ "GetOrder", "Gone" ] } }
    ],
    "scriptOperations": [ "ListShops" ]
  }
}
//- script.csx
class Script : ScriptBase { string x = Context.OperationId == "GetOrder_V2" ? "ListShops" : "other"; }
"##;

#[test]
fn operations_have_their_path_method_and_lifecycle() {
    let connector = connector(ORDERS);
    let definition = connector.definition().unwrap();
    let ids: Vec<&str> = definition.operation_ids().collect();
    assert_eq!(ids, ["GetOrder", "GetOrder_V2", "ListShops", "OnOrder"]);
    let old = definition.operation("GetOrder").unwrap();
    assert_eq!((old.method, definition.path(old).as_ref()), (Method::Get, "/orders/{id}"));
    assert!(old.annotation.deprecated);
    assert_eq!(old.annotation.visibility, Visibility::Advanced);
    assert_eq!(definition.effective_status(old), Status::Production);
    let new = definition.operation("GetOrder_V2").unwrap();
    assert_eq!(definition.effective_status(new), Status::Preview, "inherited from info");
    assert!(definition.operation("ListShops").unwrap().is_internal());
    assert_eq!(definition.operation("OnOrder").unwrap().trigger, Some(Trigger::Single));
    let inside = definition.node(old.node).get("deprecated").unwrap();
    assert_eq!(definition.operation_around(inside).unwrap().node, old.node);
    assert!(definition.operation_around(definition.document.root()).is_none());
}

#[test]
fn parameters_are_resolved_and_overridden() {
    let connector = connector(ORDERS);
    let definition = connector.definition().unwrap();
    let parameters = definition.parameters(definition.operation("GetOrder").unwrap());
    let seen: Vec<_> = parameters
        .iter()
        .map(|found| {
            (found.name.as_deref(), found.location, found.required, found.from_path_item, found.is_unresolved)
        })
        .collect();
    assert_eq!(
        seen,
        [
            (Some("lang"), Some(Location::Query), true, false, false),
            (None, None, false, false, true),
            (Some("shop"), Some(Location::Header), false, false, false),
            (Some("id"), Some(Location::Path), true, true, false),
        ]
    );
    let id = parameters.last().unwrap();
    assert_eq!(definition.parameter_node(id).name(), "RealId");
}

#[test]
fn words_for_a_normal_visibility_say_nothing() {
    for (written, stated) in [
        ("{}", None),
        (r#"{ "x-ms-visibility": "" }"#, None),
        (r#"{ "x-ms-visibility": "none" }"#, None),
        (r#"{ "x-ms-visibility": "NONE" }"#, None),
        (r#"{ "x-ms-visibility": "hidden" }"#, None),
        (r#"{ "x-ms-visibility": 1 }"#, None),
        (r#"{ "x-ms-visibility": "Important" }"#, Some(Visibility::Important)),
        (r#"{ "x-ms-visibility": "internal" }"#, Some(Visibility::Internal)),
    ] {
        let tree = syntax::parse(written);
        assert_eq!(Visibility::stated(tree.root()), stated, "{written}");
        assert_eq!(Visibility::of(tree.root()), stated.unwrap_or(Visibility::Normal), "{written}");
    }
    assert_eq!(Visibility::parse("None"), Some(Visibility::Normal));
    assert_eq!(Visibility::parse("hidden"), None);
}

#[test]
fn production_is_stated_or_implied() {
    for (info, annotation, expected) in [
        ("{}", "{}", true),
        ("{}", r#"{ "status": "" }"#, true),
        ("{}", r#"{ "status": "Preview" }"#, false),
        ("{}", r#"{ "status": "production" }"#, false),
        (r#"{ "x-ms-api-annotation": { "status": "Preview" } }"#, "{}", false),
        (r#"{ "x-ms-api-annotation": { "status": "Preview" } }"#, r#"{ "status": "Production" }"#, true),
    ] {
        let connector = Connector::of_text(
            FileRole::Definition,
            format!(
                r#"{{ "info": {info}, "paths": {{ "/a": {{ "get": {{ "x-ms-api-annotation": {annotation} }} }} }} }}"#
            ),
        );
        let definition = connector.definition().unwrap();
        let found = definition.is_in_production(&definition.operations[0]);
        assert_eq!(found, expected, "{info} {annotation}");
    }
}

#[test]
fn families_hold_their_members_by_revision() {
    let connector = connector(ORDERS);
    let definition = connector.definition().unwrap();
    let family = definition.family("GetOrder").unwrap();
    let ids: Vec<_> =
        family.members.iter().map(|&member| definition.operations[member].id.as_deref()).collect();
    assert_eq!(ids, [Some("GetOrder"), Some("GetOrder_V2")]);
    assert_eq!(family.highest_revision(definition), 2);
    assert_eq!(family.newest(), family.members.last().copied());
    let shops = definition.family("ListShops").unwrap();
    assert_eq!(shops.newest(), definition.operation_index("ListShops"));
    assert!(definition.family("GetOrder_V2").is_none() && definition.family("getorder").is_none());
    assert_eq!(definition.families.len(), 3);
}

#[test]
fn references_resolve_without_end() {
    let connector = connector(ORDERS);
    let definition = connector.definition().unwrap();
    let schema = |name: &str| definition.node(definition.schemas[name]);
    assert!(definition.resolve(schema("Loop")).is_none());
    assert_eq!(definition.resolve(schema("Order")), Some(schema("Order")));
    let own = schema("a/b c").get("properties").and_then(|properties| properties.get("self")).unwrap();
    assert_eq!(definition.resolve(own), Some(schema("a/b c")));
    assert!(definition.success_schema(definition.operation("GetOrder_V2").unwrap()).is_some());
    for outside in
        ["other.json#/definitions/A", "#/definitions/A/properties/b", "#/info", "", "#/definitions/"]
    {
        assert!(definition.ref_target(outside).is_none(), "{outside}");
    }
}

#[test]
fn paths_into_schemas_are_found_unknown_or_missing() {
    use connector::definition::PathStep;
    let connector = connector(ORDERS);
    let definition = connector.definition().unwrap();
    let order = definition.node(definition.schemas["Order"]);
    let follow = |schema: Node<'_>, path: &str| match definition.follow_path(schema, path) {
        PathStep::Found(node) => node.name().into_owned(),
        PathStep::Unknown => "unknown".to_owned(),
        PathStep::Missing { schema } => format!("missing in {}", schema.name()),
    };
    assert_eq!(follow(order, "lines"), "lines");
    assert_eq!(follow(order, "open/anything/else"), "unknown");
    assert_eq!(follow(order, "none"), "missing in Order");
    let line = definition.node(definition.schemas["Line"]);
    assert_eq!(follow(line, "count"), "count");
    assert_eq!(follow(line, "id"), "id", "through allOf and $ref");
    assert_eq!(follow(line, "none"), "missing in Line");
    assert_eq!(follow(definition.node(definition.schemas["Loop"]), "x"), "unknown");
}

#[test]
fn properties_hold_parameters_policies_and_scripts() {
    let connector = connector(ORDERS);
    let file = connector.properties_files().next().unwrap();
    let names: Vec<_> =
        connector.connection_parameters().map(|found| (found.name.as_ref(), found.set.is_some())).collect();
    assert_eq!(names, [("key", false), ("host", false), ("user", true)]);
    assert_eq!(file.policies.len(), 2);
    assert_eq!(file.policies[0].template.unwrap().id, "dynamichosturl");
    assert!(file.policies[1].template.is_none());
    assert!(file.policies[0].operations.is_none());
    assert_eq!(file.policy_operations(&file.policies[1]).count(), 2);
    let uses: Vec<_> = file.connection_parameter_uses.iter().map(|found| found.name.as_ref()).collect();
    assert_eq!(uses, ["host", "nope"]);
    let text = file.document.tree().text();
    assert_eq!(&text[file.connection_parameter_uses[1].span.range()], "nope");
}

#[test]
fn what_is_not_said_as_it_is_read_is_implied() {
    for (annotation, expected) in [
        ("null", &["family", "revision", "status"][..]),
        ("{}", &["family", "revision", "status"]),
        (r#"{ "family": "  ", "revision": "2", "status": "" }"#, &["family", "revision", "status"]),
        (r#"{ "family": 5, "revision": 2.5, "status": 5 }"#, &["family", "revision", "status"]),
        (
            r#"{ "family": null, "revision": 99999999999999999999, "status": "beta" }"#,
            &["family", "revision"],
        ),
        (r#"{ "family": "A", "revision": -1, "status": "Preview" }"#, &[]),
    ] {
        let text =
            format!(r#"{{ "paths": {{ "/a": {{ "get": {{ "x-ms-api-annotation": {annotation} }} }} }} }}"#);
        let connector = Connector::of_text(FileRole::Definition, text);
        let said = &connector.definition().unwrap().operations[0].annotation;
        assert_eq!(said.implied().collect::<Vec<_>>(), expected, "{annotation}");
    }
}

#[test]
fn references_go_both_ways_over_all_files() {
    let connector = connector(ORDERS);
    let references = connector.references();
    let to =
        |target: Target| references.to(&target).map(|found| (found.file, found.kind)).collect::<Vec<_>>();
    let operation = |id: &str| Target::Operation(id.into());
    let shown = to(operation("ListShops")).iter().map(|found| format!("{found:?}")).collect::<Vec<_>>();
    assert_eq!(
        shown,
        ["(Definition, DynamicCall)", "(Properties, ScriptOperations)", "(Script, ScriptText)"]
    );
    assert_eq!(to(operation("GetOrder_V2")).len(), 1);
    assert_eq!(to(operation("Gone")).len(), 1);
    assert_eq!(to(Target::Schema("Line".into())).len(), 1);
    assert_eq!(to(Target::SharedParameter("Id".into())).len(), 1);
    assert_eq!(to(Target::SharedResponse("Failed".into())).len(), 1);
    assert_eq!(to(Target::ConnectionParameter("host".into())).len(), 1);
    assert_eq!(to(Target::SecurityScheme("key".into())).len(), 1);
    assert_eq!(to(Target::OperationParameter(0, "lang".into())).len(), 1, "the source of an argument");
    assert_eq!(to(Target::OperationParameter(2, "region".into())).len(), 1, "the argument itself");
    for found in references.iter() {
        let text = connector.part(found.file).unwrap().text();
        assert!(!text[found.span.range()].contains('"'), "{found:?}");
        let at = references.at(found.file, found.span.start + 1).map(|at| at.span);
        assert_eq!(at, Some(found.span));
    }
    assert!(references.at(FileRole::Definition, 0).is_none());
}

#[test]
fn a_changed_file_leaves_the_others_as_they_are() {
    let connector = connector(ORDERS);
    let changed = connector.with(Part::new(FileRole::Properties, "{}".to_owned()));
    assert!(std::ptr::eq(connector.definition().unwrap(), changed.definition().unwrap()));
    assert_eq!(changed.connection_parameters().count(), 0);
    assert_eq!(connector.connection_parameters().count(), 3);
    assert!(changed.without(FileRole::Definition).definition().is_none());
}

#[test]
fn files_are_found_by_name_in_any_case() {
    let found = |names: &[&str]| -> Vec<Vec<(FileRole, String)>> {
        discover(names.iter().copied(), None).into_iter().map(|set| set.files).collect()
    };
    let plain = found(&[
        "ApiDefinition.Swagger.json",
        "apiproperties.json",
        "settings.json",
        "Script.csx",
        "other.json",
    ]);
    assert_eq!(plain.len(), 1);
    assert_eq!(
        plain[0].iter().map(|(role, _)| *role).collect::<Vec<_>>(),
        [FileRole::Definition, FileRole::Properties, FileRole::Script],
        "settings.json without a paconn key is another tool's"
    );
    let solution = found(&[
        "a_openapidefinition.json",
        "a_connectionparameters.json",
        "b_openapidefinition.json",
        "a_policytemplateinstances.json",
    ]);
    assert_eq!(solution.len(), 2);
    assert_eq!(solution[0].len(), 3);
    assert_eq!(solution[1].len(), 1);
    assert!(found(&["apiProperties.json", "package.json"]).is_empty());
    assert_eq!(found(&["apiDefinition.swagger.json", "apiDefinition.json"]).len(), 2);
}

#[test]
fn settings_may_name_other_files() {
    let settings =
        r#"{ "connectorId": "x", "apiDefinition": "api.json", "apiProperties": "props.json", "script": "" }"#;
    let part = Part::new(FileRole::Settings, settings.to_owned());
    let Part::Settings(file) = &part else { panic!("a settings file") };
    assert!(file.is_for_paconn());
    let named = file.named_paths();
    let sets = discover(["api.json", "props.json", "settings.json", "script.csx"], Some(&named));
    assert_eq!(sets.len(), 1);
    let names: Vec<&str> = sets[0].files.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["api.json", "props.json", "settings.json", "script.csx"]);
}

#[test]
fn nonsense_gives_an_empty_model() {
    for text in [
        "",
        "[]",
        "1",
        "{",
        r#"{"paths": []}"#,
        r#"{"paths": {"/a": [], "/b": {"get": 1}}}"#,
        r#"{"paths": {"/a": {"get": {"parameters": {}, "operationId": 5, "responses": []}}}}"#,
    ] {
        let connector =
            connector(&format!("//- apiDefinition.swagger.json\n{text}\n//- apiProperties.json\n{text}"));
        assert!(connector.definition().unwrap().operation_ids().next().is_none(), "{text}");
        assert!(connector.references().iter().next().is_none(), "{text}");
    }
}
