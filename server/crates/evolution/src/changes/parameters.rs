//! Parameters compared: which is which, and what became of it.

use std::borrow::Cow;

use connector::{Definition, Location, Operation, Parameter, Visibility};
use rustc_hash::FxHashMap;
use syntax::Node;

use super::facets::{Lost, visibility};
use super::kinds::request;
use super::schema::is_filled_by_itself;
use super::sheet::Spot;
use super::users::{Direction, Unit};
use super::view::{View, word};
use super::walk::{Task, Walk};
use super::{Class, Severity, words};

/// Variables of a path that were renamed: published name, new name.
pub(super) type Renamed = [(Box<str>, Box<str>)];

impl<'c> Walk<'c> {
    /// Compares the parameters of a pair of operations.
    pub(super) fn compare_parameters(
        &mut self,
        unit: Unit,
        (old, new): (&'c Operation, &'c Operation),
        renamed: &Renamed,
    ) {
        let before = self.old.parameters(old);
        let after = self.new.parameters(new);
        let matches = matches(before, after, renamed);
        for (parameter, found) in before.iter().zip(&matches.of_old) {
            if let Some(found) = found {
                self.compare_parameter(unit, parameter, &after[*found]);
                continue;
            }
            // A reference that leads nowhere may be the one that is missing.
            // One that stood there twice is gone only with the second of the two.
            let is_left = after.iter().any(|other| key(other, None) == key(parameter, None));
            if !parameter.is_unresolved && !is_left && !after.iter().any(|other| other.is_unresolved) {
                self.parameter_removed(unit, parameter, new);
            }
        }
        for (parameter, _) in after.iter().zip(&matches.is_known).filter(|(_, known)| !**known) {
            if !parameter.is_unresolved && !before.iter().any(|other| other.is_unresolved) {
                self.parameter_added(unit, parameter, old);
            }
        }
    }

    fn compare_parameter(&mut self, unit: Unit, old: &Parameter, new: &Parameter) {
        let (before, after) = (self.old.parameter_node(old), self.new.parameter_node(new));
        if self.sameness.same(before, after) {
            return;
        }
        let is_shared =
            old.usage != old.node || new.usage != new.node || old.from_path_item || new.from_path_item;
        let unit = if is_shared {
            let (unit, is_new) = self.shared(unit, before, after, Direction::Input);
            if !is_new {
                return;
            }
            unit
        } else {
            unit
        };
        let task = Task { old: before, new: after, direction: Direction::Input, unit, is_answer: false };
        let (before_view, after_view) = (View::plain(before), View::plain(after));
        if travels_in(before, old) != travels_in(after, new) {
            self.location_changed(task, old, new);
            return;
        }
        let is_body = new.location == Some(Location::Body);
        if is_body && old.name != new.name {
            let (old_spot, new_spot) = self.spots(task, "name");
            if let Some(draft) = self.note(&request::BODY_PARAMETER_RENAMED, task, old_spot, new_spot, 0) {
                let (before, after) = (words::member(before, "name"), words::member(after, "name"));
                let how = words::from_to(before.as_deref(), after.as_deref());
                draft.says("The body", format!("changed its name {how}")).shows(before, after);
            }
        }
        // Without a value there is no path, whatever is said about it.
        if old.required != new.required && new.location != Some(Location::Path) {
            self.parameter_requiredness_changed(task, new.required, &after_view);
        }
        if is_body {
            self.compare_body_schema(task);
            self.compare_facets(task, &before_view, &after_view);
        } else if self.compare_type(task, &before_view, &after_view) {
            self.compare_travel(task, &before_view, &after_view);
            self.compare_dynamic(task, &before_view, &after_view, &Lost::default());
            self.compare_facets(task, &before_view, &after_view);
            if let (Some(before), Some(after)) = (before.get("items"), after.get("items")) {
                self.visit(unit, before, after, Direction::Input, false);
            }
        }
    }

    fn compare_body_schema(&mut self, task: Task<'c>) {
        match (task.old.get("schema"), task.new.get("schema")) {
            (Some(before), Some(after)) => self.visit(task.unit, before, after, Direction::Input, false),
            (Some(before), None) => {
                let view = View::of(self.old, before);
                let names = view.properties();
                if names.is_empty() {
                    return;
                }
                let (old, new) = self.spots(task, "schema");
                if let Some(draft) = self.note(&request::FIELD_REMOVED, task, old, new, 0) {
                    let names: Vec<&str> = names.iter().map(|(name, _)| name.as_ref()).collect();
                    draft.predicate =
                        format!("lost its schema, and with it {}", words::listed(names.into_iter()));
                }
            }
            _ => {}
        }
    }

    fn location_changed(&mut self, task: Task<'c>, old: &Parameter, new: &Parameter) {
        let (old_spot, new_spot) = self.spots(task, "in");
        let Some(draft) = self.note(&request::PARAMETER_LOCATION_CHANGED, task, old_spot, new_spot, 0) else {
            return;
        };
        let place = |parameter: &Parameter| parameter.location.map(Location::name);
        draft.predicate = format!("moved {}", words::from_to(place(old), place(new)));
        draft.shows(place(old).map(Box::from), place(new).map(Box::from));
        let name = words::cut(old.name.as_deref().unwrap_or_default());
        draft.subject = format!("The parameter '{name}'");
    }

    fn parameter_requiredness_changed(&mut self, task: Task<'c>, is_required: bool, new: &View<'c>) {
        let kind = if is_required {
            &request::PARAMETER_BECAME_REQUIRED
        } else {
            &request::PARAMETER_BECAME_OPTIONAL
        };
        let (old_spot, new_spot) = self.spots(task, "required");
        let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) else { return };
        let (before, after) = if is_required { ("optional", "required") } else { ("required", "optional") };
        draft.predicate = format!("became {after}");
        draft.shows(Some(before.into()), Some(after.into()));
        if is_required && is_filled_by_itself(new) {
            draft
                .graded(Class::Compatible, Severity::Info)
                .felt("Nobody has to fill it in: flows send it by themselves.")
                .cured("Nothing to do.");
        }
    }

    /// Compares how a parameter is written into the request.
    fn compare_travel(&mut self, task: Task<'c>, old: &View<'c>, new: &View<'c>) {
        let encoding = |view: &View<'c>| view.filled("x-ms-url-encoding").map_or("single".into(), word);
        let joined = |view: &View<'c>| view.filled("collectionFormat").map_or("csv".into(), word);
        let is_list = new.kind().as_deref() == Some("array");
        for (kind, name, before, after, what) in [
            (
                &request::PARAMETER_ENCODING_CHANGED,
                "x-ms-url-encoding",
                encoding(old),
                encoding(new),
                "changed its encoding",
            ),
            (
                &request::PARAMETER_COLLECTION_FORMAT_CHANGED,
                "collectionFormat",
                if is_list { joined(old) } else { "".into() },
                if is_list { joined(new) } else { "".into() },
                "joins its values differently:",
            ),
        ] {
            if before == after {
                continue;
            }
            let (old_spot, new_spot) = self.spots(task, name);
            if let Some(draft) = self.note(kind, task, old_spot, new_spot, 0) {
                draft.predicate = format!("{what} {}", words::from_to(Some(&before), Some(&after)));
                draft.shows(Some(words::cut(&before)), Some(words::cut(&after)));
            }
        }
    }

    fn parameter_removed(&mut self, unit: Unit, parameter: &Parameter, new: &Operation) {
        let is_body = parameter.location == Some(Location::Body);
        let kind = if is_body { &request::BODY_REMOVED } else { &request::PARAMETER_REMOVED };
        let node = self.old.parameter_node(parameter);
        let usage = self.old.node(parameter.usage);
        let old = Spot { span: Spot::parameter(node).span, ..Spot::definition(usage) };
        let place = place_of_parameters(self.new, new, parameter.from_path_item);
        let Some(draft) = self.sheet.note(kind, Some(unit), Some(old), Some(place), 0) else { return };
        draft.says(title(parameter), "is gone").shows(Some(described(parameter, node)), None);
    }

    fn parameter_added(&mut self, unit: Unit, parameter: &Parameter, old: &Operation) {
        let node = self.new.parameter_node(parameter);
        let usage = self.new.node(parameter.usage);
        let view = View::plain(node);
        let is_internal =
            visibility(&view) == Visibility::Internal && parameter.location != Some(Location::Body);
        let fills_itself = is_internal && is_filled_by_itself(&view);
        let is_required = parameter.required || parameter.location == Some(Location::Path);
        let kind = match (is_required, is_internal) {
            (true, _) if !fills_itself => &request::REQUIRED_PARAMETER_ADDED,
            (_, true) => &request::INTERNAL_PARAMETER_ADDED,
            (_, false) => &request::OPTIONAL_PARAMETER_ADDED,
        };
        let new = Spot { span: Spot::parameter(node).span, ..Spot::definition(usage) };
        let new = if parameter.usage == parameter.node {
            new
        } else {
            Spot::definition(usage).on_member(usage, "$ref")
        };
        let place = place_of_parameters(self.old, old, parameter.from_path_item);
        let Some(draft) = self.sheet.note(kind, Some(unit), None, Some(new), 0) else { return };
        draft.old = Some(place);
        let how = match (is_required, is_internal) {
            (true, true) if fills_itself => "is new, internal and filled with its default",
            (true, _) => "is new and required",
            (false, true) => "is new and internal",
            (false, false) => "is new and optional",
        };
        draft.says(title(parameter), how).shows(None, Some(described(parameter, node)));
        if fills_itself && is_required {
            draft.graded(Class::Risky, Severity::Info).cured("Let the service accept calls without it.");
        }
    }
}

/// Where a parameter travels, in lower case, whatever the letter case of the word.
fn travels_in<'n>(node: Node<'n>, parameter: &Parameter) -> Option<Cow<'n, str>> {
    let written = || node.get("in").and_then(Node::as_str);
    parameter.location.map(|location| location.name().into()).or_else(written).map(word)
}

/// "The parameter 'id'" or "The body 'order'".
fn title(parameter: &Parameter) -> String {
    let role = if parameter.location == Some(Location::Body) { "body" } else { "parameter" };
    format!("The {role} '{}'", words::cut(parameter.name.as_deref().unwrap_or_default()))
}

/// "query, string".
fn described(parameter: &Parameter, node: Node<'_>) -> Box<str> {
    let place = parameter.location.map_or("?", Location::name);
    match node.get("type").and_then(Node::as_str) {
        Some(kind) => format!("{place}, {}", words::cut(&kind)).into_boxed_str(),
        None => place.into(),
    }
}

/// Where a parameter is missing: the list that it would stand in, else the operation.
fn place_of_parameters(definition: &Definition, operation: &Operation, in_path_item: bool) -> Spot {
    let node = definition.node(operation.node);
    let path_item = definition.node(definition.path_item(operation).node);
    let list = if in_path_item { path_item.get("parameters") } else { None };
    let list = list.or_else(|| node.get("parameters"));
    list.map_or_else(|| Spot::definition(node).on_member(node, "operationId"), Spot::definition)
}

/// Which parameter is which.
struct Matches {
    /// The new one of each published one.
    of_old: Vec<Option<usize>>,
    /// Whether each new one was published.
    is_known: Vec<bool>,
}

fn matches(old: &[Parameter], new: &[Parameter], renamed: &Renamed) -> Matches {
    let mut found = Matches { of_old: vec![None; old.len()], is_known: vec![false; new.len()] };
    let mut by_key: FxHashMap<(Option<&str>, Option<Location>), Vec<usize>> = FxHashMap::default();
    // From the last to the first, so that of parameters with one name the first comes off first.
    for (index, parameter) in new.iter().enumerate().rev().filter(|(_, parameter)| !parameter.is_unresolved) {
        by_key.entry(key(parameter, None)).or_default().push(index);
    }
    let new_names: FxHashMap<&str, &str> =
        renamed.iter().map(|(before, after)| (before.as_ref(), after.as_ref())).collect();
    for (index, parameter) in old.iter().enumerate().filter(|(_, parameter)| !parameter.is_unresolved) {
        let name = (parameter.location == Some(Location::Path))
            .then(|| parameter.name.as_deref().and_then(|name| new_names.get(name).copied()))
            .flatten();
        if let Some(twin) = by_key.get_mut(&key(parameter, name)).and_then(Vec::pop) {
            found.of_old[index] = Some(twin);
            found.is_known[twin] = true;
        }
    }
    // What is left over under the same name travels at another place now.
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, parameter) in new.iter().enumerate().rev() {
        if let (false, Some(name)) = (found.is_known[index], &parameter.name) {
            by_name.insert(name, index);
        }
    }
    for (index, parameter) in old.iter().enumerate() {
        if let (None, Some(name)) = (found.of_old[index], &parameter.name)
            && let Some(twin) = by_name.remove(name.as_ref())
        {
            found.of_old[index] = Some(twin);
            found.is_known[twin] = true;
        }
    }
    found
}

/// What makes two parameters the same: name and place, and there is one body whatever its name.
fn key<'p>(parameter: &'p Parameter, name: Option<&'p str>) -> (Option<&'p str>, Option<Location>) {
    let is_body = parameter.location == Some(Location::Body);
    let name = name.or(parameter.name.as_deref()).filter(|_| !is_body);
    (name, parameter.location)
}
