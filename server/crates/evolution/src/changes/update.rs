//! Whether an update counts as minor or major.
//!
//! Microsoft lists what makes an update minor: description and contact of the connector, description and summary of
//! actions, descriptions in responses, and in apiProperties the texts, colour, publisher and owner
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-updates>). Labels of inputs and outputs
//! are counted among the texts of actions and responses. Everything else makes it major.
//!
//! The changes that were found are one half of the answer. The other half is whatever differs and is no change of the
//! catalogue, such as paging. It is looked for in the documents themselves, by place: where the comparison looks at the
//! meaning and not at the writing (references, definitions, what is implied and what is written out), a difference
//! alone says nothing.

use std::borrow::Cow;

use connector::fingerprint::Fingerprints;
use connector::{Connector, Document, FileRole, Visibility};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::{Node, NodeId};
use vocabulary::Place;

use super::Update;

/// What the differences between two connectors come to that are no change of the catalogue. Files that only one of the
/// two has say nothing.
/// `prints` are those of the definitions, which are made already.
pub(super) fn of_differences(
    (old, new): (&Connector, &Connector),
    prints: Option<(&Fingerprints, &Fingerprints)>,
) -> Update {
    let documents = old.documents().filter_map(|before| Some((before, new.document(before.role())?)));
    let each = documents.map(|(before, after)| {
        if let (FileRole::Definition, Some(prints)) = (before.role(), prints) {
            return Weighing::run((old, new), (before, after), prints);
        }
        let prints = (Fingerprints::of(before.tree()), Fingerprints::of(after.tree()));
        Weighing::run((old, new), (before, after), (&prints.0, &prints.1))
    });
    each.max().unwrap_or_default()
}

struct Weighing<'c> {
    connectors: (&'c Connector, &'c Connector),
    old: &'c Document,
    new: &'c Document,
    prints: (&'c Fingerprints, &'c Fingerprints),
    /// Schemas that stand for each other although they are written in different ways.
    resolved: FxHashSet<(NodeId, NodeId)>,
    todo: Vec<Difference<'c>>,
    update: Update,
}

/// Two nodes that differ.
#[derive(Clone, Copy)]
struct Difference<'c> {
    old: Node<'c>,
    new: Node<'c>,
    /// It is in an error response, of which no change tells.
    is_strict: bool,
}

/// What a difference at a place means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Only the comparison by meaning can tell.
    Meaning,
    Minor,
    Major,
}

impl<'c> Weighing<'c> {
    fn run(
        connectors: (&'c Connector, &'c Connector),
        (old, new): (&'c Document, &'c Document),
        prints: (&'c Fingerprints, &'c Fingerprints),
    ) -> Update {
        // The settings of the paconn command are no part of the connector.
        if old.role() == FileRole::Settings {
            return Update::None;
        }
        let (resolved, todo, update) = (FxHashSet::default(), Vec::new(), Update::None);
        let mut weighing = Self { connectors, old, new, prints, resolved, todo, update };
        weighing.add(old.root(), new.root(), false);
        while let Some(difference) = weighing.todo.pop() {
            if weighing.update == Update::Major {
                break;
            }
            weighing.weigh(difference);
        }
        weighing.update
    }

    fn add(&mut self, old: Node<'c>, new: Node<'c>, is_strict: bool) {
        if self.prints.0.get(old) != self.prints.1.get(new) {
            self.todo.push(Difference { old, new, is_strict });
        }
    }

    fn count(&mut self, weight: Weight, is_strict: bool) {
        let update = match weight {
            Weight::Meaning if is_strict => Update::Major,
            Weight::Meaning => Update::None,
            Weight::Minor => Update::Minor,
            Weight::Major => Update::Major,
        };
        self.update = self.update.max(update);
    }

    fn weigh(&mut self, difference: Difference<'c>) {
        let Difference { old, new, is_strict } = difference;
        let place = self.new.place(new);
        if old.is_object() && new.is_object() {
            if self.is_written_otherwise(old, new) {
                self.add_resolved(old, new, is_strict);
            } else {
                self.weigh_members(difference);
            }
        } else if old.is_array() && new.is_array() && place == Place::Parameters {
            self.weigh_parameters(difference);
        } else {
            let around = new.parent().map_or(Place::Free, |parent| self.new.place(parent));
            let weight = weight(around, &new.name());
            let are_aligned = old.is_array() && new.is_array() && old.items().count() == new.items().count();
            if are_aligned && (weight != Weight::Meaning || descends(place)) {
                for (before, after) in old.items().zip(new.items()) {
                    self.add(before, after, is_strict);
                }
            } else {
                self.count(weight, is_strict);
            }
        }
    }

    fn weigh_members(&mut self, difference: Difference<'c>) {
        let Difference { old, new, is_strict } = difference;
        let (old_place, new_place) = (self.old.place(old), self.new.place(new));
        let twins = Twins::of(new);
        // The words for normal mean the same as leaving it out, and letter case does not count.
        let same_visibility = Visibility::of(old) == Visibility::of(new);
        let says_nothing = |name: &str| name == "x-ms-visibility" && same_visibility;
        let mut known = 0;
        for member in old.members() {
            let name = member.name();
            match twins.get(&name) {
                Some(_) if says_nothing(&name) => known += 1,
                None if says_nothing(&name) => {}
                Some(twin) => {
                    let is_error = new_place == Place::SharedResponses
                        || new_place == Place::Responses && !name.starts_with('2');
                    self.add(member, twin, is_strict || is_error);
                    known += 1;
                }
                None => self.count(weight(old_place, &name), is_strict),
            }
        }
        if known < twins.members.len() {
            let before = Twins::of(old);
            let is_new = |name: &str| before.get(name).is_none() && !says_nothing(name);
            for member in twins.members.iter().filter(|member| is_new(&member.name())) {
                self.count(weight(new_place, &member.name()), is_strict);
            }
        }
    }

    /// Whether one of the two refers to what the other says itself, or to another name.
    fn is_written_otherwise(&self, old: Node<'c>, new: Node<'c>) -> bool {
        let references = (old.get("$ref"), new.get("$ref"));
        let place = self.new.place(new);
        let can_refer = place.is_schema() || place.is_parameter() || place == Place::Response;
        can_refer
            && match references {
                (None, None) => false,
                (Some(before), Some(after)) => self.prints.0.get(before) != self.prints.1.get(after),
                _ => true,
            }
    }

    fn add_resolved(&mut self, old: Node<'c>, new: Node<'c>, is_strict: bool) {
        let (Some(before), Some(after)) = (self.connectors.0.definition(), self.connectors.1.definition())
        else {
            return;
        };
        let targets = (before.resolve(old), after.resolve(new));
        if let (Some(before), Some(after)) = targets
            && self.resolved.insert((before.id(), after.id()))
            && self.resolved.len() <= self.old.tree().len()
        {
            self.add(before, after, is_strict);
        }
    }

    /// Parameters are known by name and place; their order is what makers see.
    fn weigh_parameters(&mut self, difference: Difference<'c>) {
        let Difference { old, new, is_strict } = difference;
        let mut twins: FxHashMap<_, (usize, Node<'c>)> = FxHashMap::default();
        for (index, parameter) in new.items().enumerate() {
            twins.insert(parameter_key(parameter), (index, parameter));
        }
        let mut last = None;
        for parameter in old.items() {
            let Some((index, twin)) = twins.get(&parameter_key(parameter)).copied() else { continue };
            if last > Some(index) {
                self.count(Weight::Major, is_strict);
            }
            last = Some(index);
            self.add(parameter, twin, is_strict);
        }
    }
}

/// The members of an object, to be asked for by name: one by one in a small object, by a table in a large one.
struct Twins<'c> {
    members: Vec<Node<'c>>,
    by_name: Option<FxHashMap<Cow<'c, str>, Node<'c>>>,
}

impl<'c> Twins<'c> {
    fn of(object: Node<'c>) -> Self {
        let members: Vec<Node<'c>> = object.members().collect();
        let is_large = members.len() > 16;
        let by_name = is_large.then(|| members.iter().map(|member| (member.name(), *member)).collect());
        Self { members, by_name }
    }

    /// The member called so; of duplicates the last.
    fn get(&self, name: &str) -> Option<Node<'c>> {
        match &self.by_name {
            Some(by_name) => by_name.get(name).copied(),
            None => {
                self.members.iter().rev().find(|member| member.key().is_some_and(|key| key.is(name))).copied()
            }
        }
    }
}

fn parameter_key(parameter: Node<'_>) -> [Option<Box<str>>; 3] {
    ["$ref", "name", "in"]
        .map(|name| parameter.get(name).and_then(Node::as_str).map(|text| text.as_ref().into()))
}

/// Lists that are compared by meaning and hold texts nevertheless.
fn descends(place: Place) -> bool {
    matches!(place, Place::AllOf | Place::PolicyTemplateInstances)
}

/// Members whose texts only people read.
const TEXTS: [&str; 5] = ["description", "summary", "x-ms-summary", "x-ms-trigger-hint", "displayName"];

/// What a member of a schema says in several ways.
const SCHEMA: [&str; 7] = ["$ref", "type", "properties", "required", "items", "allOf", "enum"];

/// What a difference of the member `name` of a value at `place` means.
fn weight(place: Place, name: &str) -> Weight {
    let minor = |is_minor: bool| if is_minor { Weight::Minor } else { Weight::Major };
    let by_meaning = |names: &[&str]| names.contains(&name);
    if place.is_schema() {
        return if by_meaning(&SCHEMA) {
            Weight::Meaning
        } else {
            minor(TEXTS.contains(&name) || name == "title")
        };
    }
    if place.is_parameter() || place == Place::ParameterItems {
        let own = ["name", "in", "required", "schema", "type", "items", "$ref", "enum", "collectionFormat"];
        return if by_meaning(&own) { Weight::Meaning } else { minor(TEXTS.contains(&name)) };
    }
    let meaning = match place {
        Place::Paths
        | Place::Definitions
        | Place::SharedParameters
        | Place::SharedResponses
        | Place::SchemaProperties
        | Place::Responses
        | Place::Parameters
        | Place::AllOf
        | Place::ApiAnnotation
        | Place::ConnectorAnnotation
        | Place::SecurityDefinitions
        | Place::PolicyTemplateInstances => true,
        Place::Root => by_meaning(&[
            "definitions",
            "parameters",
            "responses",
            "paths",
            "schemes",
            "consumes",
            "produces",
            "basePath",
            "host",
            "security",
            "securityDefinitions",
            "x-ms-api-annotation",
        ]),
        Place::PathItem => {
            by_meaning(&["parameters", "x-ms-notification-content"])
                || connector::Method::parse(name).is_some()
        }
        Place::Operation => by_meaning(&[
            "parameters",
            "responses",
            "deprecated",
            "x-ms-visibility",
            "x-ms-api-annotation",
            "consumes",
            "produces",
        ]),
        Place::Response | Place::NotificationContent => by_meaning(&["schema", "$ref"]),
        Place::Info => name == "x-ms-api-annotation",
        Place::Properties => by_meaning(&["policyTemplateInstances", "scriptOperations"]),
        Place::PolicyTemplateInstance => name == "parameters",
        Place::PolicyParameters => name == connector::properties::OPERATION_NAME,
        _ => false,
    };
    if meaning {
        return Weight::Meaning;
    }
    minor(match place {
        Place::Info => matches!(name, "description" | "contact" | "version"),
        Place::Contact | Place::Scopes => true,
        Place::Operation | Place::Response | Place::NotificationContent => TEXTS.contains(&name),
        Place::EnumValue => name == "displayName",
        Place::Properties => matches!(name, "iconBrandColor" | "publisher" | "stackOwner"),
        Place::UiDefinition => matches!(name, "description" | "tooltip"),
        Place::SecurityScheme => name == "description",
        _ => false,
    })
}
