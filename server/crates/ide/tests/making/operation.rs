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
