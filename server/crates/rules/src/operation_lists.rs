//! Lists of operationIds in `apiProperties.json`: of policies, and of operations that run through the script.

use std::borrow::Cow;

use connector::{Definition, FileRole};
use rustc_hash::FxHashSet;
use syntax::Node;
use syntax::edit::quote;

use crate::Context;
use crate::fix::{Change, Fix};
use crate::near::Names;

/// Reports the entries of these lists that name no operation of the definition. Without a definition nothing can be said.
pub(crate) fn check<'n, Entries: Iterator<Item = Node<'n>>>(
    context: &mut Context<'_>,
    lists: impl IntoIterator<Item = (FileRole, impl Fn() -> Entries)>,
) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let mut names = None;
    for (role, entries) in lists {
        let is_known = |entry: Node<'_>| entry.as_str().is_none_or(|id| definition.operation(&id).is_some());
        if entries().all(is_known) {
            continue;
        }
        let entries: Vec<Node<'n>> = entries().collect();
        let list = List::of(definition, role, &entries);
        for (entry, id) in entries.iter().filter_map(|entry| Some((*entry, entry.as_str()?))) {
            if definition.operation(&id).is_none() {
                let names = names.get_or_insert_with(|| Names::new(definition.operation_ids()));
                report(context, &list, entry, &id, names.nearest(&id));
            }
        }
    }
}

/// A list of operationIds.
struct List<'n> {
    role: FileRole,
    ids: FxHashSet<Cow<'n, str>>,
    names_operation: bool,
}

impl<'n> List<'n> {
    fn of(definition: &Definition, role: FileRole, entries: &[Node<'n>]) -> Self {
        let ids: FxHashSet<_> = entries.iter().filter_map(|entry| entry.as_str()).collect();
        let names_operation = ids.iter().any(|id| definition.operation(id).is_some());
        Self { role, ids, names_operation }
    }
}

fn report(context: &mut Context<'_>, list: &List<'_>, entry: Node<'_>, id: &str, near: Option<&str>) {
    let advice = near.map_or_else(
        || "Remove it, or give the operationId of an operation in the definition.".to_owned(),
        |near| format!("Did you mean '{near}'?"),
    );
    let finding = context.on_value(entry, format!("No operation has the id '{id}'. {advice}"));
    // An empty list means all operations, so an entry is only removed when one that names an operation stays; and an
    // operation that is listed already needs no second entry.
    match near.filter(|near| !list.ids.contains(*near)) {
        Some(near) => {
            let change = Change::Replace(entry.id(), quote(near));
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), list.role, change));
        }
        None if list.names_operation => {
            finding.fix(Fix::unsafe_(format!("Remove '{id}'"), list.role, Change::Remove(entry.id())));
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

    #[test]
    fn an_entry_is_corrected_unless_the_operation_is_listed() {
        let title = |list: &str| {
            let properties = format!(r#"{{ "properties": {{ "scriptOperations": [{list}] }} }}"#);
            let definition = r#"{ "paths": { "/a": { "get": { "operationId": "GetItem" } } } }"#;
            let connector = Connector::of_text(FileRole::Properties, properties)
                .with(Part::new(FileRole::Definition, definition.to_owned()));
            let mut findings = crate::check(&connector, &Settings::default(), &Stop::default());
            findings.retain(|finding| finding.code() == "script/operation-not-found");
            findings
                .iter()
                .flat_map(|finding| &finding.fixes)
                .map(|fix| fix.title.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(title(r#""GetItm""#), ["Change to 'GetItem'"]);
        assert_eq!(title(r#""GetItm", "GetItem""#), ["Remove 'GetItm'"]);
        assert_eq!(title(r#""Other""#), [""; 0]);
    }
}
