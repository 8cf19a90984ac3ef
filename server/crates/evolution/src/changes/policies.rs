//! Policies compared by what they do to published operations.

use connector::fingerprint::{self, Fingerprints};
use connector::{Connector, Policy, PropertiesFile};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;

use super::kinds::connector::POLICY_CHANGED;
use super::published::Published;
use super::sheet::{Sheet, Spot};
use super::view::word;
use super::words;

/// The policy parameter that lists operations.
const OPERATION_NAME: &str = connector::properties::OPERATION_NAME;

/// Compares the policies. What they say about operations that were not published or are gone does not count.
pub(super) fn compare(sheet: &mut Sheet, old: &Connector, new: &Connector, published: &Published) {
    for before in old.properties_files() {
        let role = before.document.role();
        let Some(after) = new.properties_files().find(|file| file.document.role() == role) else { continue };
        compare_policies(sheet, (before, after), published);
    }
}

/// What a policy does, whatever operations it is for.
struct Effect<'p> {
    node: Node<'p>,
    name: Box<str>,
    /// The template and its parameters, as one number.
    deed: u64,
    /// The published operations that it is for, sorted; `None` for all.
    operations: Option<Vec<Box<str>>>,
}

impl Effect<'_> {
    fn as_a_whole(&self) -> (u64, Option<Vec<Box<str>>>) {
        (self.deed, self.operations.clone())
    }

    /// It is for no operation that was published: nobody feels it.
    fn is_for_none(&self) -> bool {
        self.operations.as_ref().is_some_and(Vec::is_empty)
    }
}

fn compare_policies(
    sheet: &mut Sheet,
    (old, new): (&PropertiesFile, &PropertiesFile),
    published: &Published,
) {
    let mut before = effects(old, |name| published.in_old(name));
    let mut after = effects(new, |name| published.in_new(name));
    // What does the same for the same operations is the same policy, wherever it stands in the list.
    let mut known: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    for (index, effect) in after.iter().enumerate() {
        known.entry(effect.as_a_whole()).or_default().push(index);
    }
    let mut unchanged: FxHashSet<usize> = FxHashSet::default();
    before.retain(|effect| {
        let twin = known.get_mut(&effect.as_a_whole()).and_then(Vec::pop);
        unchanged.extend(twin);
        twin.is_none()
    });
    let mut index = 0;
    after.retain(|_| {
        index += 1;
        !unchanged.contains(&(index - 1))
    });
    let place = |node: Node<'_>, file: &PropertiesFile| {
        Spot::of(file.document.role(), node).on_member(node, "templateId")
    };
    let list = |file: &PropertiesFile| {
        let parent = file.policies.first().and_then(|policy| file.node(policy.node).parent());
        let node = parent.or_else(|| file.properties()).unwrap_or_else(|| file.document.root());
        Spot::of(file.document.role(), node)
    };
    for effect in before {
        let twin = after.iter().position(|other| other.name == effect.name && other.deed == effect.deed);
        let twin = twin.or_else(|| after.iter().position(|other| other.name == effect.name));
        let twin = twin.map(|index| after.remove(index));
        if effect.is_for_none() && twin.as_ref().is_none_or(Effect::is_for_none) {
            continue;
        }
        let new_spot = twin.as_ref().map_or_else(|| list(new), |twin| place(twin.node, new));
        let spots = (Some(place(effect.node, old)), Some(new_spot));
        let Some(draft) = sheet.note(&POLICY_CHANGED, None, spots.0, spots.1, 0) else { continue };
        let how = match &twin {
            None => "is gone",
            Some(twin) if twin.deed == effect.deed => "is for other published operations",
            Some(_) => "does something else",
        };
        draft.says(format!("The policy '{}'", effect.name), how);
        let shown = |operations: &Option<Vec<Box<str>>>| match operations {
            None => "all operations".into(),
            Some(names) => words::cut(&names.join(", ")),
        };
        draft.shows(Some(shown(&effect.operations)), twin.as_ref().map(|twin| shown(&twin.operations)));
    }
    for effect in after.into_iter().filter(|effect| !effect.is_for_none()) {
        let spots = (Some(list(old)), Some(place(effect.node, new)));
        if let Some(draft) = sheet.note(&POLICY_CHANGED, None, spots.0, spots.1, 1) {
            draft.says(format!("The policy '{}'", effect.name), "is new and applies to published operations");
        }
    }
}

/// The effects of a file's policies. `published` gives the published name of an operation that is named there.
fn effects(file: &PropertiesFile, published: impl Fn(&str) -> Option<Box<str>>) -> Vec<Effect<'_>> {
    let prints = Fingerprints::of(file.document.tree());
    file.policies.iter().map(|policy| effect(file, policy, &prints, &published)).collect()
}

fn effect<'p>(
    file: &'p PropertiesFile,
    policy: &Policy,
    prints: &Fingerprints,
    published: &impl Fn(&str) -> Option<Box<str>>,
) -> Effect<'p> {
    let node = file.node(policy.node);
    let text = |name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default();
    let (template, title) = (text("templateId"), text("title"));
    let parameters = policy.parameters.map(|parameters| file.node(parameters));
    // The platform compares the id without letter case.
    let mut deed = fingerprint::text(policy.template.map_or(template.as_ref(), |known| known.id));
    for parameter in parameters.into_iter().flat_map(Node::members) {
        let name = parameter.name();
        if name != OPERATION_NAME {
            let known = policy.template.and_then(|template| template.parameter(&name));
            let is_word = known.is_some_and(|known| !known.values.is_empty());
            let written = parameter.as_str().filter(|_| is_word);
            let value = written.map_or_else(|| prints.get(parameter), |text| fingerprint::text(&word(text)));
            deed = deed.wrapping_add(fingerprint::text(&name) ^ value.rotate_left(7));
        }
    }
    let operations = policy.operations.is_some().then(|| {
        let names = file.policy_operations(policy).filter_map(Node::as_str);
        let mut names: Vec<Box<str>> = names.filter_map(|name| published(&name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    let name = words::cut(if title.is_empty() { &template } else { &title });
    Effect { node, name, deed, operations }
}
