//! What operations answer and what webhooks deliver.

use connector::Operation;
use syntax::Node;

use super::kinds::response;
use super::sheet::Spot;
use super::users::{Direction, Unit};
use super::view::View;
use super::walk::{Task, Walk};
use super::{Class, Severity, words};

/// A response under its code.
#[derive(Clone, Copy)]
struct Answer<'c> {
    /// As written in the operation, with the code as its key.
    node: Node<'c>,
    is_success: bool,
}

impl Answer<'_> {
    fn code(&self) -> Box<str> {
        words::cut(&self.node.name())
    }
}

impl<'c> Walk<'c> {
    /// Compares the responses of a pair of operations.
    pub(super) fn compare_responses(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let lists = (self.old.node(old.node).get("responses"), self.new.node(new.node).get("responses"));
        if self.sameness.same_or_absent(lists.0, lists.1) {
            return;
        }
        let (before, after) = (answers(lists.0), answers(lists.1));
        let twin = |of: &Answer<'c>, among: &[Answer<'c>]| {
            among.iter().copied().find(|other| other.node.name() == of.node.name())
        };
        let (mut gone, mut added) = (Vec::new(), Vec::new());
        let mut errors = Vec::new();
        for answer in &before {
            match twin(answer, &after) {
                Some(other) if answer.is_success && other.is_success => {
                    self.compare_answer(unit, *answer, other);
                }
                Some(_) => {}
                None if answer.is_success && answer.node.name() != "default" => gone.push(*answer),
                None => errors.push(*answer),
            }
        }
        for answer in after.iter().filter(|answer| twin(answer, &before).is_none()) {
            if answer.is_success && answer.node.name() != "default" {
                added.push(*answer);
            } else {
                errors.push(*answer);
            }
        }
        // What the default response described may now have a code.
        let default =
            before.iter().copied().find(|answer| answer.is_success && answer.node.name() == "default");
        if let (Some(default), Some(&answer)) = (default, added.first()) {
            self.compare_answer(unit, default, answer);
            self.default_got_code(unit, default, answer);
            added.remove(0);
            errors.retain(|error| error.node != default.node);
        }
        // Without a list of responses the operation stands for it.
        let places = (
            Spot::definition(lists.0.unwrap_or_else(|| self.old.node(old.node))),
            Spot::definition(lists.1.unwrap_or_else(|| self.new.node(new.node))),
        );
        self.success_changed(unit, (&gone, &added), places, (old, new));
        self.errors_changed(unit, &errors, lists, places);
    }

    fn success_changed(
        &mut self,
        unit: Unit,
        (gone, added): (&[Answer<'c>], &[Answer<'c>]),
        places: (Spot, Spot),
        operations: (&'c Operation, &'c Operation),
    ) {
        for (number, answer) in gone.iter().enumerate() {
            let other = added.get(number).copied();
            let new = other.map_or(places.1, |other| Spot::definition(other.node));
            let old = Spot::definition(answer.node);
            let detail = u64::from(other.is_some());
            if let Some(draft) =
                self.sheet.note(&response::SUCCESS_REMOVED, Some(unit), Some(old), Some(new), detail)
            {
                let how = match other {
                    Some(other) => format!("became {}", other.code()),
                    None => "is gone".to_owned(),
                };
                draft.says(format!("The response {}", answer.code()), how);
                draft.shows(Some(answer.code()), other.map(|other| other.code()));
            }
            if let Some(other) = other {
                self.compare_answer(unit, *answer, other);
            }
        }
        for answer in added.iter().skip(gone.len()) {
            if self.designer_reads_other_outputs(unit, *answer, operations) {
                continue;
            }
            let new = Spot::definition(answer.node);
            if let Some(draft) =
                self.sheet.note(&response::SUCCESS_ADDED, Some(unit), Some(places.0), Some(new), 0)
            {
                draft.says(format!("The response {}", answer.code()), "is new");
                draft.shows(None, Some(answer.code()));
            }
        }
    }

    /// The designer shows the outputs of one success response. If that is a new one now, and it lacks what the
    /// published one has, everything that flows take from the answer changed at once.
    fn designer_reads_other_outputs(
        &mut self,
        unit: Unit,
        answer: Answer<'c>,
        (old, new): (&'c Operation, &'c Operation),
    ) -> bool {
        let Some(after) = self.new.success_schema(new) else { return false };
        let is_this = self
            .new
            .resolve(answer.node)
            .and_then(|response| response.get("schema"))
            .is_some_and(|schema| schema == after);
        let Some(before) = self.old.success_schema(old).filter(|_| is_this) else { return false };
        if self.sameness.same(before, after) {
            return false;
        }
        let (old_view, new_view) = (View::of(self.old, before), View::of(self.new, after));
        if old_view.is_uncertain || new_view.is_uncertain {
            return false;
        }
        let there: rustc_hash::FxHashSet<_> =
            new_view.properties().into_iter().map(|(name, _)| name).collect();
        let lacks = old_view.properties().iter().any(|(name, _)| !there.contains(name));
        if old_view.kind() == new_view.kind() && !lacks {
            return false;
        }
        let (old, new) = (Spot::definition(before), Spot::definition(answer.node));
        if let Some(draft) =
            self.sheet.note(&response::ROOT_KIND_CHANGED, Some(unit), Some(old), Some(new), 1)
        {
            draft.says("The output", format!("is taken from the new response {} now", answer.code()));
            draft.cured("Let the new response have the published outputs, or start a new revision.");
        }
        true
    }

    fn default_got_code(&mut self, unit: Unit, default: Answer<'c>, answer: Answer<'c>) {
        let (old, new) = (Spot::definition(default.node), Spot::definition(answer.node));
        if let Some(draft) = self.sheet.note(&response::SUCCESS_ADDED, Some(unit), Some(old), Some(new), 0) {
            draft
                .says(format!("The response {}", answer.code()), "is described where 'default' was")
                .graded(Class::Compatible, Severity::Info)
                .felt("Existing flows feel nothing.")
                .cured("Nothing to do.")
                .shows(Some("default".into()), Some(answer.code()));
        }
    }

    fn errors_changed(
        &mut self,
        unit: Unit,
        errors: &[Answer<'c>],
        lists: (Option<Node<'c>>, Option<Node<'c>>),
        places: (Spot, Spot),
    ) {
        let Some(first) = errors.first() else { return };
        let is_new = lists.1.is_some_and(|list| first.node.parent() == Some(list));
        let new = if is_new { Spot::definition(first.node) } else { places.1 };
        let codes = |is_new: bool| {
            let parent = if is_new { lists.1 } else { lists.0 };
            let found: Vec<Box<str>> =
                errors.iter().filter(|error| error.node.parent() == parent).map(Answer::code).collect();
            (!found.is_empty()).then(|| found.join(", ").into_boxed_str())
        };
        let (gone, added) = (codes(false), codes(true));
        let spots = (Some(places.0), Some(new));
        if let Some(draft) = self.sheet.note(&response::ERROR_CHANGED, Some(unit), spots.0, spots.1, 0) {
            let how = words::from_to(gone.as_deref(), added.as_deref());
            draft.says("The list of error responses", format!("changed {how}")).shows(gone, added);
        }
    }

    fn compare_answer(&mut self, unit: Unit, old: Answer<'c>, new: Answer<'c>) {
        let (Some(before), Some(after)) = (self.old.resolve(old.node), self.new.resolve(new.node)) else {
            return;
        };
        if self.sameness.same(before, after) {
            return;
        }
        let is_shared = before != old.node || after != new.node;
        if !is_shared {
            self.compare_outputs(unit, before, after);
        } else if let (unit, true) = self.shared(unit, before, after, Direction::Output) {
            self.compare_outputs(unit, before, after);
        }
    }

    /// Compares the schemas of two responses or notifications.
    fn compare_outputs(&mut self, unit: Unit, old: Node<'c>, new: Node<'c>) {
        let task = |old, new| Task { old, new, direction: Direction::Output, unit, is_answer: true };
        match (old.get("schema"), new.get("schema")) {
            (Some(before), Some(after)) => self.visit(unit, before, after, Direction::Output, true),
            (Some(before), None) => {
                if !View::of(self.old, before).is_empty() {
                    self.outputs_gone(task(before, new), Spot::definition(before), Spot::definition(new));
                }
            }
            (None, Some(after)) => {
                let view = View::of(self.new, after);
                if !view.is_uncertain && !view.is_empty() {
                    self.outputs_described(task(old, after), Spot::definition(after));
                }
            }
            (None, None) => {}
        }
    }

    /// Compares what a webhook delivers. It stands in the path item, beside the trigger that it belongs to.
    pub(super) fn compare_notification(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let path_items =
            (self.old.node(self.old.path_item(old).node), self.new.node(self.new.path_item(new).node));
        let contents = (path_items.0.get(NOTIFICATION), path_items.1.get(NOTIFICATION));
        let is_alone = self.new.path_item(new).operations.len() == 1;
        let is_trigger = old.trigger.is_some() || new.trigger.is_some();
        if self.sameness.same_or_absent(contents.0, contents.1) || !(is_trigger || is_alone) {
            return;
        }
        match contents {
            (Some(before), Some(after)) => {
                if let (unit, true) = self.shared(unit, before, after, Direction::Output) {
                    self.compare_outputs(unit, before, after);
                }
            }
            // A path item has no schema of its own: it stands for a notification without one.
            (Some(before), None) => self.compare_outputs(unit, before, path_items.1),
            (None, Some(after)) => self.compare_outputs(unit, path_items.0, after),
            (None, None) => {}
        }
    }
}

/// What a webhook delivers.
pub(super) const NOTIFICATION: &str = "x-ms-notification-content";

/// The responses in order. Success is a code of the 200s; without any, what `default` describes.
fn answers(list: Option<Node<'_>>) -> Vec<Answer<'_>> {
    let nodes = list.into_iter().flat_map(Node::members).filter(|node| !node.name().starts_with("x-"));
    let mut answers: Vec<Answer<'_>> =
        nodes.map(|node| Answer { node, is_success: node.name().starts_with('2') }).collect();
    if !answers.iter().any(|answer| answer.is_success) {
        for answer in answers.iter_mut().filter(|answer| answer.node.name() == "default") {
            answer.is_success = true;
        }
    }
    answers
}
