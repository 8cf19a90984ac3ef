//! Where changes are shown, in the new text and in the published one.

use connector::Connector;
use evolution::changes::{Change, Spot, compare};
use syntax::pointer::pointer;

use crate::support::{Put, with};

fn show(connector: &Connector, spot: Option<Spot>) -> (String, String) {
    let Some(spot) = spot else { return ("-".to_owned(), "-".to_owned()) };
    let under = connector.part(spot.file).unwrap().text().get(spot.span.range()).unwrap().to_owned();
    let node = spot.node.and_then(|node| connector.document(spot.file).map(|document| document.node(node)));
    (node.map_or_else(|| "-".to_owned(), pointer), under)
}

/// The only change but that of the version, with the pointer and the text underlined in the new and the old connector.
#[track_caller]
fn check(before: &[Put<'_>], after: &[Put<'_>], new: (&str, &str), old: (&str, &str)) -> Change {
    let connectors = (with(before), with(after));
    let comparison = compare(&connectors.0, &connectors.1);
    let mut changes = comparison.changes;
    changes.retain(|change| change.kind.code != "change/version-not-bumped");
    let [change] = changes.as_slice() else { panic!("{changes:#?}") };
    let (found_new, found_old) = (show(&connectors.1, change.new), show(&connectors.0, change.old));
    assert_eq!((found_new.0.as_str(), found_new.1.as_str()), new, "in the new connector");
    assert_eq!((found_old.0.as_str(), found_old.1.as_str()), old, "in the old connector");
    change.clone()
}

const GET: &str = "/paths/~1orders~1{id}/get";
const POST: &str = "/paths/~1orders/post";

#[test]
fn operations_are_shown_by_their_id() {
    check(&[], &[("/paths/~1orders", "")], ("/paths", "\"paths\""), (POST, "\"CreateOrder\""));
    let kept = r#"{ "get": { "operationId": "CreateOrders" } }"#;
    let with_get = r#"{ "get": { "operationId": "CreateOrders" }, "put": { "operationId": "P" } }"#;
    check(
        &[("/paths/~1x", with_get)],
        &[("/paths/~1x", kept)],
        ("/paths/~1x", "\"/x\""),
        ("/paths/~1x/put", "\"P\""),
    );
    check(&[], &[(&format!("{GET}/operationId"), r#""Other""#)], (GET, "\"Other\""), (GET, "\"GetOrder\""));
    check(&[], &[("/paths/~1x", kept)], ("/paths/~1x/get", "\"CreateOrders\""), ("/paths", "\"paths\""));
    check(&[], &[(&format!("{GET}/deprecated"), "true")], (GET, "true"), (GET, "\"GetOrder\""));
    check(&[], &[(&format!("{GET}/summary"), r#""New""#)], (GET, "\"New\""), (GET, "\"Get an order\""));
}

#[test]
fn inputs_are_shown_by_name_or_by_what_changed() {
    let list = format!("{GET}/parameters");
    let limit = format!("{list}/1");
    check(&[], &[(&format!("{limit}/type"), r#""string""#)], (&limit, "\"string\""), (&limit, "\"integer\""));
    check(&[], &[(&format!("{list}/2"), "")], (&list, "\"parameters\""), (&format!("{list}/2"), "\"order\""));
    check(
        &[],
        &[(&format!("{list}/-"), r#"{ "name": "n", "in": "query", "type": "string" }"#)],
        (&format!("{list}/5"), "\"n\""),
        (&list, "\"parameters\""),
    );
    let properties = format!("{POST}/parameters/0/schema/properties");
    check(
        &[],
        &[(&format!("{properties}/note"), "")],
        (&properties, "\"properties\""),
        (&format!("{properties}/note"), "\"note\""),
    );
    check(
        &[],
        &[(&format!("{POST}/parameters/0/schema/required"), r#"["customer", "note"]"#)],
        (&format!("{properties}/note"), "\"note\""),
        (&format!("{properties}/note"), "\"note\""),
    );
}

#[test]
fn outputs_are_shown_where_they_are_described() {
    let properties = "/definitions/Order/properties";
    let total = format!("{properties}/total");
    let change = check(&[], &[(&total, "")], (properties, "\"properties\""), (&total, "\"total\""));
    assert_eq!(change.operations, ["GetOrder".into(), "CreateOrder".into()]);
    let new = with(&[(&total, "")]);
    let also: Vec<_> = change.also.iter().map(|spot| show(&new, Some(*spot)).1).collect();
    assert_eq!(also, ["\"CreateOrder\""]);
    check(&[], &[(&format!("{total}/type"), r#""string""#)], (&total, "\"string\""), (&total, "\"number\""));
    let schema = format!("{GET}/responses/200/schema");
    check(&[], &[(&schema, "")], (&format!("{GET}/responses/200"), "\"200\""), (&schema, "\"schema\""));
}

#[test]
fn the_connector_is_shown_by_the_member() {
    check(&[], &[("/host", r#""x.example""#)], ("/host", "\"x.example\""), ("/host", "\"api.shop.example\""));
    check(&[], &[("/basePath", "")], ("", "{"), ("/basePath", "\"/shop\""));
    check(
        &[],
        &[("/securityDefinitions/key/in", r#""query""#)],
        ("/securityDefinitions/key", "\"key\""),
        ("/securityDefinitions/key", "\"key\""),
    );
    check(
        &[],
        &[("properties:/properties/connectionParameters/region", "")],
        ("/properties/connectionParameters", "\"connectionParameters\""),
        ("/properties/connectionParameters/region", "\"region\""),
    );
    let script = crate::support::SCRIPT.replace("return await", "throw; return await");
    check(
        &[],
        &[("script", &script)],
        ("-", "throw; return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);"),
        ("-", "return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);"),
    );
}
