//! Later revisions that are alone in their family, though their names say to which family they belong.

use connector::{Definition, Operation, revision_mark};
use rustc_hash::FxHashMap;

use crate::folded::Folded;
use crate::naming::words;
use crate::near::nearest;
use crate::revisions::{Stated, has_misspelt, stated};

/// A revision after the first in a family of its own, and the family that it was meant for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stray<'d> {
    pub(crate) operation: &'d Operation,
    /// The family, by its index.
    pub(crate) home: usize,
}

/// Families by name, letter case aside.
type Names<'d> = FxHashMap<Folded<'d>, Vec<usize>>;

/// The strays, in the order of the document.
///
/// A later revision is often alone for a good reason: those before it have been removed at the end of their lives. So
/// only one whose operationId points at another family counts.
pub(crate) fn strays(definition: &Definition) -> Vec<Stray<'_>> {
    let mut names = None;
    let mut found = Vec::new();
    for (index, family) in definition.families.iter().enumerate() {
        let [member] = family.members[..] else { continue };
        let operation = &definition.operations[member];
        if !matches!(stated(definition, operation), Stated::Number(number) if number > 1) {
            continue;
        }
        let annotation = operation.annotation.node.map(|annotation| definition.node(annotation));
        if annotation.is_some_and(|annotation| has_misspelt(annotation, "family")) {
            continue;
        }
        let names = names.get_or_insert_with(|| names_of(definition));
        let home = operation.id.as_deref().and_then(|id| home(definition, names, index, id));
        found.extend(home.map(|home| Stray { operation, home }));
    }
    found
}

fn names_of(definition: &Definition) -> Names<'_> {
    let mut names = Names::default();
    for (index, family) in definition.families.iter().enumerate() {
        names.entry(Folded(&family.name)).or_default().push(index);
    }
    names
}

/// The family that the only member of the family `own`, called `id`, was meant for.
fn home(definition: &Definition, names: &Names<'_>, own: usize, id: &str) -> Option<usize> {
    let family = &*definition.families[own].name;
    let called =
        |name: &str| names.get(&Folded(name)).into_iter().flatten().copied().find(|&index| index != own);
    let of_operation = |id: &str| {
        let name = definition.operation(id)?.family_name()?;
        called(name)
    };
    let (base, mark) = revision_mark(id);
    if mark.is_some() {
        if revision_mark(family) == (base, Some(1)) {
            // The first revision was called `GetItems_V1`.
            return None;
        }
        // `GetItems_V2` belongs with `GetItems`, or else into the family of that name.
        return of_operation(base).or_else(|| called(base)).or_else(|| called(family));
    }
    // `SendMailNew` belongs with `SendMail`, if the family that it states is nearly called like that one's.
    let mut end = 0;
    let starts = words(id).map(|word| {
        end += id[end..].find(word).unwrap_or_default() + word.len();
        &id[..end]
    });
    let mut homes = starts.filter(|start| start.len() < id.len()).filter_map(of_operation);
    homes.find(|&index| nearest(family, [&*definition.families[index].name]).is_some())
}
