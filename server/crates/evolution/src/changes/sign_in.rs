//! The sign-in compared: security definitions, connection parameters, sets of them.
//!
//! An update may not change how a connector signs in
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-updates>). Both files speak of it; a
//! change of both is one change.

use connector::{Connector, Definition, PropertiesFile};
use rustc_hash::FxHashMap;
use syntax::Node;

use super::kinds::connector::{AUTH_CHANGED, CONNECTION_PARAMETER_REMOVED};
use super::sheet::{Sheet, Spot};
use super::view::word;
use super::{Class, Severity, words};

/// What was found about the sign-in so far.
#[derive(Default)]
struct Verdict {
    /// What makes existing connections useless.
    broken: Vec<String>,
    /// What someone should look at.
    doubtful: Vec<String>,
    /// The old and the new place of each.
    spots: Vec<(Spot, Spot)>,
}

impl Verdict {
    fn broken(&mut self, how: String, old: Spot, new: Spot) {
        self.broken.push(how);
        self.spots.push((old, new));
    }

    fn doubtful(&mut self, how: String, old: Spot, new: Spot) {
        self.doubtful.push(how);
        self.spots.push((old, new));
    }
}

/// Compares the sign-in and the connection parameters.
pub(super) fn compare(sheet: &mut Sheet, old: &Connector, new: &Connector) {
    let mut verdict = Verdict::default();
    if let (Some(before), Some(after)) = (old.definition(), new.definition()) {
        compare_schemes(&mut verdict, before, after);
    }
    let files: Vec<(&PropertiesFile, &PropertiesFile)> = old
        .properties_files()
        .filter_map(|before| {
            let role = before.document.role();
            new.properties_files().find(|after| after.document.role() == role).map(|after| (before, after))
        })
        .collect();
    for (before, after) in &files {
        compare_settings(&mut verdict, before, after);
    }
    let is_broken = !verdict.broken.is_empty();
    report(sheet, verdict);
    for (before, after) in files {
        compare_parameters(sheet, before, after, is_broken);
    }
}

fn report(sheet: &mut Sheet, verdict: Verdict) {
    let mut spots = verdict.spots.into_iter();
    let Some((old, new)) = spots.next() else { return };
    let Some(draft) = sheet.note(&AUTH_CHANGED, None, Some(old), Some(new), 0) else { return };
    draft.also = spots.map(|(_, new)| new).filter(|spot| *spot != new).collect();
    draft.also.dedup();
    let is_broken = !verdict.broken.is_empty();
    let reasons = if is_broken { verdict.broken } else { verdict.doubtful };
    draft.says("The sign-in", format!("changed: {}", reasons.join(", ")));
    if !is_broken {
        draft
            .graded(Class::Risky, Severity::Warning)
            .felt("Existing connections go on if the service still accepts them; users may have to sign in again.")
            .cured("Test an existing connection before you publish.");
    }
}

/// What makes a security definition another one: type, flow, and the key's name and place.
fn identity(scheme: Node<'_>) -> [Option<Box<str>>; 4] {
    let folded = |name: &str| scheme.get(name).and_then(Node::as_str).map(|written| word(written).into());
    // The name of a header does not tell capital letters from small ones.
    let name = words::member(scheme, "name").map(|name| name.to_lowercase().into());
    [folded("type"), folded("flow"), folded("in"), name]
}

fn compare_schemes(verdict: &mut Verdict, old: &Definition, new: &Definition) {
    let roots = (old.document.root(), new.document.root());
    let section = |root: Node<'_>| Spot::definition(root.get("securityDefinitions").unwrap_or(root));
    let schemes = |definition: &Definition| -> Vec<(Box<str>, syntax::NodeId)> {
        let section = definition.document.root().get("securityDefinitions");
        let members = section.into_iter().flat_map(Node::members);
        members.map(|node| (Box::from(node.name().as_ref()), node.id())).collect()
    };
    let (before, mut after) = (schemes(old), schemes(new));
    let had_none = before.is_empty();
    // What is found is taken out with the others kept in order: of names that stand twice, each finds its own.
    let mut gone = Vec::new();
    let mut kept = Vec::new();
    for (name, node) in before {
        match after.iter().position(|(other, _)| *other == name) {
            Some(index) => kept.push((old.node(node), new.node(after.remove(index).1))),
            None => gone.push(old.node(node)),
        }
    }
    // The name of a security definition is nobody's business: under another name it is the same.
    for node in gone {
        let twin = after.iter().position(|(_, other)| identity(new.node(*other)) == identity(node));
        if let Some(index) = twin {
            kept.push((node, new.node(after.remove(index).1)));
        } else {
            let how = format!("'{}' is gone", words::cut(&node.name()));
            verdict.broken(how, Spot::definition(node), section(roots.1));
        }
    }
    let name = |node: Node<'_>| Box::from(node.name().as_ref());
    let new_names: FxHashMap<Box<str>, Box<str>> =
        kept.iter().map(|(before, after)| (name(*before), name(*after))).collect();
    for (before, after) in kept {
        let spots = (Spot::definition(before), Spot::definition(after));
        let name = words::cut(&before.name());
        let (was, is) = (identity(before), identity(after));
        if was != is {
            let shown = |facts: &[Option<Box<str>>; 4]| {
                facts.iter().flatten().map(AsRef::as_ref).collect::<Vec<&str>>().join(", ")
            };
            verdict.broken(format!("'{name}' was {}, and is {}", shown(&was), shown(&is)), spots.0, spots.1);
            continue;
        }
        for member in ["authorizationUrl", "tokenUrl", "scopes"] {
            // The descriptions of scopes are for people only.
            let scopes = |node: Node<'_>| {
                let mut names: Vec<String> = node.members().map(|scope| scope.name().into_owned()).collect();
                names.sort_unstable();
                names
            };
            let same = match (before.get(member), after.get(member)) {
                (Some(before), Some(after)) if before.is_object() => scopes(before) == scopes(after),
                (Some(before), Some(after)) => before.same_value(after),
                (before, after) => before.is_none() && after.is_none(),
            };
            if !same {
                verdict.doubtful(format!("'{member}' of '{name}' changed"), spots.0, spots.1);
            }
        }
    }
    for (name, node) in after {
        let how = format!("'{}' is new", words::cut(&name));
        let spots = (section(roots.0), Spot::definition(new.node(node)));
        if had_none { verdict.broken(how, spots.0, spots.1) } else { verdict.doubtful(how, spots.0, spots.1) }
    }
    if verdict.spots.is_empty() && required(roots.0, &new_names) != required(roots.1, &FxHashMap::default()) {
        let place = |root: Node<'_>| Spot::definition(root.get("security").unwrap_or(root));
        verdict.doubtful("'security' asks for something else".to_owned(), place(roots.0), place(roots.1));
    }
}

/// The names in the `security` of the document, sorted; those of security definitions that were renamed under their new
/// names.
fn required(root: Node<'_>, new_names: &FxHashMap<Box<str>, Box<str>>) -> Vec<Box<str>> {
    let requirements = root.get("security").into_iter().flat_map(Node::items).flat_map(Node::members);
    let names = requirements.map(|scheme| Box::from(scheme.name().as_ref()));
    let mut names: Vec<Box<str>> = names.map(|name| new_names.get(&name).cloned().unwrap_or(name)).collect();
    names.sort_unstable();
    names
}

/// The sign-ins of connection parameters, by the parameter set's and the parameter's name.
fn settings(file: &PropertiesFile) -> FxHashMap<(Box<str>, Box<str>), Node<'_>> {
    let parameters = file.connection_parameters.iter().map(|parameter| {
        ((set_name(file, parameter.set), parameter.name.clone()), file.node(parameter.node))
    });
    parameters.filter(|(_, node)| is_sign_in(*node)).collect()
}

fn set_name(file: &PropertiesFile, set: Option<syntax::NodeId>) -> Box<str> {
    set.and_then(|set| words::member(file.node(set), "name")).unwrap_or_default()
}

fn is_sign_in(parameter: Node<'_>) -> bool {
    let kind = parameter.get("type").and_then(Node::as_str);
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("oauthSetting"))
}

fn compare_settings(verdict: &mut Verdict, old: &PropertiesFile, new: &PropertiesFile) {
    let role = old.document.role();
    let whole =
        |file: &PropertiesFile| Spot::of(role, file.properties().unwrap_or_else(|| file.document.root()));
    compare_sets(verdict, old, new);
    let (before, mut after) = (settings(old), settings(new));
    let mut before: Vec<_> = before.into_iter().collect();
    before.sort_by_key(|(_, node)| node.id());
    for ((set, name), node) in before {
        let old_spot = Spot::of(role, node);
        let exact = after.remove(&(set.clone(), name.clone()));
        // A sign-in that moved into a set is still there.
        let key = after.keys().find(|(_, other)| *other == name && set.is_empty()).cloned();
        let Some(twin) = exact.or_else(|| key.and_then(|key| after.remove(&key))) else {
            // A set that is gone takes its sign-in with it.
            if set.is_empty() || set_names(new).contains(&set) {
                verdict.broken(
                    format!("'{}' is no longer a sign-in", words::cut(&name)),
                    old_spot,
                    whole(new),
                );
            }
            continue;
        };
        let new_spot = Spot::of(role, twin);
        let oauth = |node: Node<'_>| {
            ["oAuthSettings", "oauthSettings"].into_iter().find_map(|member| node.get(member)).map(Node::id)
        };
        let (settings, twins) = (oauth(node).map(|id| old.node(id)), oauth(twin).map(|id| new.node(id)));
        let (Some(settings), Some(twins)) = (settings, twins) else { continue };
        let provider =
            |node: Node<'_>| words::member(node, "identityProvider").unwrap_or_default().to_lowercase();
        if provider(settings) != provider(twins) {
            let how = words::from_to(Some(&provider(settings)), Some(&provider(twins)));
            verdict.broken(format!("the identity provider changed {how}"), old_spot, new_spot);
        } else if !settings.same_value(twins) {
            verdict.doubtful(format!("the settings of '{}' changed", words::cut(&name)), old_spot, new_spot);
        }
    }
    let mut after: Vec<_> = after.into_iter().collect();
    after.sort_by_key(|(_, node)| node.id());
    let old_sets = set_names(old);
    for ((set, name), node) in
        after.into_iter().filter(|((set, _), _)| set.is_empty() || old_sets.contains(set))
    {
        let of_set = if set.is_empty() { String::new() } else { format!(" of '{set}'") };
        let how = format!("'{}'{of_set} is a sign-in now", words::cut(&name));
        verdict.broken(how, whole(old), Spot::of(role, node));
    }
}

/// The names of the parameter sets.
fn set_names(file: &PropertiesFile) -> Vec<Box<str>> {
    sets(file).filter_map(|set| words::member(set, "name")).collect()
}

fn sets(file: &PropertiesFile) -> impl Iterator<Item = Node<'_>> {
    let values =
        file.properties().and_then(|properties| properties.get("connectionParameterSets")?.get("values"));
    values.into_iter().flat_map(Node::items)
}

fn compare_sets(verdict: &mut Verdict, old: &PropertiesFile, new: &PropertiesFile) {
    let role = old.document.role();
    let (before, after) = (set_names(old), set_names(new));
    let whole = |file: &PropertiesFile| {
        let section = file.properties().and_then(|properties| properties.get("connectionParameterSets"));
        Spot::of(role, section.or_else(|| file.properties()).unwrap_or_else(|| file.document.root()))
    };
    for set in sets(old) {
        let Some(name) = words::member(set, "name").filter(|name| !after.contains(name)) else { continue };
        verdict.broken(format!("the parameter set '{name}' is gone"), Spot::of(role, set), whole(new));
    }
    for set in sets(new) {
        let Some(name) = words::member(set, "name").filter(|name| !before.contains(name)) else { continue };
        verdict.doubtful(format!("the parameter set '{name}' is new"), whole(old), Spot::of(role, set));
    }
}

/// A connection parameter as users fill it in.
struct Field<'p> {
    node: Node<'p>,
    kind: Box<str>,
    is_required: bool,
}

fn fields(file: &PropertiesFile) -> FxHashMap<(Box<str>, Box<str>), Field<'_>> {
    let all = file.connection_parameters.iter().map(|parameter| {
        let node = file.node(parameter.node);
        let constraint = |name: &str| {
            let value = node.get("uiDefinition").and_then(|ui| ui.get("constraints")?.get(name));
            value.is_some_and(|value| {
                value.as_bool() == Some(true)
                    || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"))
            })
        };
        let field = Field {
            node,
            kind: words::member(node, "type").unwrap_or_default(),
            is_required: constraint("required") && !constraint("hidden") && !is_sign_in(node),
        };
        ((set_name(file, parameter.set), parameter.name.clone()), field)
    });
    all.collect()
}

/// Compares the fields of the connection form. With `sign_in_changed`, fields that come and go are part of that.
fn compare_parameters(sheet: &mut Sheet, old: &PropertiesFile, new: &PropertiesFile, sign_in_changed: bool) {
    let role = old.document.role();
    let (before, after) = (fields(old), fields(new));
    let (old_sets, new_sets) = (set_names(old), set_names(new));
    let list = |file: &PropertiesFile| {
        let list = file.properties().and_then(|properties| properties.get("connectionParameters"));
        Spot::of(role, list.or_else(|| file.properties()).unwrap_or_else(|| file.document.root()))
    };
    let mut note = |old_spot: Spot, new_spot: Spot, name: &str, how: String| {
        let kind = &CONNECTION_PARAMETER_REMOVED;
        if let Some(draft) = sheet.note(kind, None, Some(old_spot), Some(new_spot), 0) {
            draft.says(format!("The connection parameter '{}'", words::cut(name)), how);
        }
    };
    let mut ordered: Vec<_> = before.iter().collect();
    ordered.sort_by_key(|(_, field)| field.node.id());
    for ((set, name), field) in ordered {
        let old_spot = Spot::of(role, field.node);
        // A field that moved into a set is still there for those who choose it.
        let moved =
            || after.iter().find(|((_, other), _)| set.is_empty() && other == name).map(|(_, field)| field);
        match after.get(&(set.clone(), name.clone())).or_else(moved) {
            None if sign_in_changed || is_sign_in(field.node) => {}
            None if !set.is_empty() && !new_sets.contains(set) => {}
            None => note(old_spot, list(new), name, "is gone".to_owned()),
            Some(twin) => {
                let new_spot = Spot::of(role, twin.node);
                if !field.kind.eq_ignore_ascii_case(&twin.kind) {
                    if !is_sign_in(field.node) && !is_sign_in(twin.node) {
                        let how = words::from_to(Some(&field.kind), Some(&twin.kind));
                        note(old_spot, new_spot, name, format!("changed its type {how}"));
                    }
                } else if twin.is_required && !field.is_required {
                    note(old_spot, new_spot, name, "became required".to_owned());
                }
            }
        }
    }
    let mut ordered: Vec<_> = after.iter().filter(|(key, _)| !before.contains_key(*key)).collect();
    ordered.sort_by_key(|(_, field)| field.node.id());
    for ((set, name), field) in ordered {
        let is_new_set = !set.is_empty() && !old_sets.contains(set);
        if field.is_required && !sign_in_changed && !is_new_set {
            note(list(old), Spot::of(role, field.node), name, "is new and must be filled in".to_owned());
        }
    }
}
