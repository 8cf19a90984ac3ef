//! Lists of operationIds in `apiProperties.json`: of policies, and of operations that run through the script.

use connector::PropertiesFile;
use syntax::Node;
use syntax::edit::quote;

use crate::Context;
use crate::fix::{Change, Fix};
use crate::near::nearest;

/// Reports an entry that names no operation of the definition. Without a definition nothing can be said.
pub(crate) fn check(context: &mut Context<'_>, file: &PropertiesFile, entry: Node<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let Some(id) = entry.as_str() else { return };
    if definition.operation(&id).is_some() {
        return;
    }
    let role = file.document.role();
    let siblings = || entry.parent().into_iter().flat_map(Node::items);
    let is_listed = |id: &str| siblings().any(|sibling| sibling.as_str().is_some_and(|listed| listed == id));
    let near = nearest(&id, definition.operation_ids());
    let advice = near.map_or_else(
        || "Remove it, or give the operationId of an operation in the definition.".to_owned(),
        |near| format!("Did you mean '{near}'?"),
    );
    let finding = context.on_value(entry, format!("No operation has the id '{id}'. {advice}"));
    // An empty list means all operations, so an entry is only removed when one that names an operation stays; and an
    // operation that is listed already needs no second entry.
    let names_operation =
        |entry: Node<'_>| entry.as_str().is_some_and(|id| definition.operation(&id).is_some());
    match near.filter(|near| !is_listed(near)) {
        Some(near) => {
            let change = Change::Replace(entry.id(), quote(near));
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), role, change));
        }
        None if siblings().any(names_operation) => {
            finding.fix(Fix::unsafe_(format!("Remove '{id}'"), role, Change::Remove(entry.id())));
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use connector::{Connector, FileRole, Part};

    use crate::{Settings, Stop};

    #[test]
    fn without_a_definition_no_name_is_wrong() {
        let properties = r#"{ "properties": { "scriptOperations": ["GetItem"] } }"#;
        let alone = Connector::of_text(FileRole::Properties, properties);
        let both = alone.with(Part::new(FileRole::Definition, "{}".to_owned()));
        let reported = |connector: &Connector| {
            let findings = crate::check(connector, &Settings::default(), &Stop::default());
            findings.iter().filter(|finding| finding.code() == "script/operation-not-found").count()
        };
        assert_eq!((reported(&alone), reported(&both)), (0, 1));
    }
}
