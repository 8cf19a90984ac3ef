//! SARIF 2.1.0: a result for each change, where it is in the new connector, with the place in the published one beside it.

use evolution::changes::{Change, Class, Kind, Spot};
use serde_json::{Value, json};

use super::sides::Side;
use super::{View, published};
use crate::reporters::Sources;
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
    let old = location(&view.old, published(change), places);
    let new = location(&view.new, change.new, places);
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
        result["locations"] = json!([place]);
    }
    if let Some(mut place) = old {
        place["id"] = json!(0);
        place["message"] =
            json!({ "text": format!("In the published connector: {}", shown(&view.old, change.old)) });
        result["relatedLocations"] = json!([place]);
    }
    result
}

/// A place in one of the two connectors. What lies in a commit has no address that a reader of the log could open.
fn location(side: &(&Side, Sources<'_>), spot: Option<Spot>, places: &Places) -> Option<Value> {
    let (side, sources) = side;
    let spot = spot?;
    let mut location = json!({});
    if side.is_on_disk {
        location["physicalLocation"] = places.location(sources.get(spot.file), spot.span);
    }
    let pointer = spot.pointer(&side.connector).filter(|pointer| !pointer.is_empty());
    if let Some(pointer) = pointer {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
    }
    Some(location)
}

/// `path:line:column`
fn shown(side: &(&Side, Sources<'_>), spot: Option<Spot>) -> String {
    spot.map_or_else(String::new, |spot| {
        let source = side.1.get(spot.file);
        let place = source.place(spot.span);
        format!("{}:{}:{}", source.path, place.line, place.column)
    })
}
