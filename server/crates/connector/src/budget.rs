//! How much of the platform's limits a definition uses.
//!
//! The platform counts schemas as if every `$ref` were replaced by what it names, which may be millions. Here nothing is
//! expanded: the count of a shared schema is made once, from those it refers to, and each use of it adds that number.
//!
//! - the constants: the limits, with their source
//! - [`Weight`]: schemas and levels of one schema, all references followed
//! - [`Budget`]: the weights of all bodies and operations of a definition, from [`Definition::budget`]
//! - [`Definition::heaviest_parts`]: what a weight is made of
//! - [`Definition::largest_portions`], [`Definition::path_groups`]: what takes most of the text, where most operations are
//! - [`Usage`]: a number beside its limit
//!
//! A schema that contains itself goes on for ever; where one stands inside of itself by reference it counts as one
//! schema and is not followed. Only for circles of references does that mean to walk along each way, so the walk ends
//! at [`OPERATION_SCHEMAS`] and a weight beyond says that it is [at least](Weight::is_at_least) that.

mod expansion;
mod parts;
mod portions;
mod usage;

use syntax::watch::{self, Asked};
use syntax::{Node, NodeId, Span};

pub use self::parts::Part;
pub(crate) use self::portions::Sized;
pub use self::portions::{Measure, PathGroup, Portion};
pub use self::usage::{Usage, grouped};
use crate::definition::{Definition, Location, Operation};
use crate::reach::Reach;

/// The most bytes that a definition may have.
/// Source of this and the following limits: <https://learn.microsoft.com/en-us/connectors/custom-connectors/faq>.
pub const FILE_BYTES: u32 = 1 << 20;
/// The most characters (UTF-16 code units) that a definition without blanks may have to be kept in a solution:
/// <https://github.com/microsoft/PowerPlatformConnectors/issues/3567>.
pub const SOLUTION_CHARACTERS: u32 = 500_000;
/// The most operations of a connector.
pub const OPERATIONS: usize = 256;
/// The most schemas in one body or answer.
pub const BODY_SCHEMAS: u32 = 512;
/// The most schemas in one operation.
pub const OPERATION_SCHEMAS: u32 = 16_384;
/// The most schemas in all operations together.
pub const FILE_SCHEMAS: u32 = 256 * OPERATION_SCHEMAS;
/// The most levels of a schema. The platform has a limit and does not publish it; in more than a thousand published
/// connectors no body has more than 15 levels.
pub const LEVELS: u32 = 32;

/// What a schema comes to with all references followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Weight {
    /// How many schemas there are, itself included: each property, element type, part of an `allOf` and schema of
    /// additional properties is one.
    pub schemas: u32,
    /// How many levels the schemas have, itself included.
    pub levels: u32,
    /// There is more than was counted.
    pub is_at_least: bool,
}

impl Weight {
    /// Both together: their schemas are added, of the levels the larger number stays.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            schemas: self.schemas.saturating_add(other.schemas),
            levels: if self.levels > other.levels { self.levels } else { other.levels },
            is_at_least: self.is_at_least || other.is_at_least,
        }
    }

    /// A schema on its own.
    const ONE: Self = Self { schemas: 1, levels: 1, is_at_least: false };
}

/// Where the schema of a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// In the body parameter.
    Request,
    /// In the response with this node; its key is the status code.
    Response(NodeId),
    /// In what a webhook delivers.
    Notification,
}

/// A body that an operation sends, answers with, or waits for.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Index into [`Definition::operations`](crate::definition::Outline::operations).
    pub operation: usize,
    /// Its schema. Operations that share a parameter or response have the same one.
    pub schema: NodeId,
    /// Where it stands.
    pub kind: BodyKind,
    /// What it comes to.
    pub weight: Weight,
}

/// A schema that the platform counts on its own.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'d> {
    /// The schema.
    pub schema: Node<'d>,
    /// The body that it is; `None` for a shared schema that nothing uses.
    pub body: Option<&'d Body>,
    /// What it comes to.
    pub weight: Weight,
}

/// The weights of a definition.
#[derive(Debug)]
pub struct Budget {
    /// The bodies of all operations, by operation.
    pub bodies: Vec<Body>,
    /// What each operation comes to: its bodies, and one schema for each other parameter.
    pub operations: Vec<Weight>,
    /// All operations together.
    pub total: Weight,
    /// The weight of each shared part, by its place in [`Reach`].
    parts: Vec<Weight>,
}

impl Budget {
    pub(crate) fn of(definition: &Definition) -> Self {
        let reach = definition.reach();
        let parts = expansion::weights(definition, reach);
        let mut budget = Self { bodies: Vec::new(), operations: Vec::new(), total: Weight::default(), parts };
        for (index, operation) in definition.operations.iter().enumerate() {
            let start = budget.bodies.len();
            let mut weight = budget.add_parameters(definition, index, operation);
            budget.add_responses(definition, index, operation);
            for body in &budget.bodies[start..] {
                weight = weight.and(body.weight);
            }
            budget.operations.push(weight);
            budget.total = budget.total.and(weight);
        }
        budget
    }

    fn add(&mut self, definition: &Definition, operation: usize, kind: BodyKind, schema: Node<'_>) {
        if schema.is_object() {
            let weight = self.weight(definition, schema);
            self.bodies.push(Body { operation, schema: schema.id(), kind, weight });
        }
    }

    /// Adds the body, and gives the weight of the other parameters.
    fn add_parameters(&mut self, definition: &Definition, index: usize, operation: &Operation) -> Weight {
        let mut weight = Weight::default();
        for parameter in definition.parameters(operation) {
            if parameter.location != Some(Location::Body) {
                weight = weight.and(Weight::ONE);
            } else if let Some(schema) = definition.parameter_node(parameter).get("schema") {
                self.add(definition, index, BodyKind::Request, schema);
            }
        }
        weight
    }

    fn add_responses(&mut self, definition: &Definition, index: usize, operation: &Operation) {
        let node = definition.node(operation.node);
        for response in node.get("responses").into_iter().flat_map(Node::members) {
            let schema = definition.resolve(response).and_then(|response| response.get("schema"));
            if let Some(schema) = schema {
                self.add(definition, index, BodyKind::Response(response.id()), schema);
            }
        }
        let content = definition.node(definition.path_item(operation).node).get("x-ms-notification-content");
        let waits =
            content.filter(|_| operation.method == crate::Method::Post || operation.trigger.is_some());
        if let Some(schema) = waits.and_then(|content| content.get("schema")) {
            self.add(definition, index, BodyKind::Notification, schema);
        }
    }

    /// The weight of a schema anywhere in the definition.
    fn weight(&self, definition: &Definition, schema: Node<'_>) -> Weight {
        let reach = definition.reach();
        let weight_of = |part: usize| self.parts.get(part).copied().unwrap_or(Weight::ONE);
        let part = reach.part_around(schema.id()).filter(|part| reach.node(*part) == schema.id());
        if let Some(part) = part {
            return weight_of(part);
        }
        expansion::Schemas::read(definition, schema, |target, _| {
            let part = shared_part(definition, reach, target);
            Some(part.map_or(Weight::ONE, weight_of))
        })
        .weight
    }

    /// The bodies of an operation, by its index.
    pub fn bodies_of(&self, operation: usize) -> &[Body] {
        let start = self.bodies.partition_point(|body| body.operation < operation);
        let end = self.bodies.partition_point(|body| body.operation <= operation);
        &self.bodies[start..end]
    }
}

impl Definition {
    /// What the operations and bodies of this definition come to. Computed at the first call: one pass over the
    /// document, and for circles of references at most some millions of steps.
    pub fn budget(&self) -> &Budget {
        self.counted()
    }

    /// What a schema comes to with all references followed. Costs one pass over its own text.
    pub fn weight(&self, schema: Node<'_>) -> Weight {
        self.budget().weight(self, schema)
    }

    /// The schemas that the platform counts, each on its own: those of all bodies, then the shared schemas that nothing
    /// uses yet. One that several operations share comes several times.
    pub fn counted_schemas(&self) -> impl Iterator<Item = Counted<'_>> {
        let bodies = self.budget().bodies.iter();
        let bodies = bodies.map(|body| Counted {
            schema: self.node(body.schema),
            body: Some(body),
            weight: body.weight,
        });
        let unused = self.unused_parts().iter().map(|part| self.node(part.node));
        let schemas = unused.filter(|node| self.document.place(*node).is_schema());
        bodies.chain(schemas.map(|schema| Counted { schema, body: None, weight: self.weight(schema) }))
    }

    /// How many characters (UTF-16 code units) the definition has without the blanks between its tokens. Computed at the
    /// first call, with the sizes of all portions: one pass over the document.
    pub fn length_without_blanks(&self) -> u32 {
        watch::ask(Asked::Text);
        let whole = || {
            let mut portions = self.portions().to_vec();
            portions.sort_unstable_by_key(|portion| portion.node);
            self.characters(self.document.root(), &portions)
        };
        *self.length.get_or_init(|| watch::apart(whole))
    }

    /// How many characters a node has with its key and without the blanks between its tokens. The sizes of `portions` are
    /// known: these are nodes within it, ascending, none inside of another.
    fn characters(&self, of: Node<'_>, portions: &[Sized]) -> u32 {
        let whole = self.tree().text();
        let span = of.full_span();
        // What is written in few bytes is counted by them.
        let is_plain = whole[span.range()].is_ascii();
        let units = |span: Span| {
            if is_plain { span.len() as usize } else { units_in(&whole[span.range()]) }
        };
        let mut length: usize = 0;
        let mut portions = portions.iter().peekable();
        let mut next = of.id();
        while next < of.after() {
            let node = self.node(next);
            // Every child but the first comes with a comma.
            let is_later = node.parent().is_some_and(|parent| next != of.id() && next.0 != parent.id().0 + 1);
            length += usize::from(is_later);
            if let Some(portion) = portions.next_if(|portion| portion.node == next) {
                length += portion.characters as usize;
                next = node.after();
                continue;
            }
            // A key comes with a colon.
            length += node.key().map_or(0, |key| units(key.span()) + 1);
            length += if node.is_container() { 2 } else { units(node.span()) };
            next = NodeId(next.0 + 1);
        }
        u32::try_from(length).unwrap_or(u32::MAX)
    }
}

/// The place in `reach` of the shared schema that a `$ref` names.
fn shared_part(definition: &Definition, reach: &Reach, reference: &str) -> Option<usize> {
    let target = definition.ref_target(reference)?;
    reach.part_around(target.id())
}

/// How many UTF-16 code units a text has.
pub(crate) fn units_in(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

#[cfg(test)]
mod tests;
