//! Revisions from an edit of a published operation.

use connector::{Connector, FileRole, Part};
use evolution::lifecycle::{Plan, Twins, start_keeping_published};
use syntax::pointer;

use crate::keeping_support::{PUBLISHED, at, edit, holds_published, kept, of, refused};
use crate::support::{carried_out, connector, definition, operation, text};

#[test]
fn an_edited_operation_becomes_the_next_revision() {
    let added = r#""operationId": "GetItem",
        "parameters": [ { "name": "size", "in": "query", "required": true, "type": "integer" } ],"#;
    let after = kept(&of(PUBLISHED), &of(&edit(&[(r#""operationId": "GetItem","#, added)])), "GetItem");
    holds_published(&after, &[]);
    let expected = edit(&[(
        "    \"/items\": {",
        r##"    "/v2/items/{id}": {
      "parameters": [ { "$ref": "#/parameters/Id" } ],
      "get": {
        "summary": "Get item (V2)",   "operationId": "GetItem_V2", "deprecated": false, "x-ms-api-annotation": { "status": "Preview", "family": "GetItem", "revision": 2 },
        "parameters": [ { "name": "size", "in": "query", "required": true, "type": "integer" } ],
        "responses": { "200": { "$ref": "#/responses/Found" } }
      }
    },
    "/items": {"##,
    )]);
    let same = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(same(definition(&after)), same(&expected));
    assert!(refused(&of(PUBLISHED), &after, "GetItem").contains("newer revision"));
    assert!(refused(&of(PUBLISHED), &after, "GetItem_V2").contains("not published yet"));
}

#[test]
fn a_changed_definition_is_forked_with_all_that_lead_to_it() {
    let tags = r#""Tags": { "type": "array", "items": { "type": "string" } }"#;
    let edited = of(&edit(&[(tags, &tags.replace("\"string\"", "\"integer\""))]));
    let after = kept(&of(PUBLISHED), &edited, "GetItem");
    holds_published(&after, &[]);
    let of_v2 = |place: &str| at(&after, place).as_str().unwrap().into_owned();
    assert_eq!(of_v2("/paths/~1v2~1items~1{id}/get/responses/200/$ref"), "#/responses/Found_V2");
    assert_eq!(of_v2("/responses/Found_V2/schema/$ref"), "#/definitions/Item_V2");
    assert_eq!(of_v2("/definitions/Item_V2/properties/tags/$ref"), "#/definitions/Tags_V2");
    assert_eq!(of_v2("/definitions/Item_V2/properties/parent/$ref"), "#/definitions/Item_V2");
    assert_eq!(of_v2("/definitions/Tags_V2/items/type"), "integer");
    // Nothing that did not change is forked.
    assert_eq!(of_v2("/paths/~1v2~1items~1{id}/parameters/0/$ref"), "#/parameters/Id");
    assert_eq!(at(&after, "/definitions").members().count(), 6);
    // The other operation that uses the definition has the published one again.
    assert!(refused(&of(PUBLISHED), &after, "ListItems").contains("as it is published"));
    // A fork follows its original.
    let names: Vec<String> =
        at(&after, "/definitions").members().map(|member| member.name().into_owned()).collect();
    assert_eq!(names, ["ItemList", "Item", "Item_V2", "Tags", "Tags_V2", "Alone"]);
}

#[test]
fn shared_parameters_and_path_level_ones_come_back_too() {
    let edited = of(&edit(&[
        (r#""required": true, "type": "string" }"#, r#""required": true, "type": "integer" }"#),
        (
            r##"[ { "$ref": "#/parameters/Id" } ]"##,
            r##"[ { "$ref": "#/parameters/Id" }, { "name": "x", "in": "query", "type": "string", "required": true } ]"##,
        ),
    ]));
    let plan = start_keeping_published(&of(PUBLISHED), &edited, operation(&edited, "GetItem"), false);
    let after = carried_out(&edited, &plan);
    holds_published(&after, &[]);
    let shared = at(&after, "/paths/~1v2~1items~1{id}/parameters");
    assert_eq!(shared.items().count(), 2);
    assert_eq!(shared.item(0).unwrap().get("$ref").unwrap().raw(), r##""#/parameters/Id_V2""##);
    assert_eq!(at(&after, "/parameters/Id_V2/type").raw(), "\"integer\"");
    let Plan::Ready { notes, .. } = plan else { panic!("ready") };
    assert!(notes[0].message.contains("'parameters' of '/items/{id}' is as published again"), "{notes:?}");
}

#[test]
fn what_the_edit_removed_comes_back_in_its_place() {
    let tags = "    \"Tags\": { \"type\": \"array\", \"items\": { \"type\": \"string\" } },\n";
    let edited = of(&edit(&[(tags, ""), ("        \"tags\": { \"$ref\": \"#/definitions/Tags\" },\n", "")]));
    let after = kept(&of(PUBLISHED), &edited, "GetItem");
    holds_published(&after, &[]);
    assert!(at(&after, "/definitions/Item_V2/properties").get("tags").is_none());
    let names: Vec<String> =
        at(&after, "/definitions").members().map(|member| member.name().into_owned()).collect();
    assert_eq!(names, ["ItemList", "Item", "Item_V2", "Tags", "Alone"]);
}

#[test]
fn a_whole_section_comes_back_with_what_is_needed() {
    let start = PUBLISHED.find("  \"responses\": {\n    \"Found\"").unwrap();
    let end = PUBLISHED.find("  \"definitions\"").unwrap();
    let inline = PUBLISHED
        .replace(&PUBLISHED[start..end], "")
        .replace(r##"{ "$ref": "#/responses/Found" }"##, r#"{ "description": "It." }"#);
    let after = kept(&of(PUBLISHED), &of(&inline), "GetItem");
    holds_published(&after, &[]);
    assert_eq!(at(&after, "/paths/~1v2~1items~1{id}/get/responses/200/description").raw(), "\"It.\"");
}

#[test]
fn new_definitions_are_taken_along() {
    let edited = of(&edit(&[
        (
            r##""Found": { "description": "It.", "schema": { "$ref": "#/definitions/Item" } }"##,
            r##""Found": { "description": "It.", "schema": { "$ref": "#/definitions/Wrapped" } }"##,
        ),
        (
            r#""Alone": { "type": "string" }"#,
            r##""Alone": { "type": "string" }, "Wrapped": { "properties": { "value": { "$ref": "#/definitions/Item" } } }"##,
        ),
        (r#""name": { "type": "string" }"#, r#""title": { "type": "string" }"#),
    ]));
    let after = kept(&of(PUBLISHED), &edited, "GetItem");
    holds_published(&after, &[]);
    assert_eq!(at(&after, "/responses/Found_V2/schema/$ref").raw(), r##""#/definitions/Wrapped""##);
    assert_eq!(
        at(&after, "/definitions/Wrapped/properties/value/$ref").raw(),
        r##""#/definitions/Item_V2""##
    );
    assert!(at(&after, "/definitions/Item_V2/properties").get("title").is_some());
}

#[test]
fn a_new_operation_goes_on_using_what_the_edit_made() {
    let edited = of(&edit(&[
        (r#""name": { "type": "string" }"#, r#""name": { "type": "integer" }"#),
        (
            "      \"delete\": {",
            r##"      "put": { "operationId": "PutItem", "responses": { "200": { "description": "x", "schema": { "$ref": "#/definitions/Item" } } } },
      "delete": {"##,
        ),
    ]));
    let after = kept(&of(PUBLISHED), &edited, "GetItem");
    holds_published(&after, &[]);
    let schema = at(&after, "/paths/~1items~1{id}/put/responses/200/schema/$ref");
    assert_eq!(schema.raw(), r##""#/definitions/Item_V2""##);
}

#[test]
fn a_changed_definition_that_only_the_old_operation_used_is_said_to_be_dropped() {
    let edited = of(&edit(&[
        (r##"{ "$ref": "#/responses/Found" }"##, r#"{ "description": "Nothing." }"#),
        ("\"description\": \"It.\"", "\"description\": \"Gone.\""),
    ]));
    let plan = start_keeping_published(&of(PUBLISHED), &edited, operation(&edited, "GetItem"), false);
    let after = carried_out(&edited, &plan);
    holds_published(&after, &[]);
    assert!(at(&after, "/responses").get("Found_V2").is_none());
    let Plan::Ready { notes, .. } = plan else { panic!("ready") };
    assert!(notes.iter().any(|note| note.message.contains("'Found' comes back as published")), "{notes:?}");
}

#[test]
fn a_renamed_operation_gets_its_name_back() {
    let published = format!(
        "{}//- apiProperties.json\n{{ \"properties\": {{ \"scriptOperations\": [ \"GetItem\", \"ListItems\" ] }} }}\n",
        PUBLISHED.replace("\"type\": \"integer\" }", "\"type\": \"integer\", \"x-ms-dynamic-values\": { \"operationId\": \"GetItem\", \"value-path\": \"id\" } }")
    );
    let published = connector(&published);
    let edit_all = |text: &str, script: &str| {
        let text = definition(&published).replace("\"GetItem\"", text);
        let properties = self::text(&published, FileRole::Properties).replace("\"GetItem\"", script);
        published
            .with(Part::new(FileRole::Definition, text))
            .with(Part::new(FileRole::Properties, properties))
    };
    let model = published.definition().unwrap();
    // Whether the author took the list along or not.
    for script in ["\"FetchItem\"", "\"GetItem\""] {
        let edited = edit_all("\"FetchItem\"", script);
        let index = operation(&edited, "FetchItem");
        assert_eq!(Twins::of(model, edited.definition().unwrap()).published(index), Some(0));
        let after = kept(&published, &edited, "FetchItem");
        let restored =
            |place| at(&after, place).raw() == pointer::resolve(model.tree(), place).unwrap().raw();
        assert!(restored("/paths/~1items~1{id}/get") && restored("/paths/~1items/get"));
        assert_eq!(at(&after, "/paths/~1v2~1items~1{id}/get/operationId").raw(), "\"GetItem_V2\"");
        let list = text(&after, FileRole::Properties);
        assert!(list.contains("[ \"GetItem\", \"GetItem_V2\", \"ListItems\" ]"), "{list}");
    }
    // All three names in the list.
    let edited = edit_all("\"FetchItem\"", "\"FetchItem\", \"GetItem\", \"GetItem_V2\"");
    let list = text(&kept(&published, &edited, "FetchItem"), FileRole::Properties).to_owned();
    assert!(list.contains("[ \"GetItem\", \"GetItem_V2\", \"ListItems\" ]"), "{list}");
    // The name of the next revision already, at the old path.
    let edited = edit_all("\"GetItem_V2\"", "\"GetItem_V2\"");
    let after = kept(&published, &edited, "GetItem_V2");
    assert_eq!(at(&after, "/paths/~1items~1{id}/get/operationId").raw(), "\"GetItem\"");
    let list = text(&after, FileRole::Properties);
    assert!(list.contains("[ \"GetItem\", \"GetItem_V2\", \"ListItems\" ]"), "{list}");
}

#[test]
fn a_new_path_is_the_authors_choice() {
    let edited = of(&edit(&[("\"/items\": {", "\"/everything\": {"), ("\"top\"", "\"limit\"")]));
    let after = kept(&of(PUBLISHED), &edited, "ListItems");
    holds_published(&after, &[]);
    assert_eq!(at(&after, "/paths/~1everything/get/operationId").raw(), "\"ListItems_V2\"");
    assert_eq!(at(&after, "/paths/~1everything/get/parameters/0/name").raw(), "\"limit\"");
    let paths: Vec<String> =
        at(&after, "/paths").members().map(|member| member.name().into_owned()).collect();
    assert_eq!(paths, ["/items/{id}", "/items", "/everything"]);
}

#[test]
fn a_path_that_only_renames_its_variable_gets_a_revision() {
    let edited = of(&edit(&[
        ("\"/items/{id}\": {", "\"/items/{key}\": {"),
        ("{ \"name\": \"id\"", "{ \"name\": \"key\""),
    ]));
    let first = kept(&of(PUBLISHED), &edited, "GetItem");
    holds_published(&first, &["/paths/~1items~1{id}/delete"]);
    assert_eq!(at(&first, "/paths/~1v2~1items~1{key}/parameters/0/$ref").raw(), r##""#/parameters/Id_V2""##);
    assert_eq!(at(&first, "/parameters/Id_V2/name").raw(), "\"key\"");
    assert_eq!(at(&first, "/paths/~1items~1{key}/parameters/0/$ref").raw(), r##""#/parameters/Id_V2""##);
    // The other operation under the path follows, and then the edited path is gone.
    let both = kept(&of(PUBLISHED), &first, "DeleteItem");
    holds_published(&both, &[]);
    let paths: Vec<String> = at(&both, "/paths").members().map(|member| member.name().into_owned()).collect();
    assert_eq!(paths, ["/items/{id}", "/v2/items/{key}", "/items"]);
}

#[test]
fn another_method_gets_a_revision() {
    let edited =
        of(&edit(&[("      \"get\": {\n        \"summary\"", "      \"post\": {\n        \"summary\"")]));
    let after = kept(&of(PUBLISHED), &edited, "GetItem");
    holds_published(&after, &[]);
    assert!(at(&after, "/paths/~1items~1{id}").get("post").is_none());
    assert_eq!(at(&after, "/paths/~1v2~1items~1{id}/post/operationId").raw(), "\"GetItem_V2\"");
}

#[test]
fn every_layout_is_kept() {
    let published = fixture::layouts(PUBLISHED);
    let item = r#""name": { "type": "string" }"#;
    let edited = fixture::layouts(&edit(&[
        (item, r#""name": { "type": "integer" }"#),
        ("\"Get item\"", "\"Fetch item\""),
    ]));
    let results: Vec<String> = published
        .iter()
        .zip(&edited)
        .map(|((name, published), (_, edited))| {
            let (published, edited) = (of(published), of(edited));
            let after = kept(&published, &edited, "GetItem");
            let model = published.definition().unwrap();
            for place in
                ["/paths/~1items~1{id}/get", "/definitions/Item", "/definitions/ItemList", "/responses/Found"]
            {
                let old = pointer::resolve(model.tree(), place).unwrap();
                assert_eq!(at(&after, place).raw(), old.raw(), "{name} {place}");
            }
            definition(&after).to_owned()
        })
        .collect();
    // The result is laid out like the rest: another layout of it is what the other layouts came to.
    for (name, text) in
        &results.iter().zip(&published).map(|(text, (name, _))| (*name, text)).collect::<Vec<_>>()
    {
        let all = fixture::layouts(text);
        assert!(all.iter().zip(&results).all(|((_, one), other)| one == other), "{name}:\n{text}");
    }
    // The published text with other line ends is fitted in.
    let (lf, crlf) = (of(&published[1].1.replace('\r', "")), of(&edited[1].1));
    assert_eq!(definition(&kept(&lf, &crlf, "GetItem")), results[1]);
}

#[test]
fn the_same_backend_path_is_that_of_the_published_operation() {
    let properties = "//- apiProperties.json\n{ \"properties\": { \"policyTemplateInstances\": [] } }\n";
    let published = connector(&format!("{PUBLISHED}{properties}"));
    let edited = connector(&format!("{}{properties}", edit(&[("\"top\"", "\"limit\"")])));
    let plan = start_keeping_published(&published, &edited, operation(&edited, "ListItems"), true);
    let after = carried_out(&edited, &plan);
    let policies = text(&after, FileRole::Properties);
    assert!(policies.contains("\"x-ms-apimTemplateParameter.newPath\": \"/items\""), "{policies}");
}

#[test]
fn names_of_forks_avoid_those_that_are_taken() {
    let alone = r#""Alone": { "type": "string" }"#;
    let edited = of(&edit(&[
        (r#""name": { "type": "string" }"#, r#""name": { "type": "integer" }"#),
        (alone, &format!("\"Item_V2\": {{}}, {alone}")),
    ]));
    let after = kept(&of(PUBLISHED), &edited, "ListItems");
    holds_published(&after, &[]);
    assert_eq!(at(&after, "/definitions/ItemList_V2/items/$ref").raw(), r##""#/definitions/Item_V3""##);
}

#[test]
fn names_with_escapes_are_forked() {
    let odd = |text: &str| {
        text.replace("#/definitions/Tags", "#/definitions/Tags~1of%20all")
            .replace("\"Tags\"", "\"Tags/of all\"")
    };
    let tags = r#"{ "type": "array", "items": { "type": "string" } }"#;
    let (published, edited) = (odd(PUBLISHED), odd(&edit(&[(tags, "{ \"type\": \"string\" }")])));
    let after = kept(&of(&published), &of(&edited), "GetItem");
    let name = at(&after, "/definitions/Item_V2/properties/tags/$ref").as_str().unwrap().into_owned();
    assert_eq!(name, "#/definitions/Tags~1of%20all_V2");
    assert_eq!(at(&after, "/definitions/Tags~1of all_V2/type").raw(), "\"string\"");
}

#[test]
fn what_cannot_be_kept_is_refused_with_the_reason() {
    let published = of(PUBLISHED);
    assert!(refused(&published, &published, "GetItem").contains("as it is published"));
    // Other blanks and another order change nothing.
    let [.., (_, minified)] = fixture::layouts(PUBLISHED);
    assert!(refused(&published, &of(&minified), "GetItem").contains("as it is published"));
    let swapped = edit(&[("\"top\"", "\"limit\""), ("\"GetItem\"", "\"ListItems_V2\"")]);
    assert!(refused(&published, &of(&swapped), "ListItems").contains("'ListItems_V2' is taken"));
    let moved = edit(&[("\"/items\": {", "\"/all\": {"), ("\"/items/{id}\": {", "\"/items\": {")]);
    let reason = refused(&published, &of(&moved), "ListItems");
    assert!(reason.contains("cannot come back to GET '/items'") && reason.contains("'GetItem'"), "{reason}");
    let broken = of(&PUBLISHED.replace("\"swagger\": \"2.0\",", "\"swagger\": \"2.0\""));
    let edited = of(&edit(&[("\"top\"", "\"limit\"")]));
    assert!(refused(&broken, &edited, "ListItems").contains("published definition is damaged"));
    assert!(refused(&Connector::default(), &edited, "ListItems").contains("not published yet"));
}

#[test]
fn twins_are_the_pairs_of_the_comparison() {
    let twins = |old: &str, new: &str| {
        let (old, new) = (of(old), of(new));
        let (old, new) = (old.definition().unwrap(), new.definition().unwrap());
        let twins = Twins::of(old, new);
        let back = |index: usize| twins.published(index).map(|found| (found, twins.edited(found)));
        let found: Vec<_> = (0..new.operations.len()).map(back).collect();
        for (index, found) in found.iter().enumerate() {
            assert!(found.is_none_or(|(_, back)| back == Some(index)), "{found:?}");
        }
        assert_eq!((twins.published(found.len()), twins.edited(old.operations.len())), (None, None));
        found.into_iter().map(|found| found.map(|(index, _)| index)).collect::<Vec<_>>()
    };
    let paths = |base: &str, paths: &str| format!(r#"{{ "basePath": "{base}", "paths": {{ {paths} }} }}"#);
    // Of namesakes, each finds its own.
    let (a, b) = (r#""/a": { "get": { "operationId": "A" } }"#, r#""/b": { "get": { "operationId": "A" } }"#);
    let (one, other) = (paths("/", &format!("{a}, {b}")), paths("/", &format!("{b}, {a}")));
    assert_eq!(twins(&one, &one), [Some(0), Some(1)]);
    assert_eq!(twins(&one, &other), [Some(1), Some(0)]);
    assert_eq!(twins(&paths("/", a), &one), [Some(0), None], "the other one is new");
    // A renamed operation is known by its full path.
    let (short, long) =
        (r#""/a": { "get": { "operationId": "B" } }"#, r#""/v1/a": { "get": { "operationId": "B" } }"#);
    assert_eq!(twins(&paths("/v1", a), &paths("/", long)), [Some(0)]);
    assert_eq!(twins(&paths("/v1", a), &paths("/v1", short)), [Some(0)]);
    // What stands in the place of a removed one is no twin.
    let later = r#""/v2/a": { "get": { "operationId": "A_V2", "x-ms-api-annotation": { "family": "A", "revision": 2 } } }"#;
    assert_eq!(twins(&paths("/", a), &paths("/", later)), [None]);
}
