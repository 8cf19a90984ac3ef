//! The API definition as operations, parameters, schemas and families.

mod annotation;
mod family;
mod operation;
mod parameter;
mod schema;

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use syntax::watch::{self, Asked, NodeSet};
use syntax::{Delta, Node, NodeId, Tree};
use vocabulary::Place;

pub use annotation::{ANNOTATION, Annotation, Status, Visibility};
pub use family::Family;
pub use operation::{Method, Operation, PathItem, Trigger};
pub use parameter::{Location, Parameter};
pub use schema::{PathStep, RefTarget, Section, parse_ref};

use crate::budget::{self, Budget, Sized};
use crate::document::Document;
use crate::dynamic::DynamicCall;
use crate::files::FileRole;
use crate::flow::Flows;
use crate::reach::Reach;
use crate::webhook::Addresses;

/// Names to the node that declares them; of duplicates the last, as JSON readers take it.
pub type Names = FxHashMap<Box<str>, NodeId>;

/// The model of one API definition: its [`Outline`] over a document.
#[derive(Debug)]
pub struct Definition {
    /// The file.
    pub document: Document,
    outline: Arc<Outline>,
    facts: Arc<Facts>,
    /// The characters of the whole text.
    pub(crate) length: OnceLock<u32>,
    /// The portions of the text.
    pub(crate) portions: OnceLock<Vec<Sized>>,
}

/// What is in a definition, as node ids and names. Texts that differ in nothing it looks at share it.
#[derive(Debug)]
pub struct Outline {
    /// Everything under `paths`, in order.
    pub path_items: Vec<PathItem>,
    /// All operations, in document order.
    pub operations: Vec<Operation>,
    /// `definitions`.
    pub schemas: Names,
    /// The shared `parameters`.
    pub shared_parameters: Names,
    /// The shared `responses`.
    pub shared_responses: Names,
    /// `securityDefinitions`.
    pub security_schemes: Names,
    /// Operations grouped by family, in order of first appearance.
    pub families: Vec<Family>,
    /// Design-time calls of one operation to another, in document order.
    pub dynamic_calls: Vec<DynamicCall>,
    /// The connector's own status, from `info.x-ms-api-annotation`, or at the root as the guide shows it.
    pub status: Option<Status>,
    parameters: Vec<Parameter>,
    by_id: FxHashMap<Box<str>, Vec<usize>>,
    by_family: FxHashMap<Box<str>, usize>,
}

/// What is computed of a definition when somebody first asks, and shared like its outline.
#[derive(Debug, Default)]
struct Facts {
    reach: OnceLock<Reach>,
    flows: OnceLock<Flows>,
    budget: OnceLock<Budget>,
    addresses: OnceLock<Addresses>,
    /// The scalars whose content the outline or any fact depends on.
    contents: OnceLock<NodeSet>,
}

impl Deref for Definition {
    type Target = Outline;

    fn deref(&self) -> &Outline {
        &self.outline
    }
}

impl Definition {
    /// Reads the meaning of `tree`. What is missing or of a wrong type is absent from the model.
    pub fn new(tree: Arc<Tree>) -> Self {
        Self::of(Document::new(FileRole::Definition, tree))
    }

    /// [`Self::new`] for `tree`, which an edit has made of this definition's tree.
    pub(crate) fn edited(&self, tree: Arc<Tree>, delta: &Delta) -> Self {
        Self::of(self.document.edited(tree, delta))
    }

    fn of(document: Document) -> Self {
        let outline = Arc::new(Outline::of(&document));
        let mut definition = Self {
            document,
            outline,
            facts: Arc::default(),
            length: OnceLock::new(),
            portions: OnceLock::new(),
        };
        let (families, by_family) = family::group(&definition);
        let dynamic_calls = crate::dynamic::calls(&definition);
        // Nobody else has it yet.
        if let Some(outline) = Arc::get_mut(&mut definition.outline) {
            outline.families = families;
            outline.by_family = by_family;
            outline.dynamic_calls = dynamic_calls;
        }
        definition
    }

    /// The model of `tree`, which differs from this one's in the content of the scalar `node` and in no shape. `None` if
    /// the model depends on that content, so that it has to be read anew.
    pub(crate) fn with_content(&self, tree: Arc<Tree>, node: NodeId) -> Option<Self> {
        if self.contents().contains(node) {
            return None;
        }
        let document = self.document.with_tree(tree);
        let less = budget::units_in(self.node(node).raw()) as u32;
        let more = budget::units_in(document.node(node).raw()) as u32;
        let changed = |characters: u32| (characters + more).saturating_sub(less);
        let length = self.length.get().map(|&known| OnceLock::from(changed(known))).unwrap_or_default();
        let mut portions = self.portions.clone();
        if let Some(portions) = portions.get_mut() {
            let is_around = |sized: &&mut Sized| sized.node <= node && node < self.node(sized.node).after();
            for sized in portions.iter_mut().filter(is_around) {
                sized.characters = changed(sized.characters);
                sized.bytes = document.node(sized.node).full_span().len();
            }
        }
        Some(Self {
            document,
            outline: Arc::clone(&self.outline),
            facts: Arc::clone(&self.facts),
            length,
            portions,
        })
    }

    /// Whether this is the model of an earlier text with other contents; see [`Self::with_content`].
    pub(crate) fn shares_model_with(&self, earlier: &Self) -> bool {
        Arc::ptr_eq(&self.outline, &earlier.outline) && Arc::ptr_eq(&self.facts, &earlier.facts)
    }

    /// The scalars whose content the model depends on, with all that is computed of it when somebody asks. Costs as much
    /// as reading the model anew when it is first asked for.
    pub fn contents(&self) -> &NodeSet {
        self.facts.contents.get_or_init(|| {
            let read = || {
                let model = Self::new(self.document.shared_tree());
                model.reach();
                model.flows();
                model.budget();
                model.addresses();
            };
            watch::watch(read).1.take_contents(self.tree())
        })
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        self.document.tree()
    }

    /// The node with this id.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.document.node(id)
    }

    /// The operation with this operationId; of duplicates the first.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operation_index(id).map(|index| &self.operations[index])
    }

    /// Where the operation with this operationId stands in [`Definition::operations`](crate::definition::Outline::operations); of duplicates the first.
    pub fn operation_index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id)?.first().copied()
    }

    /// All operations with this operationId.
    pub fn operations_with_id(&self, id: &str) -> impl Iterator<Item = &Operation> {
        self.by_id.get(id).into_iter().flatten().map(|&index| &self.operations[index])
    }

    /// All operationIds in document order, empty ones left out.
    pub fn operation_ids(&self) -> impl Iterator<Item = &str> {
        self.operations.iter().filter_map(|operation| operation.id.as_deref())
    }

    /// The operation that `node` lies in.
    pub fn operation_around(&self, node: Node<'_>) -> Option<&Operation> {
        self.operation_index_around(node.id()).map(|index| &self.operations[index])
    }

    /// The index of the operation whose subtree holds this node.
    pub fn operation_index_around(&self, node: NodeId) -> Option<usize> {
        let index = self.operations.partition_point(|operation| operation.node <= node).checked_sub(1)?;
        (node < self.node(self.operations[index].node).after()).then_some(index)
    }

    /// The path item of an operation.
    pub fn path_item(&self, operation: &Operation) -> &PathItem {
        &self.path_items[operation.path_item]
    }

    /// The path of an operation as written, without `basePath`.
    pub fn path(&self, operation: &Operation) -> Cow<'_, str> {
        self.node(self.path_item(operation).node).name()
    }

    /// The parameters that apply to an operation: its own, then those of its path item that it does not override.
    /// `$ref`s are resolved.
    pub fn parameters(&self, operation: &Operation) -> &[Parameter] {
        &self.parameters[operation.parameters.clone()]
    }

    /// The parameter's object: behind its `$ref` if it has one that leads somewhere.
    pub fn parameter_node(&self, parameter: &Parameter) -> Node<'_> {
        self.node(parameter.node)
    }

    /// The shared parameter, response or schema that a node's `$ref` names, following chains; the node itself if it
    /// has no `$ref`; `None` if the reference leads nowhere or in circles.
    pub fn resolve<'d>(&'d self, node: Node<'d>) -> Option<Node<'d>> {
        schema::resolve(self, node)
    }

    /// The first step of [`Self::resolve`]: what a `$ref` text names.
    pub fn ref_target(&self, reference: &str) -> Option<Node<'_>> {
        schema::ref_target(self, reference)
    }

    /// The schema that an operation answers with on success: of 200, else 201, else another 2xx, else `default`.
    pub fn success_schema(&self, operation: &Operation) -> Option<Node<'_>> {
        schema::success_schema(self, operation)
    }

    /// Follows a `/`-separated path of properties into a schema, as `value-path` and `itemsPath` are written.
    pub fn follow_path<'d>(&'d self, schema: Node<'d>, path: &str) -> PathStep<'d> {
        schema::follow_path(self, schema, path)
    }

    /// The property `name` of an object schema, looking through `$ref` and `allOf`.
    pub fn property<'d>(&'d self, schema: Node<'d>, name: &str) -> Option<Node<'d>> {
        schema::property(self, schema, name)
    }

    /// All properties of an object schema by name, looking through `$ref` and `allOf`.
    pub fn properties<'d>(&'d self, schema: Node<'d>) -> Vec<Node<'d>> {
        schema::properties(self, schema)
    }

    /// Whether `look` says yes to some property of an object schema, looking through `$ref` and `allOf`. Ends with the
    /// first.
    pub fn any_property<'d>(&'d self, schema: Node<'d>, look: &mut dyn FnMut(Node<'d>) -> bool) -> bool {
        schema::any_property(self, schema, look)
    }

    /// Whether the text ends before the document does, as while it is being pasted or typed. What is not in it may be
    /// in the part that is missing.
    pub fn is_cut_off(&self) -> bool {
        let root = self.document.root();
        root.is_object() && !root.is_closed()
    }

    /// The family with this name.
    pub fn family(&self, name: &str) -> Option<&Family> {
        self.by_family.get(name).map(|&index| &self.families[index])
    }

    /// The status of an operation: its own, else the connector's, else Production.
    pub fn effective_status(&self, operation: &Operation) -> Status {
        operation.annotation.status.or(self.status).unwrap_or(Status::Production)
    }

    /// Where bodies take the address to call; see [`crate::webhook::urls`]. Computed at the first call.
    pub(crate) fn addresses(&self) -> &Addresses {
        watch::ask(Asked::Facts);
        self.facts.addresses.get_or_init(|| Addresses::of(self))
    }

    /// Whether an operation is in Production, be it by what it implies. One that states another word is not, also if
    /// that is no status.
    pub fn is_in_production(&self, operation: &Operation) -> bool {
        let annotation = operation.annotation.node.map(|annotation| self.node(annotation));
        let written = annotation.and_then(|annotation| annotation.get("status")).and_then(Node::as_str);
        match written.filter(|word| !word.is_empty()) {
            Some(word) => Status::parse(&word) == Some(Status::Production),
            None => self.effective_status(operation) == Status::Production,
        }
    }

    /// Who uses which shared part; see [`Self::users`]. Computed at the first call.
    pub(crate) fn reach(&self) -> &Reach {
        watch::ask(Asked::Facts);
        self.facts.reach.get_or_init(|| Reach::of(self))
    }

    /// What the platform's limits count. Computed at the first call.
    pub(crate) fn counted(&self) -> &Budget {
        watch::ask(Asked::Facts);
        self.facts.budget.get_or_init(|| Budget::of(self))
    }

    /// Which way the values of each definition go; see [`Self::flow`]. Computed at the first call.
    pub(crate) fn flows(&self) -> &Flows {
        watch::ask(Asked::Facts);
        self.facts.flows.get_or_init(|| Flows::of(self))
    }
}

impl Outline {
    /// All but what takes the rest to be known: families and design-time calls.
    fn of(document: &Document) -> Self {
        let root = document.root();
        let names = |section: &str| -> Names {
            let members = root.get(section).into_iter().flat_map(Node::members);
            members.map(|member| (Box::from(member.name().as_ref()), member.id())).collect()
        };
        let mut outline = Self {
            path_items: Vec::new(),
            operations: Vec::new(),
            schemas: names("definitions"),
            shared_parameters: names("parameters"),
            shared_responses: names("responses"),
            security_schemes: names("securityDefinitions"),
            families: Vec::new(),
            dynamic_calls: Vec::new(),
            status: annotation::connector_status(root),
            parameters: Vec::new(),
            by_id: FxHashMap::default(),
            by_family: FxHashMap::default(),
        };
        outline.read_operations(document);
        outline
    }

    fn read_operations(&mut self, document: &Document) {
        let Self { path_items, operations, parameters, by_id, shared_parameters, .. } = self;
        for path_node in document.at_place(Place::PathItem) {
            let path_item = path_items.len();
            let first = operations.len();
            for node in path_node.members().filter(|member| member.is_object()) {
                let Some(method) = node.key().and_then(|key| Method::parse(&key.text())) else { continue };
                let start = parameters.len();
                parameter::collect(path_node, node, shared_parameters, parameters);
                let operation = Operation::read(node, path_item, method, start..parameters.len());
                if let Some(id) = operation.id.clone() {
                    by_id.entry(id).or_default().push(operations.len());
                }
                operations.push(operation);
            }
            path_items.push(PathItem { node: path_node.id(), operations: first..operations.len() });
        }
    }
}
