//! Every request is answered once, wanted or not.

use std::collections::BTreeMap;

use e2e::capabilities::pulling;
use e2e::{Client, Folder, Options, start};
use fixture::Rng;
use serde_json::{Value, json};

const CANCELLED: i64 = -32800;

#[test]
fn a_thousand_requests_cancelled_at_random_have_a_thousand_answers() {
    let folder = e2e::copy_of_sample("clumsy-crm");
    let uri = folder.uri("apiDefinition.swagger.json");
    let mut client = start(&folder, pulling());
    client.open(&uri, &folder.read("apiDefinition.swagger.json"));
    let mut rng = Rng::new(1_000);
    let mut ids = Vec::new();
    for _ in 0..1_000 {
        let id = match rng.below(3) {
            0 => client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } })),
            1 => client.request("connector-ls/debug/text", json!({ "textDocument": { "uri": uri } })),
            _ => client.request("connector-ls/debug/sleep", json!({ "milliseconds": rng.below(4) })),
        };
        ids.push(id);
        // This one, an earlier one, one that does not exist yet; some twice.
        for _ in 0..rng.below(3) {
            let target = if rng.one_in(2) { json!(id) } else { json!(rng.below(ids.len() + 3)) };
            client.notify("$/cancelRequest", json!({ "id": target }));
        }
    }
    let mut answers = BTreeMap::new();
    for id in ids {
        let answer = client.response(id);
        let code = answer["error"]["code"].as_i64();
        assert!(code.is_none() || code == Some(CANCELLED), "{answer}");
        *answers.entry(code.is_some()).or_insert(0) += 1;
    }
    assert_eq!(answers.values().sum::<i32>(), 1_000);
    assert!(answers.len() == 2, "some are cancelled and some are not: {answers:?}");
    // A second answer to anything would be left over, and fail the test.
    client.finish();
}

#[test]
fn cancelling_ends_the_work() {
    let mut client = Client::start(Options::default());
    let ids: Vec<i64> = (0..20)
        .map(|_| client.request("connector-ls/debug/sleep", json!({ "milliseconds": 600_000 })))
        .collect();
    for &id in &ids {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in ids {
        assert_eq!(client.error(id), CANCELLED);
    }
    // The threads that worked on them are free again.
    assert_eq!(client.ask("connector-ls/debug/sleep", json!({ "milliseconds": 1 })), 1);
    client.finish();
}

#[test]
fn ids_of_all_kinds_are_given_back() {
    let folder = Folder::new();
    let mut client = start(&folder, Value::Null);
    for id in
        [json!("text"), json!(0), json!(-5), json!(9_007_199_254_740_991_i64), json!("7"), json!(i64::MAX)]
    {
        for cancelled in [false, true] {
            client.send(&json!({
                "jsonrpc": "2.0", "id": id, "method": "connector-ls/debug/sleep",
                "params": { "milliseconds": if cancelled { 600_000 } else { 0 } },
            }));
            if cancelled {
                client.notify("$/cancelRequest", json!({ "id": id }));
            }
            let answer = client.wait_for(|message| message["id"] == id);
            let expected = if cancelled { json!(CANCELLED) } else { Value::Null };
            assert_eq!(answer["error"]["code"], expected, "{answer}");
        }
    }
    client.finish();
}
