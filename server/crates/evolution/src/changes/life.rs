//! The stage of an operation's life compared: visibility, deprecation, family, revision, status.

use connector::definition::ANNOTATION;
use connector::{Operation, Status, Visibility};
use syntax::Node;

use super::kinds::operation;
use super::sheet::Spot;
use super::users::{Unit, Users};
use super::walk::Walk;
use super::{Class, Severity, words};

impl<'c> Walk<'c> {
    /// Compares what a pair of operations say about their life. What is written counts as little as what is implied:
    /// writing out that an operation is revision 1 changes nothing.
    pub(super) fn compare_life(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        self.compare_prominence(unit, (old, new));
        self.compare_deprecation(unit, (old, new));
        self.compare_annotation(unit, (old, new));
        if old.annotation.status.is_some() || new.annotation.status.is_some() {
            self.compare_status(unit, (old, new));
        }
    }

    fn places(&self, (old, new): (&'c Operation, &'c Operation), member: &str) -> (Spot, Spot) {
        let place =
            |node: Node<'c>| Spot::definition(node).on_member(node, "operationId").on_member(node, member);
        (place(self.old.node(old.node)), place(self.new.node(new.node)))
    }

    fn compare_prominence(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let (before, after) = (old.annotation.visibility, new.annotation.visibility);
        let (kind, how) = match (before, after) {
            _ if before == after => return,
            (_, Visibility::Internal) => (&operation::HIDDEN, "became internal".to_owned()),
            (Visibility::Internal, _) => (&operation::UNHIDDEN, "is no longer internal".to_owned()),
            _ => (&operation::DOWNPLAYED, format!("is {} instead of {}", after.name(), before.name())),
        };
        let spots = self.places((old, new), "x-ms-visibility");
        let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) else { return };
        draft.says("The visibility", how).shows(Some(before.name().into()), Some(after.name().into()));
        if after == Visibility::Internal && old.annotation.deprecated {
            draft
                .graded(Class::Risky, Severity::Info)
                .felt("It was deprecated before. Flows that still use it go on, but cannot be edited there.")
                .cured("Make sure that calls have stopped.");
        }
    }

    fn compare_deprecation(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let (kind, how) = match (old.annotation.deprecated, new.annotation.deprecated) {
            (false, true) => (&operation::DEPRECATED, "became deprecated"),
            (true, false) => (&operation::UNDEPRECATED, "is no longer deprecated"),
            _ => return,
        };
        let spots = self.places((old, new), "deprecated");
        let name = words::cut(&words::operation_name(self.old, old));
        if let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) {
            let words = |is_deprecated: bool| if is_deprecated { "deprecated" } else { "current" };
            let (before, after) = (words(old.annotation.deprecated), words(new.annotation.deprecated));
            draft.says(format!("The operation '{name}'"), how).shows(Some(before.into()), Some(after.into()));
            draft.names_operation = true;
        }
    }

    fn compare_annotation(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let (before, after) = (&old.annotation, &new.annotation);
        // An operation without a family is one of its own: the new name of a renamed operation is no other family.
        let same_family =
            old.family_name() == new.family_name() || before.family.is_none() && after.family.is_none();
        let left_family = !same_family && before.family.is_some();
        let lower = same_family && new.revision() < old.revision();
        let replacement = |node: Option<syntax::NodeId>, definition: &'c connector::Definition| {
            node.and_then(|node| definition.node(node).get("replacement"))
        };
        let same_replacement = self
            .sameness
            .same_or_absent(replacement(before.node, self.old), replacement(after.node, self.new));
        let mut parts: Vec<String> = Vec::new();
        let mut texts: (Vec<String>, Vec<String>) = Default::default();
        let mut differs = |what: &str, before: Option<String>, after: Option<String>| {
            parts.push(format!("{what} {}", words::from_to(before.as_deref(), after.as_deref())));
            texts.0.extend(before.map(|text| format!("{what} {text}")));
            texts.1.extend(after.map(|text| format!("{what} {text}")));
        };
        if !same_family {
            let name = |operation: &Operation| operation.family_name().map(|name| words::cut(name).into());
            differs("family", name(old), name(new));
        }
        if old.revision() != new.revision() {
            differs("revision", Some(old.revision().to_string()), Some(new.revision().to_string()));
        }
        if before.expires != after.expires {
            let date = |text: &Option<Box<str>>| text.as_deref().map(|text| words::cut(text).into());
            differs("expires", date(&before.expires), date(&after.expires));
        }
        if !same_replacement {
            parts.push("another replacement".to_owned());
        }
        if parts.is_empty() {
            return;
        }
        let is_worse = left_family || lower;
        let kind = if is_worse { &operation::REVISION_DECREASED } else { &operation::ANNOTATION_CHANGED };
        let spots = self.places((old, new), ANNOTATION);
        if let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) {
            draft.says("The annotation", format!("changed: {}", parts.join(", ")));
            let joined = |parts: Vec<String>| (!parts.is_empty()).then(|| words::cut(&parts.join(", ")));
            draft.shows(joined(texts.0), joined(texts.1));
        }
    }

    /// Compares the status that an operation has, its own or the connector's.
    fn compare_status(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let (before, after) = (self.old.effective_status(old), self.new.effective_status(new));
        let spots = self.places((old, new), ANNOTATION);
        self.status_changed(Some(unit), (before, after), spots);
    }

    /// Compares the connector's own status, for the operations that have none.
    pub(super) fn compare_connector_status(&mut self) {
        let status = |status: Option<Status>| status.unwrap_or(Status::Production);
        let (before, after) = (status(self.old.status), status(self.new.status));
        if before == after {
            return;
        }
        let roots = (self.old.document.root(), self.new.document.root());
        let place = |root: Node<'c>| {
            let info = root.get("info");
            let annotation = info.and_then(|info| info.get(ANNOTATION)).or_else(|| root.get(ANNOTATION));
            let node = annotation.or(info).unwrap_or(root);
            Spot::definition(node).on_member(node, "status")
        };
        let spots = (place(roots.0), place(roots.1));
        for (number, pair) in self.pairs.kept.clone().into_iter().enumerate() {
            let (old, new) = self.operations(pair);
            if old.annotation.status.is_none() && new.annotation.status.is_none() {
                self.status_changed(Some(Users::operation(number)), (before, after), spots);
            }
        }
    }

    fn status_changed(&mut self, unit: Option<Unit>, (before, after): (Status, Status), spots: (Spot, Spot)) {
        let kind = match (before, after) {
            (Status::Production, Status::Preview) => &operation::STATUS_DEMOTED,
            (Status::Preview, Status::Production) => &operation::ANNOTATION_CHANGED,
            _ => return,
        };
        // One annotation may change its revision and its status: those are two changes.
        if let Some(draft) = self.sheet.note(kind, unit, Some(spots.0), Some(spots.1), 1) {
            let (before, after) = (before.name(), after.name());
            draft.says("The status", format!("changed {}", words::from_to(Some(before), Some(after))));
            draft.shows(Some(before.into()), Some(after.into()));
            if after == Status::Production.name() {
                draft
                    .graded(Class::Compatible, Severity::Info)
                    .felt("Existing flows feel nothing; makers may rely on it from now on.")
                    .cured("Make sure that it meets the bar for Production.");
            }
        }
    }
}
