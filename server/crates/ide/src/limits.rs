//! How much of the platform's limits the definition uses, and what uses most of it.

use std::cmp::Reverse;

use connector::Definition;
use connector::budget::{
    BODY_SCHEMAS, BodyKind, Counted, FILE_BYTES, Measure, OPERATIONS, SOLUTION_CHARACTERS, Usage, grouped,
};
use rustc_hash::FxHashSet;
use syntax::Node;

/// From which share of a limit on, in percent, editors show by themselves how much is used.
pub const SHOWN_PERCENT: u64 = 50;

/// How many parts are named.
const PARTS: usize = 3;

/// A limit of the platform on a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// On the schemas of a body, all references followed.
    BodySchemas,
    /// On operations.
    Operations,
    /// On the characters without blanks, for connectors in a solution.
    SolutionCharacters,
    /// On the bytes of the file.
    FileBytes,
}

impl Limit {
    /// All of them. Of those used alike the first is shown first.
    pub const ALL: [Self; 4] =
        [Self::BodySchemas, Self::Operations, Self::SolutionCharacters, Self::FileBytes];

    /// What it is a limit on, in sentence case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BodySchemas => "Schemas in a body",
            Self::Operations => "Operations",
            Self::SolutionCharacters => "Characters in a solution",
            Self::FileBytes => "Bytes of the file",
        }
    }

    /// What it counts, as a word for scripts.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::BodySchemas => "schemas",
            Self::Operations => "operations",
            Self::SolutionCharacters => "characters",
            Self::FileBytes => "bytes",
        }
    }
}

/// How much of a limit is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitUse {
    /// The limit.
    pub limit: Limit,
    /// How much of it; of bodies that of the heaviest.
    pub usage: Usage,
}

impl LimitUse {
    /// Whether so much is used that editors show it by themselves.
    pub const fn is_shown(&self) -> bool {
        self.usage.percent() >= SHOWN_PERCENT
    }
}

/// Something that uses a limit.
#[derive(Clone, Debug)]
pub struct Heavy<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// What it is called: an operation, a shared part, or the start of paths.
    pub name: String,
    /// Which part of what is called so, with a blank in front; often empty.
    pub part: String,
    /// How much it uses.
    pub size: u32,
}

/// How much of each limit is used, those nearest to it first. Costs what counting schemas and characters costs, once for
/// each version of the definition.
pub fn limits(definition: &Definition) -> [LimitUse; 4] {
    let mut uses = Limit::ALL.map(|limit| LimitUse { limit, usage: usage(definition, limit) });
    // In parts of a million: fractions of a percent count here.
    uses.sort_by_key(|LimitUse { usage, .. }| {
        Reverse(u64::from(usage.used) * 1_000_000 / u64::from(usage.limit.max(1)))
    });
    uses
}

fn usage(definition: &Definition, limit: Limit) -> Usage {
    match limit {
        Limit::BodySchemas => {
            let none = Usage::new(0, BODY_SCHEMAS);
            heaviest_body(definition).map_or(none, |counted| Usage::of_schemas(counted.weight, BODY_SCHEMAS))
        }
        Limit::Operations => Usage::new(definition.operations.len() as u32, OPERATIONS as u32),
        Limit::SolutionCharacters => Usage::new(definition.length_without_blanks(), SOLUTION_CHARACTERS),
        Limit::FileBytes => Usage::new(definition.tree().text().len() as u32, FILE_BYTES),
    }
}

/// The body with most schemas; of several the first.
fn heaviest_body(definition: &Definition) -> Option<Counted<'_>> {
    definition.counted_schemas().min_by_key(|counted| Reverse(counted.weight.schemas))
}

/// The heaviest parts of what uses a limit, the heaviest first.
pub fn heaviest(definition: &Definition, limit: Limit) -> Vec<Heavy<'_>> {
    let whole = |node, name, size| Heavy { node, name, part: String::new(), size };
    let portions = |measure| {
        let portions = definition.largest_portions(measure, PARTS).into_iter();
        portions.map(|portion| whole(portion.node, portion.name, portion.size)).collect()
    };
    match limit {
        Limit::BodySchemas => heaviest_bodies(definition),
        Limit::Operations => {
            let groups = definition.path_groups(PARTS).into_iter();
            groups.map(|group| whole(group.first, group.start, group.operations)).collect()
        }
        Limit::SolutionCharacters => portions(Measure::Characters),
        Limit::FileBytes => portions(Measure::Bytes),
    }
}

/// The bodies with most schemas; of those with the same schema the first.
fn heaviest_bodies(definition: &Definition) -> Vec<Heavy<'_>> {
    let mut counted: Vec<Counted<'_>> = definition.counted_schemas().collect();
    counted.sort_by_key(|counted| Reverse(counted.weight.schemas));
    let mut seen = FxHashSet::default();
    let is_first = |counted: &Counted<'_>| {
        seen.insert(definition.resolve(counted.schema).unwrap_or(counted.schema).id())
    };
    let bodies = counted.into_iter().filter(is_first).take(PARTS);
    bodies.map(|counted| of_body(definition, &counted)).collect()
}

fn of_body<'d>(definition: &'d Definition, counted: &Counted<'d>) -> Heavy<'d> {
    let part = match counted.body.map(|body| body.kind) {
        Some(BodyKind::Request) => " body".to_owned(),
        Some(BodyKind::Response(response)) => format!(" answer {}", definition.node(response).name()),
        Some(BodyKind::Notification) => " notification".to_owned(),
        None => String::new(),
    };
    Heavy { node: counted.schema, name: owner(definition, counted), part, size: counted.weight.schemas }
}

/// The operation that has a body; for a schema that nothing uses its own name.
fn owner(definition: &Definition, counted: &Counted<'_>) -> String {
    let operation = counted.body.and_then(|body| definition.operations.get(body.operation));
    operation
        .map_or_else(|| counted.schema.name().into_owned(), |operation| definition.operation_name(operation))
}

/// `505 of 512`, `at least 16,385 of 512`.
pub(crate) fn of_limit(usage: Usage) -> String {
    let at_least = if usage.is_at_least { "at least " } else { "" };
    format!("{at_least}{} of {}", grouped(usage.used), grouped(usage.limit))
}

/// What a line above the definition says of a limit: `505 of 512 schemas in ListOrders`.
pub(crate) fn in_short(definition: &Definition, found: &LimitUse) -> String {
    let LimitUse { limit, usage } = *found;
    let share = |unit| format!("{} of {} {unit}", usage.share(), grouped(usage.limit));
    match limit {
        Limit::BodySchemas => {
            let name = heaviest_body(definition).map(|counted| owner(definition, &counted));
            let name = crate::words::cut(&name.unwrap_or_default(), NAME_LENGTH);
            format!("{} schemas in {name}", of_limit(usage))
        }
        Limit::Operations => format!("{} operations", of_limit(usage)),
        Limit::SolutionCharacters => share("characters"),
        Limit::FileBytes => share("bytes"),
    }
}

/// How much of a name is shown, in characters.
pub(crate) const NAME_LENGTH: usize = 60;
