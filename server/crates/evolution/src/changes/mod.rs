//! Two moments of one connector compared by meaning: what changed, who feels it, what to do.
//!
//! [`compare`] takes the published connector and the one at hand, and gives a [`Comparison`]: plain data, with no way to
//! fail. [`compare_whole`] is for callers who hold all files of both. Both follow a catalogue of 77 kinds of change
//! ([`Kind`]).
//!
//! What is the same, and what is one change:
//!
//! - Operations are found again by operationId, then by method and full path. An operation with another id at the same
//!   place was renamed, and is not also removed and added; one whose later revision took its place was removed, and that
//!   revision is not also added.
//! - Parameters are found again by name and place, the body by being the body. A variable that was renamed in a path
//!   takes its parameter along.
//! - Schemas are compared through `$ref` and `allOf`: where a shape is written down does not count. What goes to the
//!   service (body, parameters) and what comes from it (success responses, webhook notifications) are held to different
//!   standards.
//! - Paths are compared in full, `basePath` included.
//! - A change of a shared part is one change, however many operations lead to it; it names them all.
//! - What is implied and what is written out is the same: revision 1, the family of one's own name, `https`.
//!
//! What cures a change is the business of [`remedies`].
//!
//! Nothing calls itself, nothing follows a circle twice, and what means the same is recognised by one number a node, so
//! that the work is in proportion to what differs.

mod facets;
mod facts;
mod kind;
mod kinds;
mod life;
mod limits;
mod meaning;
mod operations;
pub(crate) mod pairs;
mod parameters;
mod policies;
mod published;
pub mod remedies;
mod responses;
mod sameness;
mod schema;
mod scripts;
mod sheet;
mod sign_in;
mod update;
mod users;
mod view;
mod walk;
mod whole;
mod words;

use connector::{Connector, Definition, FileRole};
use rustc_hash::FxHashSet;
use syntax::Node;

pub use kind::{Class, DOCS, Kind, Severity, Side, Update};
pub use sheet::Spot;
pub use whole::compare_whole;
pub use words::operation_name;

use pairs::Pair;
use published::Published;
use sheet::{Draft, Sheet};
use users::Users;
use walk::Walk;

/// What changed between two moments of a connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The changes, by file and place in the new connector; each cause once.
    pub changes: Vec<Change>,
    /// What the update counts as. [`Update::None`] only if both mean the same; text that no kind of change tells of, such
    /// as a description, makes it [`Update::Minor`].
    pub update: Update,
    /// Whether all files of both were at hand, so that one which is not there counts as empty: [`compare_whole`].
    pub is_whole: bool,
}

impl Comparison {
    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which kind it is.
    pub kind: &'static Kind,
    /// What it does to existing flows in this case.
    pub class: Class,
    /// How to show it in this case.
    pub severity: Severity,
    /// The operation that feels it, by the operationId that flows have stored (of a new one its own), or by method and
    /// path if it has none. The first of several; `None` if it is about the connector as a whole.
    pub operation: Option<Box<str>>,
    /// All operations that feel it, in the order of the new definition; a thousand at most.
    pub operations: Vec<Box<str>>,
    /// Where it is in the new connector. Of what is gone: where it would be.
    pub new: Option<Spot>,
    /// Where it was in the published connector. Of what is new: where it would have been.
    pub old: Option<Spot>,
    /// Further places in the new connector that the same cause touches: the other operations that feel it, by their
    /// operationIds, and other files that say the same.
    pub also: Vec<Spot>,
    /// What changed, where, and what existing flows feel.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// What was, in short; `None` if there was nothing to show.
    pub old_text: Option<Box<str>>,
    /// What is, in short; `None` if there is nothing to show.
    pub new_text: Option<Box<str>>,
}

/// A file, and where in it.
type Place = Option<(FileRole, u32)>;

impl Change {
    /// What orders changes: the place in the new connector, the one in the published one, the kind.
    fn place(&self) -> (Place, Place, &'static str) {
        let place = |spot: Option<Spot>| spot.map(|spot| (spot.file, spot.span.start));
        (place(self.new), place(self.old), self.kind.code)
    }
}

/// Compares two moments of a connector, `old` being the published one.
///
/// A file that only one of the two has is not compared, as the other may just not be at hand: without a definition on
/// both sides only the other files are. Damaged text is compared as far as it can be read; a reference that leads
/// nowhere says nothing, so that what it may have stood for is not reported as gone.
pub fn compare(old: &Connector, new: &Connector) -> Comparison {
    let definitions = old.definition().zip(new.definition());
    let mut comparison = Comparison::default();
    let mut sameness = None;
    let mut published = Published::unknown();
    if let Some((before, after)) = definitions {
        let mut walk = Walk::new(before, after);
        walk.compare_operations();
        walk.run();
        walk.compare_connector_status();
        walk.compare_facts((old, new));
        let users = walk.users.operations();
        let grave = grave_operations(&walk.sheet, &users);
        walk.compare_descriptions(&grave);
        published = Published::of(&walk.pairs, before, after);
        let (pairs, definitions) = (walk.pairs.kept, (before, after));
        sameness = Some(walk.sameness);
        let drafts = walk.sheet.drafts.into_iter();
        comparison.changes.extend(drafts.map(|draft| finish(draft, &users, &pairs, Some(definitions))));
    }
    let mut sheet = Sheet::default();
    sign_in::compare(&mut sheet, old, new);
    policies::compare(&mut sheet, old, new, &published);
    scripts::compare(&mut sheet, old, new, &published);
    let weight =
        |changes: &[Change]| changes.iter().map(|change| change.kind.update).max().unwrap_or_default();
    let whole = |draft: Draft| finish(draft, &[], &[], definitions);
    comparison.changes.extend(std::mem::take(&mut sheet.drafts).into_iter().map(whole));
    let prints = sameness.as_ref().map(|sameness| (&sameness.old, &sameness.new));
    comparison.update = weight(&comparison.changes).max(update::of_differences((old, new), prints));
    if let Some(definitions) = definitions {
        facts::compare_version(&mut sheet, definitions, comparison.update);
        comparison.changes.extend(sheet.drafts.into_iter().map(whole));
    }
    comparison.changes.sort_by_key(Change::place);
    comparison
}

/// The pairs of operations with a change that is more than compatible.
fn grave_operations(sheet: &Sheet, users: &[Vec<u32>]) -> FxHashSet<u32> {
    let grave = sheet.drafts.iter().filter(|draft| draft.class != Class::Compatible);
    let units: FxHashSet<usize> =
        grave.flat_map(|draft| &draft.units).map(|unit| Users::number(*unit)).collect();
    units.into_iter().flat_map(|unit| users.get(unit).into_iter().flatten()).copied().collect()
}

/// Makes a change of what was noted, with the operations that feel it.
fn finish(
    draft: Draft,
    users: &[Vec<u32>],
    pairs: &[Pair],
    definitions: Option<(&Definition, &Definition)>,
) -> Change {
    let mut numbers: Vec<u32> = draft
        .units
        .iter()
        .flat_map(|unit| users.get(Users::number(*unit)).into_iter().flatten())
        .copied()
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.truncate(users::MAX_USERS);
    let mut operations: Vec<Box<str>> = draft.lone.into_iter().collect();
    let mut also = Vec::new();
    if let Some((old, new)) = definitions {
        for pair in numbers.iter().filter_map(|&number| pairs.get(number as usize)) {
            if !operations.is_empty() {
                let node: Node<'_> = new.node(new.operations[pair.new].node);
                also.push(Spot::definition(node).on_member(node, "operationId"));
            }
            operations.push(words::operation_name(old, &old.operations[pair.old]));
        }
    }
    also.extend(draft.also);
    let of_whom = match operations.len() {
        0 => String::new(),
        _ if draft.names_operation || numbers.is_empty() => String::new(),
        _ => format!(" of {}", words::listed(operations.iter().map(AsRef::as_ref))),
    };
    let message = format!("{}{of_whom} {}. {}", draft.subject, draft.predicate, draft.feels);
    Change {
        kind: draft.kind,
        class: draft.class,
        severity: draft.severity,
        operation: operations.first().cloned(),
        operations,
        new: draft.new,
        old: draft.old,
        also,
        message,
        remedy: draft.remedy.into_owned(),
        old_text: draft.old_text,
        new_text: draft.new_text,
    }
}
