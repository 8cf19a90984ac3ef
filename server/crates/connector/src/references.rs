//! Who names whom: one index over all files of a connector, in both directions.

use rustc_hash::FxHashMap;
use syntax::{Node, NodeId, Span};
use vocabulary::Place;

use crate::definition::{Definition, Section, parse_ref};
use crate::dynamic::ArgumentSource;
use crate::files::FileRole;
use crate::model::Connector;

/// Something that has a name others refer to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A schema in `definitions`.
    Schema(Box<str>),
    /// A shared parameter.
    SharedParameter(Box<str>),
    /// A shared response.
    SharedResponse(Box<str>),
    /// An operation, by operationId.
    Operation(Box<str>),
    /// A parameter or body property of an operation, by the operation's index and the name or path as written.
    OperationParameter(usize, Box<str>),
    /// A connection parameter.
    ConnectionParameter(Box<str>),
    /// A security definition.
    SecurityScheme(Box<str>),
    /// A parameter object of the definition, shared or not, by its node. Named by [`crate::Names`] only.
    Parameter(NodeId),
    /// A property of a schema, by its node. Named by [`crate::Names`] only.
    Property(NodeId),
    /// A variable of a path, by the index of the path item and its name. Named by [`crate::Names`] only.
    PathVariable(usize, Box<str>),
    /// A family of operations. Named by [`crate::Names`] only.
    Family(Box<str>),
    /// A tag of operations. Named by [`crate::Names`] only.
    Tag(Box<str>),
}

/// How something is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// `$ref`
    Ref,
    /// `operationId` of a dynamic call, a test, a simulation or a notification.
    DynamicCall,
    /// A key in the `parameters` of a dynamic call.
    DynamicArgument,
    /// `parameter` or `parameterReference`: where an argument's value comes from.
    DynamicSource,
    /// `replacement.operationId` of an annotation.
    Replacement,
    /// An entry of a policy's list of operations.
    Policy,
    /// An entry of `scriptOperations`.
    ScriptOperations,
    /// A string in `script.csx`.
    ScriptText,
    /// `@connectionParameters('…')`
    PolicyExpression,
    /// A name in `security`.
    Security,
    /// A variable in the key of a path item, or in the path that a policy leads its operations to.
    PathVariable,
    /// A step of a path into what a called operation answers, or of the name of the next link.
    AnswerPath,
    /// An entry of `required`.
    Required,
    /// The property that tells which schema a value has.
    Discriminator,
    /// `family` of an annotation.
    Family,
    /// A tag of an operation.
    Tag,
    /// A connection parameter that decides about another field, or belongs to a gateway.
    Condition,
    /// An operation as an AI plugin sees it.
    Plugin,
}

/// One place that names something.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The file.
    pub file: FileRole,
    /// The node (the member, if its key is the name); `None` in a script.
    pub node: Option<NodeId>,
    /// The name's bytes, quotes left out. For a `$ref` the whole text.
    pub span: Span,
    /// How.
    pub kind: ReferenceKind,
    /// What.
    pub target: Target,
}

/// All references of a connector.
#[derive(Debug, Default)]
pub struct References {
    /// By file, then by position.
    all: Vec<Reference>,
    by_target: FxHashMap<Target, Vec<u32>>,
}

impl References {
    /// Collects the references of `connector`.
    pub fn of(connector: &Connector) -> Self {
        let mut all = Vec::new();
        if let Some(definition) = connector.definition() {
            refs(definition, &mut all);
            dynamic(definition, &mut all);
            replacements(definition, &mut all);
            security(definition, &mut all);
        }
        for file in connector.properties_files() {
            let role = file.document.role();
            let name = |node: Node<'_>, kind| {
                let target = Target::Operation(Box::from(node.as_str().unwrap_or_default().as_ref()));
                Reference { file: role, node: Some(node.id()), span: node.content_span(), kind, target }
            };
            for policy in &file.policies {
                all.extend(file.policy_operations(policy).map(|node| name(node, ReferenceKind::Policy)));
            }
            all.extend(file.script_operation_names().map(|node| name(node, ReferenceKind::ScriptOperations)));
            all.extend(file.connection_parameter_uses.iter().map(|used| Reference {
                file: role,
                node: Some(used.node),
                span: used.span,
                kind: ReferenceKind::PolicyExpression,
                target: Target::ConnectionParameter(used.name.clone()),
            }));
        }
        if let (Some(script), Some(definition)) = (connector.script(), connector.definition()) {
            for literal in &script.literals {
                let text = script.literal_text(literal);
                if literal.names_operation || definition.operation(text).is_some() {
                    all.push(Reference {
                        file: FileRole::Script,
                        node: None,
                        span: literal.span,
                        kind: ReferenceKind::ScriptText,
                        target: Target::Operation(Box::from(text)),
                    });
                }
            }
        }
        all.sort_by_key(|reference| (reference.file, reference.span.start));
        let mut by_target: FxHashMap<Target, Vec<u32>> = FxHashMap::default();
        for (index, reference) in all.iter().enumerate() {
            by_target.entry(reference.target.clone()).or_default().push(index as u32);
        }
        Self { all, by_target }
    }

    /// All of them, by file and position.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.all.iter()
    }

    /// Those that name `target`.
    pub fn to(&self, target: &Target) -> impl Iterator<Item = &Reference> {
        self.by_target.get(target).into_iter().flatten().map(|&index| &self.all[index as usize])
    }

    /// The reference that touches `offset` (bytes) in `file`.
    pub fn at(&self, file: FileRole, offset: u32) -> Option<&Reference> {
        let after = self.all.partition_point(|found| (found.file, found.span.start) <= (file, offset));
        let found = self.all.get(after.checked_sub(1)?)?;
        (found.file == file && found.span.touches(offset)).then_some(found)
    }
}

fn reference(node: Node<'_>, span: Span, kind: ReferenceKind, target: Target) -> Reference {
    Reference { file: FileRole::Definition, node: Some(node.id()), span, kind, target }
}

fn refs(definition: &Definition, out: &mut Vec<Reference>) {
    for node in definition.tree().nodes() {
        if !node.is_string() || !node.key().is_some_and(|key| key.is("$ref")) {
            continue;
        }
        let stands_where_refs_count = node.parent().is_some_and(|parent| {
            let place = definition.document.place(parent);
            place.is_schema() || place.is_parameter() || place == Place::Response
        });
        let Some(text) = node.as_str().filter(|_| stands_where_refs_count) else { continue };
        let Some(target) = parse_ref(&text) else { continue };
        let name = Box::from(target.name.as_ref());
        let target = match target.section {
            Section::Definitions => Target::Schema(name),
            Section::Parameters => Target::SharedParameter(name),
            Section::Responses => Target::SharedResponse(name),
        };
        out.push(reference(node, node.content_span(), ReferenceKind::Ref, target));
    }
}

fn dynamic(definition: &Definition, out: &mut Vec<Reference>) {
    for call in &definition.dynamic_calls {
        let called = call.operation_id.map(|id| definition.node(id));
        if let Some(node) = called {
            let name = Box::from(node.as_str().unwrap_or_default().as_ref());
            out.push(reference(
                node,
                node.content_span(),
                ReferenceKind::DynamicCall,
                Target::Operation(name),
            ));
        }
        let called = called.and_then(Node::as_str).and_then(|id| definition.operation_index(&id));
        for argument in &call.arguments {
            let node = definition.node(argument.node);
            if let (Some(called), Some(key)) = (called, node.key()) {
                let target = Target::OperationParameter(called, Box::from(key.text().as_ref()));
                out.push(reference(node, key.content_span(), ReferenceKind::DynamicArgument, target));
            }
            let (ArgumentSource::Parameter(source) | ArgumentSource::ParameterReference(source)) =
                argument.source
            else {
                continue;
            };
            if let Some(owner) = call.owner {
                let source = definition.node(source);
                let name = Box::from(source.as_str().unwrap_or_default().as_ref());
                let target = Target::OperationParameter(owner, name);
                out.push(reference(source, source.content_span(), ReferenceKind::DynamicSource, target));
            }
        }
    }
}

fn replacements(definition: &Definition, out: &mut Vec<Reference>) {
    for replacement in definition.document.at_place(Place::Replacement) {
        if let Some(node) = replacement.get("operationId").filter(|node| node.is_string()) {
            let name = Box::from(node.as_str().unwrap_or_default().as_ref());
            out.push(reference(
                node,
                node.content_span(),
                ReferenceKind::Replacement,
                Target::Operation(name),
            ));
        }
    }
}

fn security(definition: &Definition, out: &mut Vec<Reference>) {
    for requirement in definition.document.at_place(Place::SecurityRequirement) {
        for node in requirement.members() {
            if let Some(key) = node.key() {
                let target = Target::SecurityScheme(Box::from(key.text().as_ref()));
                out.push(reference(node, key.content_span(), ReferenceKind::Security, target));
            }
        }
    }
}
