//! The steps on operations of real connectors.

use std::collections::BTreeMap;

use connector::{Connector, FileRole};
use evolution::lifecycle::{Date, Plan, Step, plan};
use fixture::corpus;
use syntax::{Node, pointer};

use crate::corpus::{connectors, spread};
use crate::support::{DEPRECATE, START, START_SAME_BACKEND, SUPERSEDE, carried_out, findings, operation};

/// The pointers at which two values differ: of objects the members, of lists of one length the entries.
fn differences(before: Node<'_>, after: Node<'_>, out: &mut Vec<String>) {
    if before.kind() != after.kind() {
        out.push(pointer::pointer(before));
    } else if before.is_object() {
        // Of a name that is there twice only the last counts.
        let counts = |member: &Node<'_>| {
            member.parent().and_then(|object| object.get(&member.name())) == Some(*member)
        };
        for member in before.members().filter(|member| after.get(&member.name()).is_none()) {
            out.push(pointer::pointer(member));
        }
        for member in after.members().filter(counts) {
            match before.get(&member.name()) {
                Some(old) => differences(old, member, out),
                None => out.push(pointer::pointer(member)),
            }
        }
        // What stays in an object keeps its order.
        let common = |object: Node<'_>, other: Node<'_>| -> Vec<String> {
            let members =
                object.members().filter(counts).filter(|member| other.get(&member.name()).is_some());
            members.map(|member| member.name().into_owned()).collect()
        };
        if common(before, after) != common(after, before) {
            out.push(pointer::pointer(before));
        }
    } else if before.is_array() && before.items().count() == after.items().count() {
        before.items().zip(after.items()).for_each(|(old, new)| differences(old, new, out));
    } else if before.raw() != after.raw() {
        out.push(pointer::pointer(before));
    }
}

/// What a step may touch.
struct Reach<'a> {
    /// The pointers of the operation and of the one that takes its place.
    operations: &'a [String],
    /// The pointer of its path item.
    path_item: &'a str,
    /// The pointer of the path item that is new or joined.
    added: Option<&'a str>,
    /// Whether the operation may go.
    removes: bool,
}

impl Reach<'_> {
    fn covers(&self, pointer: &str) -> bool {
        const MEMBERS: [&str; 4] = ["summary", "deprecated", "x-ms-visibility", "x-ms-api-annotation"];
        let inside = self.operations.iter().find_map(|operation| pointer.strip_prefix(operation.as_str()));
        let member = inside.and_then(|rest| rest.strip_prefix('/'));
        let member = member.map(|rest| rest.split('/').next().unwrap_or(rest));
        member.is_some_and(|member| MEMBERS.contains(&member))
            || self.added.is_some_and(|added| pointer == added || pointer.starts_with(&format!("{added}/")))
            || self.removes && (pointer == self.operations[0] || pointer == self.path_item)
    }
}

/// Whether a difference in the properties is one of the lists that steps are about.
fn is_list(pointer: &str) -> bool {
    ["/x-ms-apimTemplate-operationName", "/scriptOperations", "/operationIds", "/policyTemplateInstances"]
        .iter()
        .any(|end| pointer.ends_with(end))
}

fn tree(connector: &Connector, role: FileRole) -> Option<Node<'_>> {
    connector.document(role).map(connector::Document::root)
}

struct Attack {
    at: String,
    counts: BTreeMap<&'static str, (usize, usize)>,
    reasons: BTreeMap<String, usize>,
    problems: Vec<String>,
}

impl Attack {
    /// Takes a step and looks at the result; `None` if it is refused.
    fn take(&mut self, before: &Connector, id: &str, step: &Step) -> Option<Connector> {
        let index = operation(before, id);
        let outcome = plan(before, index, step);
        let count = self.counts.entry(step.kind()).or_default();
        if let Plan::Refused { reason } = outcome {
            count.1 += 1;
            let pieces: Vec<&str> = reason.split('\'').step_by(2).collect();
            *self.reasons.entry(format!("{}: {}", step.kind(), pieces.join("…"))).or_default() += 1;
            return None;
        }
        count.0 += 1;
        let after = carried_out(before, &outcome);
        let at = format!("{} of {id} in {}", step.kind(), self.at);
        let model = before.definition().unwrap();
        let subject = &model.operations[index];
        let path_item = pointer::pointer(model.node(model.path_item(subject).node));
        let mut operations = vec![pointer::pointer(model.node(subject.node))];
        if *step == SUPERSEDE {
            let family = model.family(subject.family_name().unwrap()).unwrap();
            let newest = &model.operations[*family.members.last().unwrap()];
            operations.push(pointer::pointer(model.node(newest.node)));
        }
        let added = added_path(before, &after);
        let reach = Reach {
            operations: &operations,
            path_item: &path_item,
            added: added.as_deref(),
            removes: matches!(step, Step::Retire { .. }),
        };
        self.compare(before, &after, &reach, &at);
        self.compare_findings(before, &after, &reach, &at);
        let again =
            after.definition().unwrap().operations.iter().position(|found| found.id.as_deref() == Some(id));
        if let Some(again) = again.filter(|&again| plan(&after, again, step).refusal().is_none()) {
            self.problems.push(format!("{at}: can be taken again ({again})"));
        }
        Some(after)
    }

    fn compare(&mut self, before: &Connector, after: &Connector, reach: &Reach<'_>, at: &str) {
        for document in after.documents() {
            let role = document.role();
            let (Some(old), Some(new)) = (tree(before, role), tree(after, role)) else { continue };
            let known = |connector: &Connector| {
                connector.document(role).map_or(0, |document| {
                    document.tree().errors().iter().filter(|error| error.kind.is_structural()).count()
                })
            };
            if known(after) > known(before) {
                self.problems.push(format!("{at}: syntax errors in {role:?}"));
            }
            let mut differing = Vec::new();
            differences(old, new, &mut differing);
            let allowed = |pointer: &String| {
                if role == FileRole::Definition { reach.covers(pointer) } else { is_list(pointer) }
            };
            if let Some(wrong) = differing.iter().find(|pointer| !allowed(pointer)) {
                self.problems.push(format!("{at}: {role:?} differs at {wrong}"));
            }
        }
    }

    /// A finding may only be new where it was found on the original too.
    fn compare_findings(&mut self, before: &Connector, after: &Connector, reach: &Reach<'_>, at: &str) {
        // Entries of lists move when one of them comes or goes.
        let findings = |connector: &Connector| -> Vec<(&'static str, String)> {
            let is_number =
                |token: &str| token.bytes().all(|byte| byte.is_ascii_digit()) && !token.is_empty();
            let blank = |place: String| -> String {
                if !place.starts_with("/properties/policyTemplateInstances") {
                    return place;
                }
                place
                    .split('/')
                    .map(|token| if is_number(token) { "#" } else { token })
                    .collect::<Vec<_>>()
                    .join("/")
            };
            findings(connector).into_iter().map(|(code, place)| (code, blank(place))).collect()
        };
        let known = findings(before);
        let mut left = known.clone();
        for (code, place) in findings(after) {
            if let Some(found) = left.iter().position(|found| *found == (code, place.clone())) {
                left.swap_remove(found);
                continue;
            }
            let copied = reach.added.and_then(|added| place.strip_prefix(added));
            let original = copied.map(|rest| format!("{}{rest}", reach.path_item));
            if !original.is_some_and(|original| known.iter().any(|found| *found == (code, original.clone())))
            {
                self.problems.push(format!("{at}: new finding {code} at {place}"));
            }
        }
    }
}

/// The pointer of the path item that one connector has and the other has not, or has with fewer methods.
fn added_path(before: &Connector, after: &Connector) -> Option<String> {
    let model = after.definition().unwrap();
    let old = before.definition().unwrap();
    let is_new = |operation: &&connector::Operation| {
        operation.id.as_deref().is_some_and(|id| old.operation(id).is_none())
    };
    let new = model.operations.iter().find(is_new)?;
    Some(pointer::pointer(model.node(model.path_item(new).node)))
}

/// How many operations are tried.
const OPERATIONS: usize = 300;

#[test]
fn real_operations_live_their_lives() {
    let Some(folder) = corpus("real_operations_live_their_lives") else { return };
    let connectors = connectors(&folder);
    let operations = spread(&connectors, OPERATIONS);
    let mut attack =
        Attack { at: String::new(), counts: BTreeMap::new(), reasons: BTreeMap::new(), problems: Vec::new() };
    for (index, subject) in operations {
        let (folder, connector) = &connectors[index];
        attack.at = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let operation = &connector.definition().unwrap().operations[subject];
        let Some(id) = operation.id.as_deref() else { continue };
        if connector.definition().unwrap().operations_with_id(id).count() > 1 {
            continue;
        }
        let expiring = Step::Deprecate { expires: Some("2026-01-01".to_owned()) };
        let retire = Step::Retire { today: Date::new(2026, 11, 22) };
        attack.take(connector, id, &Step::Explicit);
        attack.take(connector, id, &Step::Promote);
        attack.take(connector, id, &DEPRECATE);
        attack.take(connector, id, &START_SAME_BACKEND);
        if let Some(deprecated) = attack.take(connector, id, &expiring) {
            attack.take(&deprecated, id, &retire);
            if let Some(hidden) = attack.take(&deprecated, id, &Step::Hide) {
                attack.take(&hidden, id, &retire);
            }
        }
        let Some(started) = attack.take(connector, id, &START) else { continue };
        let old = connector.definition().unwrap();
        let new = started.definition().unwrap().operation_ids().find(|id| old.operation(id).is_none());
        let new = new.expect("a new operation").to_owned();
        attack.take(&started, &new, &Step::Promote);
        if let Some(superseded) = attack.take(&started, id, &SUPERSEDE) {
            attack.take(&superseded, id, &Step::Hide);
            attack.take(&superseded, &new, &START);
        }
    }
    eprintln!("taken and refused: {:#?}\n{:#?}", attack.counts, attack.reasons);
    assert!(
        attack.problems.is_empty(),
        "{} problems:\n{}",
        attack.problems.len(),
        attack.problems.join("\n")
    );
    let (taken, refused) = attack.counts["revision.start"];
    assert!(taken > refused * 10, "{taken} revisions started, {refused} not");
}
