//! Where each name is written, to the byte: what following a name and changing it need.
//!
//! [`crate::references`] tells who depends on whom, one reference for each place that names something, however long.
//! Here a path such as `body/address/city` is three names, and a name may stand for several things at once: the
//! variable of a path for the parameters of all operations below it.
//!
//! - `definition`: names in the definition
//! - `paths`: paths of properties, step by step
//! - `properties`: names in `apiProperties.json`
//! - `declarations`: where what has a name is declared
//!
//! Everything is found in one pass over the places that can name something; declarations are looked up when somebody
//! asks.

mod declarations;
mod definition;
mod paths;
mod properties;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use syntax::escape::raw_range;
use syntax::{NodeId, Span};

pub use self::declarations::{Declaration, declarations, targets_at};
use crate::files::FileRole;
use crate::model::Connector;
use crate::references::{Reference, ReferenceKind, Target};

/// How often an input may be looked for among those of one more operation, in all shared parts together. Only a definition
/// that is made to be slow comes near.
const MOST_LOOKS: usize = 1 << 18;
/// How many parameters the expressions of all policies together may stand for.
const MOST_READ: usize = 1 << 16;
/// How many steps of a path, or variables, one string may have. Longer ones are made to be slow.
const MOST_PARTS: usize = 64;

/// All places that name something, declarations left out.
#[derive(Debug, Default)]
pub struct Names {
    /// By file, then by position. Those with the same bytes stand beside each other, each with another target.
    all: Vec<Reference>,
    by_target: FxHashMap<Target, Vec<u32>>,
}

impl Names {
    /// Collects the names in the files of `connector`.
    pub(crate) fn of(connector: &Connector) -> Self {
        let mut all: Vec<Reference> =
            connector.references().iter().filter(|found| is_name(found.kind)).cloned().collect();
        if let Some(definition) = connector.definition() {
            definition::collect(definition, &mut all);
        }
        for file in connector.properties_files() {
            properties::collect(connector, file, &mut all);
        }
        all.sort_by(|one, other| {
            (one.file, one.span, &one.target).cmp(&(other.file, other.span, &other.target))
        });
        all.dedup_by(|one, other| {
            (one.file, one.span) == (other.file, other.span) && one.target == other.target
        });
        let mut by_target: FxHashMap<Target, Vec<u32>> = FxHashMap::default();
        for (index, name) in all.iter().enumerate() {
            match by_target.get_mut(&name.target) {
                Some(named) => named.push(index as u32),
                None => {
                    by_target.insert(name.target.clone(), vec![index as u32]);
                }
            }
        }
        Self { all, by_target }
    }

    /// All of them, by file and position. The span of each is the name alone, as it is written there.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.all.iter()
    }

    /// Those that name `target`, by file and position.
    pub fn to<'n>(&'n self, target: &Target) -> impl Iterator<Item = &'n Reference> + use<'n> {
        self.by_target.get(target).into_iter().flatten().map(|&index| &self.all[index as usize])
    }

    /// The name that touches `offset` (bytes) in `file`, once for each thing that it stands for. Of two names that
    /// touch, the later one.
    pub fn at(&self, file: FileRole, offset: u32) -> &[Reference] {
        let after = self.all.partition_point(|found| (found.file, found.span.start) <= (file, offset));
        let Some(found) = self.all[..after].last() else { return &[] };
        if found.file != file || !found.span.touches(offset) {
            return &[];
        }
        self.with_span_of(found)
    }

    /// The names that stand in the same bytes as `name`, itself too.
    pub fn with_span_of(&self, name: &Reference) -> &[Reference] {
        let key = (name.file, name.span);
        let start = self.all.partition_point(|found| (found.file, found.span) < key);
        let same = self.all[start..].iter().take_while(|found| (found.file, found.span) == key).count();
        &self.all[start..start + same]
    }

    /// Everything that has to have the same name as `targets`, those first: what is named by the same bytes, as a path
    /// variable and its parameters are, and the family that an operationId stands for where no other is said.
    pub fn bound(&self, connector: &Connector, targets: impl IntoIterator<Item = Target>) -> Vec<Target> {
        let mut bound: Vec<Target> = Vec::new();
        let mut seen: FxHashSet<Target> = FxHashSet::default();
        // What stands in the same bytes is looked at once, and not again for each of its targets.
        let mut spans: FxHashSet<(FileRole, Span)> = FxHashSet::default();
        bound.extend(targets.into_iter().filter(|target| seen.insert(target.clone())));
        let mut next = 0;
        while let Some(target) = bound.get(next).cloned() {
            next += 1;
            let named = self.to(&target).filter(|name| spans.insert((name.file, name.span)));
            let beside: Vec<Target> =
                named.flat_map(|name| self.with_span_of(name)).map(|name| name.target.clone()).collect();
            let implied = self.implied(connector, &target);
            for other in beside.into_iter().chain(implied) {
                if seen.insert(other.clone()) {
                    bound.push(other);
                }
            }
        }
        bound
    }

    /// The family that an operation gives its id to, or the operation that a family has its name from.
    fn implied(&self, connector: &Connector, target: &Target) -> Option<Target> {
        let (Target::Operation(name) | Target::Family(name)) = target else { return None };
        let operation = connector.definition()?.operation(name)?;
        let family = Target::Family(name.clone());
        if operation.annotation.family.is_some() || !self.by_target.contains_key(&family) {
            return None;
        }
        Some(if *target == family { Target::Operation(name.clone()) } else { family })
    }
}

/// Whether references of this kind are names as they are; `definition` reads the others step by step.
fn is_name(kind: ReferenceKind) -> bool {
    !matches!(kind, ReferenceKind::Ref | ReferenceKind::DynamicArgument | ReferenceKind::DynamicSource)
}

/// The bytes of a part of a string: `content` are the bytes between its quotes, `part` is in the unescaped text.
fn part(text: &str, content: Span, part: Range<usize>) -> Span {
    let raw = raw_range(&text[content.range()], part);
    Span::new(content.start + raw.start as u32, content.start + raw.end as u32)
}

/// A name in the definition.
fn name(node: NodeId, span: Span, kind: ReferenceKind, target: Target) -> Reference {
    Reference { file: FileRole::Definition, node: Some(node), span, kind, target }
}
