//! Operations compared: which call they are, and what they say of themselves.

use connector::{Operation, Trigger, revision_mark};
use rustc_hash::FxHashSet;
use syntax::Node;

use super::kinds::{operation, request, response};
use super::pairs::{By, Pair, Template, base_path};
use super::responses::NOTIFICATION;
use super::sheet::Spot;
use super::users::{Unit, Users};
use super::walk::Walk;
use super::{Class, Severity, meaning, pairs, words};

/// What the comparison of every operation needs to know about the documents.
pub(super) struct Ground {
    pub(super) old_base: String,
    pub(super) new_base: String,
    /// What operations take and give where they do not say so themselves is the same.
    same_media: bool,
}

impl<'c> Walk<'c> {
    /// Compares all operations.
    pub(super) fn compare_operations(&mut self) {
        let roots = (self.old.document.root(), self.new.document.root());
        let same = |name: &str| self.sameness.same_or_absent(roots.0.get(name), roots.1.get(name));
        let ground = Ground {
            old_base: base_path(self.old),
            new_base: base_path(self.new),
            same_media: same("consumes") && same("produces"),
        };
        for (number, pair) in self.pairs.kept.clone().into_iter().enumerate() {
            self.compare_operation(Users::operation(number), pair, &ground);
        }
        self.compare_base_path(&ground);
        self.operations_removed();
        self.operations_added();
    }

    fn compare_operation(&mut self, unit: Unit, pair: Pair, ground: &Ground) {
        let (old, new) = self.operations(pair);
        if pair.by == By::Path && old.id != new.id {
            self.id_renamed(unit, (old, new));
        }
        let renamed = self.compare_path(unit, (old, new), ground);
        let nodes = (self.old.node(old.node), self.new.node(new.node));
        let path_items =
            (self.old.node(self.old.path_item(old).node), self.new.node(self.new.path_item(new).node));
        let same_beside =
            |name: &str| self.sameness.same_or_absent(path_items.0.get(name), path_items.1.get(name));
        if self.sameness.same(nodes.0, nodes.1)
            && old.method == new.method
            && same_beside("parameters")
            && same_beside(NOTIFICATION)
            && renamed.is_empty()
            && ground.same_media
        {
            return;
        }
        if old.method != new.method {
            let spots = (Spot::definition(nodes.0), Spot::definition(nodes.1));
            let kind = &operation::METHOD_CHANGED;
            if let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) {
                let (before, after) = (old.method.name(), new.method.name());
                draft.says("The method", format!("changed {}", words::from_to(Some(before), Some(after))));
                draft.shows(Some(before.into()), Some(after.into()));
            }
        }
        self.compare_trigger(unit, (old, new));
        self.compare_life(unit, (old, new));
        self.compare_summary(unit, nodes);
        self.compare_media(unit, old, nodes);
        self.compare_parameters(unit, (old, new), &renamed);
        self.compare_responses(unit, (old, new));
        self.compare_notification(unit, (old, new));
    }

    fn id_renamed(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        let Some(published) = old.id.as_deref() else { return };
        let place = |node: Node<'c>| Spot::definition(node).on_member(node, "operationId");
        let spots = (place(self.old.node(old.node)), place(self.new.node(new.node)));
        let note = self.sheet.note(&operation::ID_RENAMED, Some(unit), Some(spots.0), Some(spots.1), 0);
        let Some(draft) = note else { return };
        let how = match &new.id {
            Some(id) => format!("is called '{}' now", words::cut(id)),
            None => "has no operationId any more".to_owned(),
        };
        draft.says(format!("The operation '{}'", words::cut(published)), how);
        draft.names_operation = true;
        draft.shows(Some(words::cut(published)), new.id.as_deref().map(words::cut));
    }

    /// Compares full paths. Gives the variables that were renamed.
    fn compare_path(
        &mut self,
        unit: Unit,
        (old, new): (&'c Operation, &'c Operation),
        ground: &Ground,
    ) -> Vec<(Box<str>, Box<str>)> {
        let (before, after) = (self.old.path(old), self.new.path(new));
        if before == after {
            return Vec::new();
        }
        let templates = (Template::of(&ground.old_base, &before), Template::of(&ground.new_base, &after));
        // Where only the base path differs, that is the one cause.
        let same_below_base = || Template::of("", &before).blanked == Template::of("", &after).blanked;
        let is_moved = templates.0.blanked != templates.1.blanked && !same_below_base();
        let path_items =
            (self.old.node(self.old.path_item(old).node), self.new.node(self.new.path_item(new).node));
        let spots = (Spot::definition(path_items.0), Spot::definition(path_items.1));
        let shown = (words::cut(&before), words::cut(&after));
        let how = format!("changed {}", words::from_to(Some(&shown.0), Some(&shown.1)));
        if is_moved {
            let kind = &operation::PATH_CHANGED;
            if let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) {
                draft.says("The path", how).shows(Some(shown.0), Some(shown.1));
            }
            return Vec::new();
        }
        let variables = templates.0.variables.into_iter().zip(templates.1.variables);
        let renamed: Vec<(Box<str>, Box<str>)> =
            variables.filter(|(before, after)| before != after).collect();
        if !renamed.is_empty() {
            let kind = &operation::PATH_VARIABLE_RENAMED;
            if let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) {
                let each: Vec<String> = renamed
                    .iter()
                    .map(|(before, after)| {
                        format!("'{}' instead of '{}'", words::cut(after), words::cut(before))
                    })
                    .collect();
                let how = format!("is called {}", each.join(", and "));
                draft.says("A variable in the path", how).shows(Some(shown.0), Some(shown.1));
            }
        }
        renamed
    }

    fn compare_trigger(&mut self, unit: Unit, (old, new): (&'c Operation, &'c Operation)) {
        if old.trigger == new.trigger {
            return;
        }
        let word = |trigger: Option<Trigger>| match trigger {
            None => "action",
            Some(Trigger::Single) => "single trigger",
            Some(Trigger::Batch) => "batch trigger",
        };
        let place = |node: Node<'c>| Spot::definition(node).on_member(node, "x-ms-trigger");
        let spots = (place(self.old.node(old.node)), place(self.new.node(new.node)));
        let kind = &operation::TRIGGER_KIND_CHANGED;
        if let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) {
            let (before, after) = (word(old.trigger), word(new.trigger));
            draft.says("The kind", format!("changed {}", words::from_to(Some(before), Some(after))));
            draft.shows(Some(before.into()), Some(after.into()));
        }
    }

    fn compare_summary(&mut self, unit: Unit, (old, new): (Node<'c>, Node<'c>)) {
        let text = |node: Node<'c>| node.get("summary").and_then(Node::as_str).unwrap_or_default();
        let (before, after) = (text(old), text(new));
        if before == after {
            return;
        }
        let place = |node: Node<'c>| Spot::definition(node).on_member(node, "summary");
        let kind = &operation::SUMMARY_CHANGED;
        if let Some(draft) = self.sheet.note(kind, Some(unit), Some(place(old)), Some(place(new)), 0) {
            let shown = |text: &str| (!text.is_empty()).then(|| words::cut(text));
            let (before, after) = (shown(&before), shown(&after));
            let how = format!("changed {}", words::from_to(before.as_deref(), after.as_deref()));
            draft.says("The summary", how).shows(before, after);
        }
    }

    /// Descriptions that say other facts, of operations in which nothing else would change how a flow runs. `grave` are
    /// the pairs with such a change.
    pub(super) fn compare_descriptions(&mut self, grave: &FxHashSet<u32>) {
        for (number, pair) in self.pairs.kept.clone().into_iter().enumerate() {
            let (old, new) = self.operations(pair);
            let (old, new) = (self.old.node(old.node), self.new.node(new.node));
            let texts = (old.get("description"), new.get("description"));
            let (Some(before), Some(after)) = texts else { continue };
            if self.sameness.same(before, after) || grave.contains(&(number as u32)) {
                continue;
            }
            let (before, after) = (before.as_str().unwrap_or_default(), after.as_str().unwrap_or_default());
            let Some(hint) = meaning::difference(&before, &after) else { continue };
            let place = |node: Node<'c>| Spot::definition(node).on_member(node, "description");
            let unit = Some(Users::operation(number));
            let kind = &operation::BEHAVIOUR_HINT;
            if let Some(draft) = self.sheet.note(kind, unit, Some(place(old)), Some(place(new)), 0) {
                draft.says("The description", format!("says other facts: {hint}"));
                draft.shows(Some(words::cut(&before)), Some(words::cut(&after)));
            }
        }
    }

    fn operations_removed(&mut self) {
        let paths = pairs::paths(self.new);
        let root = self.new.document.root();
        for (index, successor) in std::mem::take(&mut self.pairs.removed) {
            let gone = &self.old.operations[index];
            let node = self.old.node(gone.node);
            let old = Spot::definition(node).on_member(node, "operationId");
            let later = successor.map(|later| &self.new.operations[later]);
            let place = later.map(|later| self.new.node(later.node));
            let path_item = paths.get(self.old.path(gone).as_ref()).copied();
            let new = match place {
                Some(later) => Spot::definition(later).on_member(later, "operationId"),
                None => Spot::definition(path_item.or_else(|| root.get("paths")).unwrap_or(root)),
            };
            let name = words::operation_name(self.old, gone);
            let Some(draft) = self.sheet.note(&operation::REMOVED, None, Some(old), Some(new), 0) else {
                continue;
            };
            let call = format!("{} {}", gone.method.name(), self.old.path(gone));
            draft.shows(Some(words::cut(&call)), None);
            draft.says(format!("The operation '{}'", words::cut(&name)), "is gone");
            draft.lone = Some(name);
            if let Some(later) = later {
                let later = words::operation_name(self.new, later);
                draft.predicate = format!("is gone: '{}' took its place", words::cut(&later));
                draft.new_text = Some(words::cut(&later));
                draft.cured(
                    "Put the published operation back beside its newer revision, and deprecate it later.",
                );
            } else if let (true, Some(expires)) = (gone.annotation.deprecated, &gone.annotation.expires) {
                // The guide's last step. Whether the date has passed is for a person to see.
                draft.predicate =
                    format!("is gone; it was deprecated and expires on {}", words::cut(expires));
                draft.graded(Class::Risky, Severity::Warning);
                draft.cured("Make sure that the date has passed and that nobody calls it any more.");
            }
        }
    }

    fn operations_added(&mut self) {
        let published = pairs::ids(&self.old.operations);
        for index in std::mem::take(&mut self.pairs.added) {
            let operation = &self.new.operations[index];
            let node = self.new.node(operation.node);
            let new = Spot::definition(node).on_member(node, "operationId");
            let root = self.old.document.root();
            let paths = Some(Spot::definition(root.get("paths").unwrap_or(root)));
            let name = words::operation_name(self.new, operation);
            let Some(draft) = self.sheet.note(&operation::ADDED, None, None, Some(new), 0) else { continue };
            draft.old = paths;
            let call = format!("{} {}", operation.method.name(), self.new.path(operation));
            draft.shows(None, Some(words::cut(&call)));
            draft.says(format!("The operation '{}'", words::cut(&name)), "is new");
            if operation.annotation.revision.is_none()
                && let (base, Some(_)) = revision_mark(&name)
                && published.contains(base)
            {
                draft.cured(format!(
                    "Its name says that it is a newer revision of '{0}'. Annotate it with family '{0}' and its revision.",
                    words::cut(base)
                ));
            }
            draft.lone = Some(name);
        }
    }

    /// Compares the lists of content types.
    fn compare_media(&mut self, unit: Unit, old: &'c Operation, nodes: (Node<'c>, Node<'c>)) {
        let sends = |location| self.old.parameters(old).iter().any(|found| found.location == Some(location));
        let has_form = sends(connector::Location::FormData);
        let has_body = sends(connector::Location::Body) || has_form;
        for (name, kind, applies) in [
            ("consumes", &request::CONSUMES_CHANGED, has_body),
            ("produces", &response::PRODUCES_CHANGED, true),
        ] {
            let list = |node: Node<'c>, root: Node<'c>| {
                let written = [node.get(name), root.get(name)].into_iter().flatten();
                written.into_iter().find(|list| list.items().next().is_some())
            };
            let before = list(nodes.0, self.old.document.root());
            let after = list(nodes.1, self.new.document.root());
            if !applies || self.sameness.same_or_absent(before, after) || before.is_none() && has_form {
                continue;
            }
            let (published, now) = (media(before), media(after));
            let gone: Vec<&str> =
                published.iter().filter(|found| !now.contains(found)).map(AsRef::as_ref).collect();
            if gone.is_empty() {
                continue;
            }
            let sent = published.iter().find(|found| &***found == JSON).or(published.first());
            let loses_sent = sent.is_some_and(|sent| gone.contains(&sent.as_ref()));
            let place = |list: Option<Node<'c>>, node: Node<'c>| Spot::definition(list.unwrap_or(node));
            let spots = (place(before, nodes.0), place(after, nodes.1));
            let Some(draft) = self.sheet.note(kind, Some(unit), Some(spots.0), Some(spots.1), 0) else {
                continue;
            };
            let verb = if name == "consumes" { "no longer takes" } else { "no longer announces" };
            let subject = if name == "consumes" { "The request" } else { "The answer" };
            draft.says(subject, format!("{verb} {}", words::listed(gone.into_iter())));
            draft.shows(Some(words::cut(&published.join(", "))), Some(words::cut(&now.join(", "))));
            if name == "consumes" && !loses_sent {
                draft
                    .graded(Class::Risky, Severity::Info)
                    .felt("Flows send another content type, which is still taken.")
                    .cured("Nothing to do, unless a policy or script sends the old one.");
            }
        }
    }
}

/// What flows send where nothing is said.
const JSON: &str = "application/json";

/// The content types of a list, in lower case, their parameters left out.
fn media(list: Option<Node<'_>>) -> Vec<Box<str>> {
    let Some(list) = list else { return vec![JSON.into()] };
    let texts = list.items().filter_map(Node::as_str);
    texts.map(|text| text.split(';').next().unwrap_or_default().trim().to_lowercase().into()).collect()
}
