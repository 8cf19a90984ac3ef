//! SARIF 2.1.0: a result for each change, where it is in the new connector, with the place in the published one beside it.

use evolution::changes::{Change, Class, Kind};
use serde_json::{Value, json};

use super::View;
use crate::reporters::sarif::{Places, SEPARATOR, head, kinds, level, tail};
use crate::terminal::for_machines;
use crate::workspace::{Base, Trouble};

/// `--format sarif`.
pub(super) fn print(view: &View<'_>, base: &Base, troubles: &[Trouble]) -> String {
    let places = Places { base: base.real() };
    let comparison = view.comparison;
    let results =
        comparison.changes.iter().map(|change| for_machines(result(view, change, &places).to_string()));
    let results = results.collect::<Vec<_>>().join(SEPARATOR);
    let properties = json!({
        "breaking": comparison.count(Class::Breaking),
        "risky": comparison.count(Class::Risky),
        "compatible": comparison.count(Class::Compatible),
        "update": comparison.update.name(),
    });
    head(&places, &kinds().collect::<Vec<_>>()) + &results + &tail(troubles, &properties)
}

fn result(view: &View<'_>, change: &Change, places: &Places) -> Value {
    let old = change.old.map(|spot| places.location(view.old.1.get(spot.file), spot.span));
    let new = change.new.map(|spot| places.location(view.new.1.get(spot.file), spot.span));
    let mut result = json!({
        "ruleId": change.kind.code,
        "level": level(change.severity),
        "message": { "text": format!("{} {}", change.message, change.remedy) },
        "properties": {
            "class": change.class.name(),
            "severity": change.severity.name(),
            "operations": change.operations,
            "remedy": change.remedy,
            "old": change.old_text,
            "new": change.new_text,
        },
    });
    if let Some(index) = Kind::all().position(|kind| kind == change.kind) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(place) = new.or_else(|| old.clone()) {
        let pointer = view.pointer(change);
        let mut location = json!({ "physicalLocation": place });
        if !pointer.is_empty() {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
        }
        result["locations"] = json!([location]);
    }
    if let Some(place) = old {
        let message = json!({ "text": "In the published connector" });
        result["relatedLocations"] = json!([{ "id": 0, "message": message, "physicalLocation": place }]);
    }
    result
}
