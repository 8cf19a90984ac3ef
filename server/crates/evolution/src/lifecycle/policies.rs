//! The lists of operations in `apiProperties.json`: policies and script operations.

use std::ops::ControlFlow;

use connector::{FileRole, Policy, PropertiesFile};
use syntax::edit::quote;
use syntax::{JsonEditor, Node, Placement};

use super::plan::{Draft, Outcome, refuse};
use super::subject::{Subject, editable};

/// The policy template that sends a call to another path of the service.
/// Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/routerequesttoendpoint/routerequesttoendpoint>
const ROUTE: &str = "routerequesttoendpoint";

/// How a new revision comes into the lists.
#[derive(Clone, Copy)]
pub(super) struct Joining<'a> {
    /// The operationId that the lists have now.
    pub(super) listed: &'a str,
    /// The operationId that they have then in its place; mostly the same.
    pub(super) kept: &'a str,
    /// The operationId that joins.
    pub(super) new: &'a str,
    /// The path of the service that a policy sends the new one to, if one should.
    pub(super) route: Option<&'a str>,
}

/// Lets a new revision join every list that names the old one.
pub(super) fn join(subject: &Subject<'_>, joining: Joining<'_>, draft: &mut Draft) -> Outcome<()> {
    let connector = subject.connector;
    let route = match joining.route {
        Some(_) if is_routed(subject, joining.listed) || is_routed(subject, joining.kept) => {
            let message = format!(
                "A policy routes '{}' already, and '{}' goes the same way.",
                joining.kept, joining.new
            );
            draft.note(message, None);
            None
        }
        Some(path) => Some((path, router(subject)?)),
        None => None,
    };
    for file in connector.properties_files() {
        let role = file.document.role();
        let mut editor = JsonEditor::new(file.document.tree());
        for list in lists(file) {
            extend(&mut editor, list, joining);
        }
        if let Some((path, place)) = route.filter(|(_, place)| place.role == role) {
            place.add(&mut editor, &route_policy(joining.new, path));
        }
        let edits = editor.finish();
        if !edits.is_empty() {
            editable(connector, &file.document)?;
        }
        draft.add(role, edits);
    }
    ControlFlow::Continue(())
}

/// The lists that name operations: those of the policies, and the script operations.
fn lists(file: &PropertiesFile) -> impl Iterator<Item = Node<'_>> {
    let policies = file.policies.iter().filter_map(|policy| policy.operations);
    policies.chain(file.script_operations).map(|list| file.node(list))
}

fn names(list: Node<'_>, id: &str) -> bool {
    list.items().any(|entry| entry.as_str().as_deref() == Some(id))
}

fn extend<'t>(editor: &mut JsonEditor<'t>, list: Node<'t>, joining: Joining<'_>) {
    let Joining { listed, kept, new, .. } = joining;
    let position = |id: &str| list.items().position(|entry| entry.as_str().as_deref() == Some(id));
    let is_new_missing = position(new).is_none();
    match (position(kept), position(listed)) {
        (None, None) => {}
        // The name that the edit gave the operation stands here: the new one or the old one takes its place.
        (Some(_), Some(at)) if listed != kept => {
            if is_new_missing {
                replace(editor, list, at, listed, new);
            } else if let Some(entry) = list.item(at).filter(|_| listed != new) {
                editor.remove(entry);
            }
        }
        (None, Some(at)) => {
            replace(editor, list, at, listed, kept);
            if listed == new || is_new_missing {
                editor.insert_item(list, at + 1, &quote(new));
            }
        }
        (Some(at), _) => {
            if is_new_missing {
                editor.insert_item(list, at + 1, &quote(new));
            }
        }
    }
}

fn replace<'t>(editor: &mut JsonEditor<'t>, list: Node<'t>, at: usize, old: &str, new: &str) {
    if let Some(entry) = list.item(at).filter(|_| old != new) {
        editor.replace(entry, &quote(new));
    }
}

/// Whether a policy routes this operation, or all operations, to another path.
fn is_routed(subject: &Subject<'_>, id: &str) -> bool {
    let routes = |file: &PropertiesFile, policy: &Policy| {
        policy.template.is_some_and(|template| template.id == ROUTE)
            && policy.operations.is_none_or(|list| names(file.node(list), id))
    };
    subject.connector.properties_files().any(|file| file.policies.iter().any(|policy| routes(file, policy)))
}

/// Where policies are listed, or will be.
#[derive(Clone, Copy)]
struct Router<'c> {
    role: FileRole,
    /// The list, or the object that gets it.
    node: Node<'c>,
}

impl<'c> Router<'c> {
    fn add(self, editor: &mut JsonEditor<'c>, policy: &str) {
        if self.node.is_array() {
            editor.insert_item(self.node, usize::MAX, policy);
        } else {
            editor.insert_member(
                self.node,
                "policyTemplateInstances",
                &format!("[{policy}]"),
                Placement::Last,
            );
        }
    }
}

fn router<'c>(subject: &Subject<'c>) -> Outcome<Router<'c>> {
    for file in subject.connector.properties_files() {
        let role = file.document.role();
        let root = file.document.root();
        let node = match role {
            FileRole::PolicyTemplateInstances => Some(root).filter(|root| root.is_array()),
            FileRole::Properties => root.get("properties").filter(|properties| properties.is_object()),
            _ => None,
        };
        let Some(node) = node else { continue };
        editable(subject.connector, &file.document)?;
        return match node.get("policyTemplateInstances") {
            None => ControlFlow::Continue(Router { role, node }),
            Some(list) if list.is_array() => ControlFlow::Continue(Router { role, node: list }),
            Some(_) => refuse("'policyTemplateInstances' is no list. Make it one first."),
        };
    }
    refuse(
        "A policy has to route the new revision, and there is no apiProperties.json for it. Add one first.",
    )
}

fn route_policy(id: &str, path: &str) -> String {
    let path = if path.is_empty() { "/" } else { path };
    format!(
        "{{\"templateId\":\"{ROUTE}\",\"title\":{},\"parameters\":{{\"x-ms-apimTemplate-operationName\":[{}],\
         \"x-ms-apimTemplateParameter.newPath\":{},\
         \"x-ms-apimTemplateParameter.httpMethod\":\"@Request.OriginalHTTPMethod\"}}}}",
        quote(&format!("Route {id} to {path}")),
        quote(id),
        quote(path)
    )
}

/// Takes an operation out of every list. A policy that is about nothing else goes with it, since without operations it
/// would apply to all.
pub(super) fn withdraw(subject: &Subject<'_>, draft: &mut Draft) -> Outcome<()> {
    let id = subject.id;
    let is_it = |entry: &Node<'_>| entry.as_str().as_deref() == Some(id);
    for file in subject.connector.properties_files() {
        let role = file.document.role();
        let mut editor = JsonEditor::new(file.document.tree());
        for policy in &file.policies {
            let Some(list) = policy.operations.map(|list| file.node(list)) else { continue };
            if !names(list, id) {
                continue;
            }
            let node = file.node(policy.node);
            if list.items().all(|entry| is_it(&entry)) {
                editor.remove(node);
                let message = format!("The policy that is only about '{id}' goes with it.");
                draft.note_in(role, message, Some(node.head_span()));
            } else {
                list.items().filter(is_it).for_each(|entry| editor.remove(entry));
            }
        }
        if let Some(list) = file.script_operations.map(|list| file.node(list)).filter(|list| names(*list, id))
        {
            if list.items().all(|entry| is_it(&entry)) {
                return refuse(format!(
                    "'{id}' is the only one of the script operations, and an empty list would send all operations \
                     through the script. Remove the script first."
                ));
            }
            list.items().filter(is_it).for_each(|entry| editor.remove(entry));
        }
        let edits = editor.finish();
        if !edits.is_empty() {
            editable(subject.connector, &file.document)?;
        }
        draft.add(role, edits);
    }
    ControlFlow::Continue(())
}
