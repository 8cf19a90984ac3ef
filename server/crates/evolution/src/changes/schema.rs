//! Schemas compared: properties, elements, and what a schema says about itself.

use connector::fingerprint;
use rustc_hash::FxHashMap;
use syntax::Node;

use super::facets::Lost;
use super::kinds::{request, response};
use super::sheet::Spot;
use super::users::Direction;
use super::view::{Property, View};
use super::walk::{Task, Walk};
use super::{Class, Severity, words};

impl<'c> Walk<'c> {
    /// Compares two schemas and lists what is inside of them for later.
    pub(super) fn compare_schema(&mut self, task: Task<'c>) {
        self.budget = self.budget.saturating_sub(1);
        let old = View::of(self.old, task.old);
        let new = View::of(self.new, task.new);
        if old.is_uncertain || new.is_uncertain || self.budget == 0 {
            return;
        }
        if task.is_answer && !old.is_empty() && new.is_empty() && !old.has_dynamic_schema() {
            self.outputs_gone(task, Spot::definition(task.old), Spot::definition(task.new));
            return;
        }
        if task.is_answer && old.is_empty() && !new.is_empty() && !new.has_dynamic_schema() {
            self.outputs_described(task, Spot::definition(task.new));
            return;
        }
        if !self.compare_type(task, &old, &new) {
            return;
        }
        let lost = self.compare_fields(task, &old, &new);
        self.compare_dynamic(task, &old, &new, &lost);
        self.compare_facets(task, &old, &new);
        for name in ["items", "additionalProperties"] {
            self.compare_elements(task, old.get(name), new.get(name));
        }
    }

    /// Compares what is said about the elements of a list, or about the values of an open object.
    fn compare_elements(&mut self, task: Task<'c>, old: Option<Node<'c>>, new: Option<Node<'c>>) {
        let described = |node: Option<Node<'c>>| node.filter(|node| node.is_object());
        let is_output = task.direction == Direction::Output;
        match (described(old), described(new)) {
            (Some(before), Some(after)) => self.visit(task.unit, before, after, task.direction, false),
            (Some(before), None) if is_output && !View::of(self.old, before).is_empty() => {
                let task = Task { old: before, ..task };
                self.outputs_gone(task, Spot::definition(before), Spot::definition(task.new));
            }
            (None, Some(after)) if is_output && !View::of(self.new, after).is_empty() => {
                self.outputs_described(Task { new: after, ..task }, Spot::definition(after));
            }
            _ => {}
        }
    }

    /// Compares the properties. Where the shape came to be, or no longer is, fetched at design time, properties that
    /// come and go are part of that one change: then only their names are given back.
    fn compare_fields(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) -> Lost {
        let before = old.properties();
        let after = new.properties();
        self.budget = self.budget.saturating_sub(before.len() + after.len());
        if self.budget == 0 || before.is_empty() && after.is_empty() {
            return Lost::default();
        }
        let is_one_cause = old.has_dynamic_schema() != new.has_dynamic_schema();
        let (old_required, new_required) = (old.required(), new.required());
        let by_name: FxHashMap<&str, Property<'c>> =
            after.iter().map(|(name, property)| (name.as_ref(), *property)).collect();
        let mut kept: Vec<&str> = Vec::with_capacity(before.len());
        let mut lost = Lost::default();
        for (name, property) in &before {
            let Some(twin) = by_name.get(name.as_ref()) else {
                lost.0.push(Box::from(name.as_ref()));
                if !is_one_cause {
                    self.field_removed(task, *property, new);
                }
                continue;
            };
            kept.push(name);
            self.visit(task.unit, property.node, twin.node, task.direction, false);
            let required = (old_required.contains(name), new_required.contains(name));
            if required.0 != required.1 {
                self.requiredness_changed(task, property.node, twin.node, required.1);
            }
        }
        if !is_one_cause && kept.len() < after.len() {
            let kept: rustc_hash::FxHashSet<&str> = kept.into_iter().collect();
            for (name, property) in after.iter().filter(|(name, _)| !kept.contains(name.as_ref())) {
                self.field_added(task, property.node, new_required.contains(name));
            }
        }
        lost
    }

    fn field_removed(&mut self, task: Task<'c>, property: Property<'c>, new: &View<'c>) {
        let kind = match task.direction {
            Direction::Input => &request::FIELD_REMOVED,
            Direction::Output => &response::FIELD_REMOVED,
        };
        let place = place_of_removed(property, new).unwrap_or(task.new);
        let subject = words::subject(&self.old.document, property.node, task.direction);
        let (old, new) = (Spot::definition(property.node), Spot::definition(place));
        let described = self.old.resolve(property.node).map(|node| View::of(self.old, node));
        let shown = described.and_then(|view| view.kind().map(|kind| words::cut(&kind)));
        if let Some(draft) = self.sheet.note(kind, Some(task.unit), Some(old), Some(new), 0) {
            draft.says(subject, "is gone").shows(shown, None);
        }
    }

    fn field_added(&mut self, task: Task<'c>, node: Node<'c>, is_required: bool) {
        let new = Spot::definition(node);
        let old = Spot::definition(task.old);
        let subject = words::subject(&self.new.document, node, task.direction);
        let view = View::of(self.new, node);
        let fills_itself = is_filled_by_itself(&view);
        let shown = view.kind().map(|kind| words::cut(&kind));
        let kind = match task.direction {
            Direction::Output => &response::FIELD_ADDED,
            Direction::Input if is_required && !fills_itself => &request::REQUIRED_FIELD_ADDED,
            Direction::Input => &request::OPTIONAL_FIELD_ADDED,
        };
        // The same new property may be added to several published schemas: it is one addition.
        let cause = fingerprint::text("added");
        let Some(draft) = self.sheet.note(kind, Some(task.unit), None, Some(new), cause) else { return };
        draft.old = Some(old);
        draft.shows(None, shown);
        let how = match (task.direction, is_required, fills_itself) {
            (Direction::Output, ..) => "is new",
            (Direction::Input, true, false) => "is new and required",
            (Direction::Input, true, true) => "is new and filled without anyone's doing",
            (Direction::Input, false, _) => "is new and optional",
        };
        draft.says(subject, how);
    }

    fn requiredness_changed(&mut self, task: Task<'c>, old: Node<'c>, new: Node<'c>, is_required: bool) {
        let kind = match (task.direction, is_required) {
            (Direction::Input, true) => &request::FIELD_BECAME_REQUIRED,
            (Direction::Input, false) => &request::FIELD_BECAME_OPTIONAL,
            (Direction::Output, true) => &response::FIELD_BECAME_REQUIRED,
            (Direction::Output, false) => &response::FIELD_BECAME_OPTIONAL,
        };
        let fills_itself = is_required && is_filled_by_itself(&View::of(self.new, new));
        let inner = Task { old, new, ..task };
        let Some(draft) = self.note(kind, inner, Spot::definition(old), Spot::definition(new), 0) else {
            return;
        };
        let (before, after) = if is_required { ("optional", "required") } else { ("required", "optional") };
        draft.shows(Some(before.into()), Some(after.into()));
        draft.predicate = format!("became {after}");
        if task.direction == Direction::Input && fills_itself {
            draft
                .graded(Class::Compatible, Severity::Info)
                .felt("Nobody has to fill it in: flows send it by themselves.")
                .cured("Nothing to do.");
        }
    }

    /// Notes that the outputs of an answer are no longer described.
    pub(super) fn outputs_gone(&mut self, task: Task<'c>, old: Spot, new: Spot) {
        let kind = &response::SCHEMA_REMOVED;
        let subject = words::subject(&self.old.document, task.old, Direction::Output);
        if let Some(draft) = self.sheet.note(kind, Some(task.unit), Some(old), Some(new), 0) {
            draft.says(subject, "is no longer described");
        }
    }

    /// Notes that the outputs of an answer are described for the first time.
    pub(super) fn outputs_described(&mut self, task: Task<'c>, new: Spot) {
        let old = Spot::definition(task.old);
        let subject = words::subject(&self.new.document, task.new, Direction::Output);
        let kind = &response::SCHEMA_ADDED;
        if let Some(draft) = self.sheet.note(kind, Some(task.unit), Some(old), Some(new), 0) {
            draft.says(subject, "is described for the first time");
        }
    }
}

/// Whether an input is filled without anyone's doing: internal with a default, or the address for the notifications of a
/// trigger, which the platform knows.
pub(super) fn is_filled_by_itself(view: &View<'_>) -> bool {
    is_notification_url(view)
        || super::facets::visibility(view) == connector::Visibility::Internal && view.get("default").is_some()
}

/// Whether an input is the address for the notifications of a trigger.
pub(super) fn is_notification_url(view: &View<'_>) -> bool {
    view.get("x-ms-notification-url").is_some_and(|flag| {
        flag.as_bool() == Some(true) || flag.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"))
    })
}

/// Where to show that a property is gone: the `properties` object that it stood in, in the same definition if the
/// schema is put together from several, else the first.
fn place_of_removed<'c>(property: Property<'c>, new: &View<'c>) -> Option<Node<'c>> {
    let holder = |layer: &Node<'c>| layer.get("properties");
    let same_part =
        new.layers.iter().find(|layer| layer.key().is_some() && layer.name() == property.layer.name());
    let same_part = same_part.and_then(holder);
    same_part.or_else(|| new.layers.iter().find_map(holder)).or_else(|| new.root())
}
