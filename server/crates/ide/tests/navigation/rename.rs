//! Other names.

use connector::{Connector, FileRole, Part};
use ide::rename::Confirmation;
use ide::{Published, Renaming, View, prepare_rename, rename};
use syntax::TextEdit;
use syntax::edit::apply;

use crate::support::{ORDERS, Scene, orders};

/// The marked text without its marks, in which the lines that a rename changes are others: these, without the blanks around
/// them.
#[track_caller]
fn check(found: &str, marked: &str, new: &str, lines: &[&str]) {
    let scene = orders(found, marked);
    assert_eq!(changed(&scene, new), lines, "{marked}");
}

fn changed(scene: &Scene, new: &str) -> Vec<String> {
    let files = match rename(&scene.view(), scene.at(), new) {
        Some(Renaming::Edits(files)) => files,
        other => panic!("{other:?}"),
    };
    let mut lines = Vec::new();
    for (role, edits) in files {
        let text = scene.connector.part(role).unwrap().text();
        let edits: Vec<TextEdit> = edits.into_iter().map(|name| name.edit).collect();
        let after = apply(text, &edits).unwrap();
        assert_eq!(after.lines().count(), text.lines().count());
        let both = text.lines().zip(after.lines()).filter(|(before, after)| before != after);
        lines.extend(both.map(|(_, after)| after.trim().to_owned()));
    }
    lines
}

#[test]
fn an_operation_is_renamed_in_all_files_with_the_family_that_is_called_like_it() {
    let lines = &[
        r#""operationId": "PutOrder","#,
        r#""x-ms-api-annotation": { "family": "PutOrder", "revision": 2, "replacement": { "operationId": "PutOrder" } }"#,
        r#""scriptOperations": ["PutOrder", "AddOrder_V2"],"#,
        r#""x-ms-apimTemplate-operationName": ["PutOrder"]"#,
        r#"if (Context.OperationId == "PutOrder") { Log("PutOrder"); }"#,
    ];
    check(r#""operationId": "AddOrder","#, r#""operationId": "Add$0Order","#, "PutOrder", lines);
    check(r#"["AddOrder"]"#, r#"["$0AddOrder"]"#, "PutOrder", lines);
    check(r#"== "AddOrder""#, r#"== "AddOrder$0""#, "PutOrder", lines);
    check(r#""family": "AddOrder""#, r#""family": "A$0ddOrder""#, "PutOrder", lines);
}

#[test]
fn a_definition_is_renamed_with_the_escapes_of_its_references() {
    let key = "\"a b/{c}~\\\"%\": { \"properties\": { \"shops\": { \"type\": \"array\", \"items\": { \"$ref\": \"#/definitions/Shop\" } } } },";
    let reference =
        r##""responses": { "200": { "schema": { "$ref": "#/definitions/a%20b~1%7Bc%7D~0%22%25" } } }"##;
    check("\"Shop/List{}\"", "\"Shop$0/List{}\"", "a b/{c}~\"%", &[reference, key]);
    let scene = orders("\"Shop/List{}\"", "\"Shop$0/List{}\"");
    let start = prepare_rename(&scene.connector, scene.at()).unwrap();
    assert_eq!(start.name, "Shop/List{}");
    // What comes of it is read as the same reference again.
    let Some(Renaming::Edits(files)) = rename(&scene.view(), scene.at(), "a b/{c}~\"%") else { panic!() };
    let edits: Vec<TextEdit> = files[0].1.iter().map(|name| name.edit.clone()).collect();
    let text = apply(scene.connector.part(FileRole::Definition).unwrap().text(), &edits).unwrap();
    let after = Connector::of_text(FileRole::Definition, text);
    let target = connector::Target::Schema("a b/{c}~\"%".into());
    assert_eq!(after.references().to(&target).count(), 1);
    assert!(after.definition().unwrap().schemas.contains_key("a b/{c}~\"%"));
}

#[test]
fn a_reference_is_renamed_from_where_it_stands() {
    let scene = orders("Shop~1List%7B%7D", "Shop~1Li$0st%7B%7D");
    let start = prepare_rename(&scene.connector, scene.at()).unwrap();
    assert_eq!(
        (start.name.as_str(), scene.text(FileRole::Definition, start.span)),
        ("Shop/List{}", "Shop~1List%7B%7D")
    );
}

#[test]
fn a_path_variable_is_renamed_with_its_parameters() {
    let lines = &[
        r#""/shops/{zone}": {"#,
        r#""parameters": [ { "name": "zone", "in": "path", "type": "string" } ],"#,
        r#""parameters": { "zone": { "parameter": "area" } },"#,
        r#""parameters": { "zone": { "parameterReference": "order/buyer/area" } },"#,
    ];
    check("/shops/{region}", "/shops/{$0region}", "zone", lines);
    check(r#""name": "region""#, r#""name": "region$0""#, "zone", lines);
    check(r#"{ "region": { "parameter""#, r#"{ "reg$0ion": { "parameter""#, "zone", lines);
}

#[test]
fn a_shared_path_parameter_takes_all_its_paths_along() {
    let scene = Scene::new(
        r##"{ "paths": {
  "/a/{id}/{id}": { "get": { "parameters": [ { "$ref": "#/parameters/Id" } ] } },
  "\/b\/\u00e9{id}": { "get": { "parameters": [ { "$ref": "#/parameters/Id" } ] },
                 "put": { "parameters": [ { "name": "$0id", "in": "path" } ] } },
  "/c/{id}": { "get": { "parameters": [ { "name": "id", "in": "path" } ] } },
  "/d/{id}": {} },
"parameters": { "Id": { "name": "id", "in": "path" } } }"##,
    );
    let expected = [
        r##""/a/{key}/{key}": { "get": { "parameters": [ { "$ref": "#/parameters/Id" } ] } },"##,
        r##""\/b\/\u00e9{key}": { "get": { "parameters": [ { "$ref": "#/parameters/Id" } ] },"##,
        r#""put": { "parameters": [ { "name": "key", "in": "path" } ] } },"#,
        r#""parameters": { "Id": { "name": "key", "in": "path" } } }"#,
    ];
    assert_eq!(changed(&scene, "key"), expected);
}

#[test]
fn inputs_fields_and_connection_parameters_are_renamed() {
    check(
        r#""name": "area""#,
        r#""name": "a$0rea""#,
        "zone",
        &[
            r#""parameters": { "region": { "parameter": "zone" } },"#,
            r#""parameters": { "Region": { "name": "zone", "in": "query", "type": "string" } },"#,
            r#""x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('host')/@queryParameters('zone')/@headers('x-trace')","#,
        ],
    );
    check(
        "order/buyer/area",
        "order/bu$0yer/area",
        "client",
        &[
            r#""parameters": { "region": { "parameterReference": "order/client/area" } },"#,
            r#""required": ["client"],"#,
            r#""properties": { "client": { "type": "object", "properties": { "area": { "type": "string" } } } }"#,
        ],
    );
    check(
        "('host')",
        "('h$0ost')",
        "server",
        &[
            r#""server": { "type": "string" },"#,
            r#""other": { "uiDefinition": { "constraints": { "dependencies": { "server": { "values": ["a"] } } } } }"#,
            r#""x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('server')/@queryParameters('area')/@headers('x-trace')","#,
        ],
    );
    check(
        r#""tags": ["orders"]"#,
        r#""tags": ["$0orders"]"#,
        "sales",
        &[r#""tags": [ { "name": "sales" } ],"#, r#""tags": ["sales"],"#, r#""tags": ["sales"],"#],
    );
    check(
        r#""securityDefinitions": { "key""#,
        r#""securityDefinitions": { "k$0ey""#,
        "secret",
        &[
            r#""securityDefinitions": { "secret": { "type": "apiKey" } },"#,
            r#""security": [ { "secret": [] } ],"#,
        ],
    );
}

#[test]
fn texts_of_the_script_are_written_as_csharp() {
    let scene = Scene::new(
        "{ \"paths\": { \"/a\": { \"get\": { \"operationId\": \"$0a\\\"\\\\b\" } } } }\n//- script.csx\n\
         if (Context.OperationId == \"Other\") { } var a = @\"x\"; var b = \"\"\"x\"\"\";\n",
    );
    // The id is none that scripts name; what matters is that it is read with its escapes.
    let start = prepare_rename(&scene.connector, scene.at()).unwrap();
    assert_eq!(start.name, "a\"\\b");
    assert_eq!(
        changed(&scene, "a\"\\c"),
        [r#"{ "paths": { "/a": { "get": { "operationId": "a\"\\c" } } } }"#]
    );
}

#[test]
fn of_two_operations_with_one_id_the_second_is_renamed_alone() {
    let marked = |first: &str, second: &str| {
        format!(
            r#"{{ "paths": {{
"/a": {{ "get": {{ "operationId": "{first}" }} }},
"/b": {{ "get": {{ "operationId": "{second}", "x-ms-api-annotation": {{ "replacement": {{ "operationId": "A" }} }} }} }} }} }}"#
        )
    };
    assert_eq!(changed(&Scene::new(&marked("A", "$0A")), "B").len(), 1);
    assert_eq!(changed(&Scene::new(&marked("$0A", "A")), "B").len(), 2);
}

#[track_caller]
fn check_refused(found: &str, marked: &str, new: &str, part: &str) {
    let scene = orders(found, marked);
    match rename(&scene.view(), scene.at(), new) {
        Some(Renaming::Refused { reason }) => assert!(reason.contains(part), "{reason}"),
        other => panic!("{new}: {other:?}"),
    }
}

#[test]
fn names_that_cannot_be_are_refused() {
    let id = (r#""operationId": "AddOrder","#, r#""operationId": "$0AddOrder","#);
    check_refused(id.0, id.1, "", "is empty");
    check_refused(id.0, id.1, "  ", "is empty");
    check_refused(id.0, id.1, " PutOrder", "begins or ends with a blank");
    check_refused("\"Shop\": {", "\"$0Shop\": {", "Shop ", "begins or ends with a blank");
    check_refused(id.0, id.1, "A\nB", "line ends");
    check_refused(id.0, id.1, "Add-Order", "Leave '-' out");
    check_refused(id.0, id.1, "ListShops", "There is an operation 'ListShops' already.");
    check_refused("\"Shop\": {", "\"$0Shop\": {", "Order", "There is a definition 'Order' already.");
    let variable = ("/shops/{region}", "/shops/{$0region}");
    check_refused(variable.0, variable.1, "{zone}", "without its braces");
    check_refused(variable.0, variable.1, "a/b", "has no '/'");
    check_refused(r#""name": "area""#, r#""name": "$0area""#, "shop", "a parameter 'shop' in query already");
    check_refused(r#""name": "area""#, r#""name": "$0area""#, "it's", "in quotes");
    check_refused(r#""host": { "type""#, r#""$0host": { "type""#, "other", "a connection parameter 'other'");
    check_refused(r#""host": { "type""#, r#""$0host": { "type""#, "the host", "Leave ' ' out");
    check_refused(r#""buyer": {"#, r#""$0buyer": {"#, "a/b", "parts two names");
    check_refused(r#""address": {"#, r#""$0address": {"#, "id", "a property 'id' already");
}

#[test]
fn what_has_no_name_or_is_not_there_is_not_renamed() {
    for (found, marked) in [
        (r#""swagger""#, r#""swa$0gger""#),
        ("#/definitions/Order", "#/definitions/Gon$0e"),
        (r#"["AddOrder"]"#, r#"["Gon$0e"]"#),
        ("\"get\": {", "\"g$0et\": {"),
    ] {
        let scene = orders(found, marked);
        assert_eq!(prepare_rename(&scene.connector, scene.at()), None, "{marked}");
        assert_eq!(rename(&scene.view(), scene.at(), "New"), None, "{marked}");
    }
    let same = orders("\"Shop\": {", "\"$0Shop\": {");
    assert_eq!(rename(&same.view(), same.at(), "Shop"), Some(Renaming::Edits(Vec::new())));
}

/// Why the edits of a rename are to be confirmed, in order.
fn confirmations(scene: &Scene, published: Option<&Published>) -> Vec<Option<Confirmation>> {
    let view = View { published, ..scene.view() };
    let Some(Renaming::Edits(files)) = rename(&view, scene.at(), "zyx") else { panic!("nothing to rename") };
    files.iter().flat_map(|(_, edits)| edits.iter().map(|name| name.confirm)).collect()
}

#[test]
fn what_is_published_is_to_be_confirmed() {
    let published = |text: &str, now: &Scene| {
        let old = Connector::new([Part::new(FileRole::Definition, text.to_owned())]);
        Published::new(old, "main", &now.connector)
    };
    let all = |scene: &Scene, published: Option<&Published>, expected: Option<Confirmation>| {
        let found = confirmations(scene, published);
        assert!(!found.is_empty() && found.iter().all(|found| *found == expected), "{found:?}");
    };
    let sure = Some(Confirmation::Published);
    let definition = fixture::files(ORDERS).swap_remove(0).text;
    let area = orders(r#""name": "area""#, r#""name": "$0area""#);
    // Without anything published an operation in Production counts.
    all(&area, None, sure);
    all(&area, Some(&published(&definition, &area)), sure);
    all(&area, Some(&published("{}", &area)), None);
    let buyer = orders(r#""properties": { "buyer""#, r#""properties": { "$0buyer""#);
    all(&buyer, None, sure);
    let host = orders(r#""host": { "type""#, r#""$0host": { "type""#);
    all(&host, None, sure);
    all(&host, Some(&published(&definition, &host)), None);
    all(&buyer, Some(&published(&definition, &buyer)), sure);
    let schema = orders("\"Shop\": {", "\"$0Shop\": {");
    all(&schema, Some(&published(&definition, &schema)), None);
    // A text in the script that may mean something else is one more question.
    let operation = orders(r#""operationId": "AddOrder","#, r#""operationId": "$0AddOrder","#);
    let found = confirmations(&operation, Some(&published("{}", &operation)));
    assert_eq!(found.iter().filter(|found| **found == Some(Confirmation::ScriptText)).count(), 1);
    assert!(found.iter().all(|found| *found != sure));
    let preview = definition.replace(
        "\"operationId\": \"AddOrder\",",
        "\"operationId\": \"AddOrder\", \"x-ms-api-annotation\": { \"status\": \"Preview\" },",
    );
    let preview = preview.replace("\"name\": \"area\"", "\"name\": \"$0area\"");
    all(&Scene::new(&preview), None, None);
}

#[test]
fn references_in_odd_places_and_with_longer_pointers_are_renamed() {
    let scene = Scene::new(
        r##"{ "paths": { "/a": { "get": { "x-a": { "$ref": "#/definitions/Ba~1se" } } } },
"definitions": {
  "Ba/se$0": { "properties": { "kind": {} } },
  "B": { "anyOf": [ { "$ref": "#/definitions/Ba~1se" } ], "not": { "$ref": "#\/definitions\/Ba~1se" } },
  "C": { "properties": { "c": { "$ref": "#/definitions/Ba~1se/properties/kind" } } },
  "D": { "example": { "$ref": "other.json#/definitions/Ba~1se" }, "x": { "$ref": "#/definitions/Ba" } } } }"##,
    );
    let expected = [
        r##"{ "paths": { "/a": { "get": { "x-a": { "$ref": "#/definitions/N~1w" } } } },"##,
        r#""N/w": { "properties": { "kind": {} } },"#,
        r##""B": { "anyOf": [ { "$ref": "#/definitions/N~1w" } ], "not": { "$ref": "#\/definitions\/N~1w" } },"##,
        r##""C": { "properties": { "c": { "$ref": "#/definitions/N~1w/properties/kind" } } },"##,
    ];
    assert_eq!(changed(&scene, "N/w"), expected);
}

#[test]
fn a_discriminator_is_renamed_with_its_property() {
    let scene = Scene::new(
        r#"{ "definitions": { "Pet": {
  "discriminator": "kind",
  "properties": { "$0kind": {}, "discriminator": {} } },
  "Other": { "discriminator": "kind", "properties": { "kind": {} } } } }"#,
    );
    let expected = [r#""discriminator": "sort","#, r#""properties": { "sort": {}, "discriminator": {} } },"#];
    assert_eq!(changed(&scene, "sort"), expected);
}

#[test]
fn the_path_that_a_policy_leads_to_keeps_up() {
    let marked = |path: &str| {
        Scene::new(&format!(
            r#"{{ "paths": {{
"/a/{{$0id}}": {{ "get": {{ "operationId": "A", "parameters": [
  {{ "name": "id", "in": "path" }}, {{ "name": "q", "in": "query" }} ] }} }},
"/b/{{id}}": {{ "get": {{ "operationId": "B", "parameters": [ {{ "name": "id", "in": "path" }} ] }} }} }} }}
//- apiProperties.json
{{ "properties": {{ "policyTemplateInstances": [ {{ "templateId": "routerequesttoendpoint", "parameters": {{
"x-ms-apimTemplateParameter.newPath": "{path}",
"x-ms-apimTemplate-operationName": ["A"] }} }} ] }} }}"#
        ))
    };
    let expected = [
        r#""/a/{key}": { "get": { "operationId": "A", "parameters": ["#,
        r#"{ "name": "key", "in": "path" }, { "name": "q", "in": "query" } ] } },"#,
        r#""x-ms-apimTemplateParameter.newPath": "/x\/{key}/{other}/@queryParameters('q')","#,
    ];
    let scene = marked(r"/x\/{id}/{other}/@queryParameters('q')");
    assert_eq!(changed(&scene, "key"), expected);
    // What the path has of the query is named too.
    let query = connector::targets_at(&scene.connector, FileRole::Properties, {
        let text = scene.connector.part(FileRole::Properties).unwrap().text();
        text.find("('q')").unwrap() as u32 + 2
    });
    assert!(matches!(query.unwrap().1[..], [connector::Target::Parameter(_)]));
}

#[track_caller]
fn check_scene_refused(marked: &str, new: &str, part: &str) {
    let scene = Scene::new(marked);
    match rename(&scene.view(), scene.at(), new) {
        Some(Renaming::Refused { reason }) => assert!(reason.contains(part), "{reason}"),
        other => panic!("{new}: {other:?}"),
    }
}

#[test]
fn what_would_be_two_in_one_or_part_what_belongs_together_is_refused() {
    let paths = r#"{ "paths": { "/a/{$0id}": {}, "/a/{key}": {}, "/b/{key}": {} } }"#;
    check_scene_refused(paths, "key", "There is a path '/a/{key}' already.");
    assert_eq!(changed(&Scene::new(paths), "name").len(), 1);
    let overridden = |of_path: &str, own: &str| {
        format!(
            r#"{{ "paths": {{ "/a": {{ "parameters": [ {{ "name": "{of_path}", "in": "query" }} ],
            "get": {{ "parameters": [ {{ "name": "{own}", "in": "query" }} ] }}, "put": {{}} }} }} }}"#
        )
    };
    check_scene_refused(&overridden("$0q", "q"), "r", "of its path by its own");
    check_scene_refused(&overridden("q", "q$0"), "r", "of its path by its own");
    assert_eq!(changed(&Scene::new(&overridden("$0q", "p")), "r").len(), 1);
    let sign_in = |token: &str| {
        format!(
            r#"{{}}
//- apiProperties.json
{{ "properties": {{ "connectionParameters": {{ "{token}": {{ "type": "oauthSetting" }}, "token:TenantId": {{ "type": "string" }} }} }} }}"#
        )
    };
    check_scene_refused(&sign_in("$0token"), "sign", "'token:TenantId' belongs to 'token' by its name.");
    assert_eq!(changed(&Scene::new(&sign_in("$0tok")), "sign").len(), 1);
}
