//! What a schema or parameter says about its own value: type, format, allowed values, default, label, visibility, and
//! what is fetched at design time.

use std::borrow::Cow;

use connector::Visibility;
use syntax::Node;
use vocabulary::Place;

use super::kinds::{operation, request, response};
use super::schema::is_notification_url;
use super::sheet::Spot;
use super::users::Direction;
use super::view::{CHOICE_FORMS, SCHEMA_FORMS, View};
use super::walk::{Task, Walk};
use super::{Class, Severity, limits, meaning, words};

/// The names of properties that are gone.
#[derive(Default)]
pub(super) struct Lost(pub(super) Vec<Box<str>>);

impl<'c> Walk<'c> {
    /// Where to show a schema or parameter, with its member `name` underlined if it has one.
    pub(super) fn spots(&self, task: Task<'c>, name: &str) -> (Spot, Spot) {
        let spot = |place: Place, node: Node<'_>| {
            let whole = if place.is_parameter() { Spot::parameter(node) } else { Spot::definition(node) };
            whole.on_member(node, name)
        };
        (spot(self.old.document.place(task.old), task.old), spot(self.new.document.place(task.new), task.new))
    }

    /// Compares types. Whether they are the same, so that it makes sense to look further.
    pub(super) fn compare_type(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) -> bool {
        let (before, after) = (old.kind(), new.kind());
        if before == after {
            return true;
        }
        // An object about which nothing is said is as good as no type.
        let is_open = |kind: &Option<Cow<'_, str>>| kind.as_ref().is_none_or(|kind| kind == "object");
        if is_open(&before) && is_open(&after) {
            return true;
        }
        let is_container = |kind: &Option<Cow<'_, str>>| matches!(kind.as_deref(), Some("object" | "array"));
        let kind = match task.direction {
            Direction::Input => &request::TYPE_CHANGED,
            Direction::Output if task.is_answer && is_container(&before) && is_container(&after) => {
                &response::ROOT_KIND_CHANGED
            }
            Direction::Output => &response::TYPE_CHANGED,
        };
        let (old_spot, new_spot) = self.spots(task, "type");
        let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) else { return false };
        draft.predicate = format!(
            "changed its type {}",
            words::from_to(before.as_deref().or(Some("any")), after.as_deref().or(Some("any")))
        );
        let widened = before.as_deref() == Some("integer") && after.as_deref() == Some("number");
        if before.is_none() || after.is_none() {
            draft.graded(Class::Risky, Severity::Warning);
        } else if task.direction == Direction::Input && widened {
            draft
                .graded(Class::Risky, Severity::Warning)
                .felt("Existing flows go on sending whole numbers, which fit.")
                .cured("Make sure that the service treats whole numbers as before.");
        }
        let shown = |kind: Option<Cow<'_, str>>| kind.map(|kind| words::cut(&kind));
        draft.shows(shown(before), shown(after));
        false
    }

    /// Compares what is left to compare when the type is the same.
    pub(super) fn compare_facets(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let start = self.sheet.drafts.len();
        self.compare_format(task, old, new);
        self.compare_enum(task, old, new);
        self.compare_label(task, old, new);
        self.compare_visibility(task, old, new);
        if task.direction == Direction::Input {
            self.compare_limits(task, old, new);
            self.compare_default(task, old, new);
            if !self.sheet.has_grave_since(start) {
                self.compare_description(task, old, new);
            }
        }
    }

    fn compare_format(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let (before, after) = (old.filled("format"), new.filled("format"));
        let same = match (&before, &after) {
            (Some(before), Some(after)) => before.eq_ignore_ascii_case(after),
            (before, after) => before.is_none() && after.is_none(),
        };
        if same {
            return;
        }
        let kind = match task.direction {
            Direction::Input => &request::FORMAT_CHANGED,
            Direction::Output => &response::FORMAT_CHANGED,
        };
        let (old_spot, new_spot) = self.spots(task, "format");
        let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) else { return };
        draft.predicate =
            format!("changed its format {}", words::from_to(before.as_deref(), after.as_deref()));
        let (before, after) = (before.map(|text| words::cut(&text)), after.map(|text| words::cut(&text)));
        if task.direction == Direction::Input {
            match (before.as_deref(), after.as_deref()) {
                (Some("binary"), Some("byte")) | (Some("byte"), Some("binary")) => {
                    draft
                        .graded(Class::Breaking, Severity::Error)
                        .felt("Existing flows go on sending the content in the old encoding.");
                }
                (Some("int32"), Some("int64")) | (Some("float"), Some("double")) => {
                    draft
                        .graded(Class::Compatible, Severity::Info)
                        .felt("Existing flows send values that fit.")
                        .cured("Nothing to do.");
                }
                _ => {}
            }
        }
        draft.shows(before, after);
    }

    fn compare_enum(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let (before, after) = (allowed(old), allowed(new));
        if before == after {
            return;
        }
        let (old_spot, new_spot) = self.spots(task, "enum");
        let is_input = task.direction == Direction::Input;
        let note = |walk: &mut Self, kind, predicate: String, old_text, new_text| {
            if let Some(draft) = walk.note(kind, task, old_spot, new_spot, 0) {
                draft.predicate = predicate;
                draft.shows(old_text, new_text);
            }
        };
        let show = |values: &[Box<str>]| words::listed(values.iter().map(AsRef::as_ref));
        if before.is_empty() {
            // "true" and "false" leave nothing out.
            if is_input && new.kind().as_deref() == Some("boolean") && after.len() > 1 {
                return;
            }
            let kind = if is_input { &request::ENUM_ADDED } else { &response::ENUM_ADDED };
            let verb = if is_input { "accepts only" } else { "is described as one of" };
            let shown = show(&after);
            note(self, kind, format!("{verb} {shown} from now on"), None, Some(words::cut(&shown)));
            return;
        }
        if after.is_empty() {
            let kind = if is_input { &request::ENUM_REMOVED } else { &response::ENUM_REMOVED };
            let shown = words::cut(&show(&before));
            note(self, kind, "no longer has a list of values".to_owned(), Some(shown), None);
            return;
        }
        let known: rustc_hash::FxHashSet<&str> = before.iter().map(AsRef::as_ref).collect();
        let still: rustc_hash::FxHashSet<&str> = after.iter().map(AsRef::as_ref).collect();
        let gone: Vec<Box<str>> =
            before.iter().filter(|value| !still.contains(value.as_ref())).cloned().collect();
        let added: Vec<Box<str>> =
            after.iter().filter(|value| !known.contains(value.as_ref())).cloned().collect();
        if !gone.is_empty() {
            let kind = if is_input { &request::ENUM_VALUE_REMOVED } else { &response::ENUM_VALUE_REMOVED };
            let verb = if is_input { "no longer accepts" } else { "no longer lists" };
            let shown = show(&gone);
            note(self, kind, format!("{verb} {shown}"), Some(words::cut(&shown)), None);
        }
        if !added.is_empty() {
            let kind = if is_input { &request::ENUM_VALUE_ADDED } else { &response::ENUM_VALUE_ADDED };
            let verb = if is_input { "also accepts" } else { "may also be" };
            let shown = show(&added);
            note(self, kind, format!("{verb} {shown}"), None, Some(words::cut(&shown)));
        }
    }

    fn compare_label(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let label = |view: &View<'c>| view.filled("x-ms-summary").or_else(|| view.filled("title"));
        let (before, after) = (label(old), label(new));
        // Without a label makers read the name.
        let name = |node: Node<'c>, place: Place| -> Option<Cow<'c, str>> {
            if place.is_parameter() { node.get("name")?.as_str() } else { node.key().map(syntax::Key::text) }
        };
        let unlabelled = name(task.new, self.new.document.place(task.new));
        if before == after
            || before.is_none() && after == unlabelled
            || after.is_none() && before == unlabelled
        {
            return;
        }
        let kind = match task.direction {
            Direction::Input => &request::LABEL_CHANGED,
            Direction::Output => &response::LABEL_CHANGED,
        };
        let member = if task.new.get("x-ms-summary").is_some() { "x-ms-summary" } else { "title" };
        let (old_spot, new_spot) = self.spots(task, member);
        let (before, after) = (before.map(|text| words::cut(&text)), after.map(|text| words::cut(&text)));
        if let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) {
            draft.predicate =
                format!("changed its label {}", words::from_to(before.as_deref(), after.as_deref()));
            draft.shows(before, after);
        }
    }

    fn compare_visibility(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let (before, after) = (visibility(old), visibility(new));
        let kind = match (task.direction, after) {
            _ if before == after => return,
            (Direction::Input, Visibility::Internal) if is_notification_url(new) => {
                &request::VISIBILITY_CHANGED
            }
            (Direction::Input, Visibility::Internal) => &request::FIELD_HIDDEN,
            (Direction::Output, Visibility::Internal) => &response::FIELD_HIDDEN,
            (Direction::Input, _) => &request::VISIBILITY_CHANGED,
            (Direction::Output, _) => return,
        };
        let (old_spot, new_spot) = self.spots(task, "x-ms-visibility");
        if let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) {
            draft.predicate = match after {
                Visibility::Internal => "became internal".to_owned(),
                _ => format!("is {} instead of {}", after.name(), before.name()),
            };
            draft.shows(Some(before.name().into()), Some(after.name().into()));
        }
    }

    fn compare_limits(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let (narrower, wider) = limits::compare(old, new);
        for (kind, limits, word) in [
            (&request::CONSTRAINT_TIGHTENED, narrower, "narrower"),
            (&request::CONSTRAINT_LOOSENED, wider, "wider"),
        ] {
            let Some(first) = limits.first() else { continue };
            let (old_spot, new_spot) = self.spots(task, first.name);
            if let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) {
                let each: Vec<String> = limits.iter().map(ToString::to_string).collect();
                draft.predicate = format!("has a {word} limit: {}", each.join(", "));
                draft.shows(first.old.clone(), first.new.clone());
            }
        }
    }

    fn compare_default(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let (before, after) = (old.get("default"), new.get("default"));
        // In an address, a header or a form a number looks like its text.
        let place = self.new.document.place(task.new);
        let is_text = place.is_parameter() && place != Place::BodyParameter;
        let sent = |node: Node<'c>| node.as_str().unwrap_or(node.raw().into());
        if self.sameness.same_or_absent(before, after)
            || is_notification_url(new)
            || is_text && before.is_some() && before.map(sent) == after.map(sent)
        {
            return;
        }
        let (old_spot, new_spot) = self.spots(task, "default");
        let Some(draft) = self.note(&request::DEFAULT_CHANGED, task, old_spot, new_spot, 0) else { return };
        let shown = (before.map(words::short), after.map(words::short));
        // "10" and 10 are told apart by their quotes.
        let raw = |node: Option<Node<'_>>| node.map(|node| words::cut(node.raw()));
        let (before, after) = if shown.0 == shown.1 { (raw(before), raw(after)) } else { shown };
        draft.predicate =
            format!("changed its default {}", words::from_to(before.as_deref(), after.as_deref()));
        let is_internal = visibility(old) == Visibility::Internal && visibility(new) == Visibility::Internal;
        if is_internal && before.is_some() {
            draft
                .graded(Class::Breaking, Severity::Error)
                .felt("Nobody can set it: every flow that relies on the old value changes when it is saved again.")
                .cured("Take the default back, or start a new revision.");
        }
        draft.shows(before, after);
    }

    fn compare_description(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let text = |view: &View<'c>| view.text("description").unwrap_or_default();
        let (before, after) = (text(old), text(new));
        let Some(hint) = meaning::difference(&before, &after) else { return };
        let (old_spot, new_spot) = self.spots(task, "description");
        if let Some(draft) = self.note(&operation::BEHAVIOUR_HINT, task, old_spot, new_spot, 0) {
            draft.predicate = format!("is described with other facts: {hint}");
            draft.shows(Some(words::cut(&before)), Some(words::cut(&after)));
        }
    }

    /// Compares what is fetched at design time.
    pub(super) fn compare_dynamic(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>, lost: &Lost) {
        if task.direction == Direction::Input
            && let Some(how) = self.dynamic_change(&CHOICE_FORMS, old, new)
        {
            let kind =
                if how == Fetched::NoLonger { &request::DYNAMIC_REMOVED } else { &request::DYNAMIC_ADDED };
            let (old_spot, new_spot) = self.spots(task, first_of(&CHOICE_FORMS, new));
            if let Some(draft) = self.note(kind, task, old_spot, new_spot, 1) {
                let how = match how {
                    Fetched::NoLonger => "lost its list of choices",
                    Fetched::Newly => "has a list of choices that is fetched at design time",
                    Fetched::Otherwise => "fetches its list of choices in another way",
                };
                how.clone_into(&mut draft.predicate);
            }
        }
        let Some(how) = self.dynamic_change(&SCHEMA_FORMS, old, new) else { return };
        let kind = match (task.direction, how) {
            (Direction::Output, _) => &response::DYNAMIC_CHANGED,
            (Direction::Input, Fetched::NoLonger) => &request::DYNAMIC_REMOVED,
            (Direction::Input, _) => &request::DYNAMIC_ADDED,
        };
        let (old_spot, new_spot) = self.spots(task, first_of(&SCHEMA_FORMS, new));
        let Some(draft) = self.note(kind, task, old_spot, new_spot, 2) else { return };
        let how = match how {
            Fetched::NoLonger => "no longer fetches its fields at design time",
            Fetched::Newly => "fetches its fields at design time from now on",
            Fetched::Otherwise => "fetches its fields at design time in another way",
        };
        how.clone_into(&mut draft.predicate);
        if !lost.0.is_empty() {
            let names = words::listed(lost.0.iter().map(AsRef::as_ref));
            draft.predicate = format!("{how} and no longer lists {names}");
            draft.graded(Class::Breaking, Severity::Error);
        }
    }

    fn dynamic_change(&self, forms: &[&str], old: &View<'c>, new: &View<'c>) -> Option<Fetched> {
        let has = |view: &View<'c>| forms.iter().any(|form| view.get(form).is_some());
        match (has(old), has(new)) {
            (true, false) => Some(Fetched::NoLonger),
            (false, true) => Some(Fetched::Newly),
            // The older and the newer form mostly stand side by side and say the same; only one form that is there
            // before and after can be compared.
            _ => forms
                .iter()
                .filter_map(|form| old.get(form).zip(new.get(form)))
                .any(|(before, after)| !self.same_call(before, after))
                .then_some(Fetched::Otherwise),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fetched {
    Newly,
    NoLonger,
    Otherwise,
}

fn first_of<'f>(forms: &[&'f str], view: &View<'_>) -> &'f str {
    forms.iter().copied().find(|form| view.get(form).is_some()).unwrap_or_default()
}

/// The visibility of a schema or parameter: that of the first part that states one.
pub(super) fn visibility(view: &View<'_>) -> Visibility {
    view.layers.iter().find_map(|layer| Visibility::stated(*layer)).unwrap_or_default()
}

/// The values of `enum`, sorted; empty if there is none.
fn allowed(view: &View<'_>) -> Vec<Box<str>> {
    let items = view.get("enum").into_iter().flat_map(Node::items);
    let mut values: Vec<Box<str>> =
        items.map(|item| item.as_str().map_or_else(|| item.raw().into(), Into::into)).collect();
    values.sort_unstable();
    values.dedup();
    values
}
