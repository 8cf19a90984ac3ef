//! New operations.

use connector::{Connector, FileRole};
use ide::making::{NewOperation, SignIn, new_operation};
use rules::Settings;

use crate::support::{after, connector, done, folder, operation, refused, remarks};

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

/// A connector with these members at its root, and these paths.
fn with(root: &str, paths: &str) -> Connector {
    let text = format!(
        "{{ \"swagger\": \"2.0\", \"info\": {{ \"title\": \"A\", \"version\": \"1.0\" }}, \"host\": \"a.com\", {root}
          \"paths\": {{ {paths} }} }}"
    );
    Connector::of_text(FileRole::Definition, text)
}

/// The tree of the definition with one more operation.
#[track_caller]
fn tree(connector: &Connector, wanted: &NewOperation) -> syntax::Tree {
    let made = done(new_operation(connector, &Settings::default(), wanted));
    let tree = syntax::parse(made.text);
    assert!(tree.errors().is_empty());
    tree
}

#[test]
fn an_operation_with_a_body_says_that_it_takes_json_where_the_connector_does_not() {
    for (root, is_said) in [
        ("", true),
        ("\"consumes\": [],", true),
        ("\"consumes\": [\"multipart/form-data\"],", true),
        ("\"consumes\": [\"application/json; charset=utf-8\"],", false),
        ("\"consumes\": [\"text/xml\", \"Application/JSON\"],", false),
    ] {
        let connector = with(root, "");
        for (kind, path, has_body) in [
            ("post", "/a", true),
            ("put", "/a/{b}", true),
            ("trigger post", "/hooks", true),
            ("get", "/a", false),
        ] {
            let tree = tree(&connector, &operation(kind, path, "OnA", "Create an A"));
            let method = kind.trim_start_matches("trigger ");
            let made = tree.root().get("paths").unwrap().get(path).unwrap().get(method).unwrap();
            let said = made.get("consumes").map(|types| types.raw().split_whitespace().collect::<String>());
            let expected = (is_said && has_body).then(|| "[\"application/json\"]".to_owned());
            assert_eq!(said, expected, "{root} {kind}");
            let now = Connector::of_text(FileRole::Definition, tree.text());
            let found = remarks(&now);
            assert!(!found.iter().any(|found| found.contains("consumes-missing")), "{root} {kind} {found:?}");
        }
    }
}

/// Every description and label of the operation.
fn texts(node: syntax::Node<'_>, found: &mut Vec<String>) {
    for member in node.members() {
        if matches!(&*member.name(), "description" | "x-ms-summary") {
            found.extend(member.as_str().map(std::borrow::Cow::into_owned));
        }
        texts(member, found);
    }
    node.items().for_each(|item| texts(item, found));
}

#[test]
fn the_texts_of_an_operation_are_english() {
    let connector = with("", "");
    for (kind, path, summary, said) in [
        ("get", "/status", "Get the status", "Gets the status."),
        ("delete", "/statuses/{id}", "Delete a status", "The status is gone."),
        ("patch", "/series/{id}", "Update a series", "What to change of the series."),
        ("post", "/movies", "Create a movie", "The created movie."),
        ("get", "/news/{id}", "Get a story", "The identifier of the news."),
        ("post", "/analysis", "Start an analysis", "The analysis to create."),
        ("get", "/tickets", "Find open tickets", "Finds open tickets."),
        ("get", "/getUserById/{id}", "Get a user", "The name of the item."),
        ("get", "/users/me", "Get my profile", "The items."),
        ("get", "/a%20b/{id}", "Get a thing", "The name of the item."),
        ("patch", "/v2/{id}", "Update a thing", "What to change of the item."),
        ("get", "/{id}", "Get a thing", "The name of the item."),
        ("post", "/login", "Log in", "Calls the service for this: Log in."),
        ("trigger get", "/orders", "When an order is paid", "Triggers when an order is paid."),
        ("trigger post", "/hooks", "Order paid", "Runs as soon as this happens: Order paid."),
    ] {
        let tree = tree(&connector, &operation(kind, path, "Xx", summary));
        let mut found = Vec::new();
        texts(tree.root(), &mut found);
        assert!(found.iter().any(|text| text == said), "{path}: {found:#?}");
        for odd in [" new movie", "existing", "movy", "v2", "%", " me.", "statu ", "new new"] {
            assert!(!found.iter().any(|text| text.contains(odd)), "{path}: {found:#?}");
        }
    }
}

const DELETE: &str = "{ \"operationId\": \"EndHook\", \"summary\": \"End\", \"responses\": { \"204\": { \"description\": \"Done.\" } },
    \"parameters\": [{ \"name\": \"id\", \"in\": \"path\", \"required\": true, \"type\": \"string\" }] }";

#[test]
fn the_delete_operation_of_a_webhook_goes_where_it_can_be() {
    let get = DELETE.replace("EndHook", "GetHook");
    for (known, path, paths, id) in [
        (String::new(), "/hooks/", "/hooks/ /hooks/{hookId}", Some("DeleteXHook")),
        (
            String::new(),
            "/a/{hookId}/hooks",
            "/a/{hookId}/hooks /a/{hookId}/hooks/{registrationId}",
            Some("DeleteXHook"),
        ),
        (
            format!("\"/hooks/{{id}}\": {{ \"delete\": {DELETE} }}"),
            "/hooks",
            "/hooks/{id} /hooks",
            Some("EndHook"),
        ),
        (
            format!("\"/hooks/{{id}}\": {{ \"get\": {get} }}"),
            "/hooks",
            "/hooks/{id} /hooks",
            Some("DeleteXHook"),
        ),
    ] {
        let connector = with("", &known);
        let tree = tree(&connector, &operation("trigger post", path, "OnX", "When an X comes"));
        let all = tree.root().get("paths").unwrap();
        let names: Vec<String> = all.members().map(|item| item.name().into_owned()).collect();
        assert_eq!(names.join(" "), paths);
        let below = all.members().find(|item| item.name().ends_with('}')).unwrap();
        let delete = below.get("delete").unwrap();
        assert_eq!(delete.get("operationId").unwrap().as_str().as_deref(), id);
        let now = Connector::of_text(FileRole::Definition, tree.text());
        let found = remarks(&now);
        let is_of_path =
            |found: &&String| found.starts_with("path/") && !found.starts_with("path/trailing-slash");
        assert_eq!(found.iter().find(is_of_path), None, "{path}");
    }
}

#[test]
fn what_has_no_place_for_an_operation_is_named_as_it_is() {
    let wanted = operation("get", "/a", "ListA", "List all A");
    let settings = Settings {
        names: vec![(FileRole::Definition, "contoso_openapidefinition.json".to_owned())],
        ..Settings::default()
    };
    for (text, said) in [
        ("null", "contoso_openapidefinition.json has no object in it, but only null."),
        ("{ \"swagger\": ", "contoso_openapidefinition.json has a syntax error"),
        (
            "{ \"swagger\": \"2.0\", \"paths\": { \"/a\": { \"$ref\": \"#/b\" } } }",
            "is a reference to another place",
        ),
    ] {
        let connector = Connector::of_text(FileRole::Definition, text);
        let making = new_operation(&connector, &settings, &wanted);
        assert!(refused(&making).contains(said), "{}", refused(&making));
    }
}
