//! Active revisions that should make room for newer ones, each with the one reason that says most.

use connector::{Definition, Family, Operation, Visibility};

use crate::revisions::{Life, has_misspelt, in_order, life};
use crate::settings::Profile;
use crate::underline::is_whole;

/// Why an older revision should make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    /// Two newer ones are active.
    Third,
    /// A newer one is in Production, as it is itself.
    Production,
    /// A newer one is offered to makers, and this one is as prominent.
    Prominent,
}

/// Calls `found` with each older revision of a family that has this excess, and with the newer one that it should make
/// room for. Each revision has one excess at most.
///
/// Certification counts every revision that is not deprecated. Elsewhere one that is downplayed has made room already:
/// the guide lets it stay as long as someone needs it.
pub(crate) fn older_with<'d>(
    definition: &'d Definition,
    (family, profile): (&'d Family, Profile),
    excess: Excess,
    mut found: impl FnMut(&'d Operation, &'d Operation),
) {
    if family.members.len() < 2 {
        return;
    }
    let Some(members) = in_order(definition, family) else { return };
    let active = members.filter(|operation| life(definition, operation) == Life::Active);
    let count = active.clone().count();
    let newest = active.clone().next_back();
    let newest_in_production = active.clone().rev().find(|operation| is_in_production(definition, operation));
    let newest_offered = active.clone().rev().find(|operation| !operation.is_internal());
    for (index, operation) in active.clone().enumerate() {
        let is_downplayed =
            matches!(operation.annotation.visibility, Visibility::Advanced | Visibility::Internal);
        let is_submitted = matches!(profile, Profile::Certified | Profile::Independent);
        let is_older = |newer: &&Operation| newer.revision() > operation.revision();
        let newer_in_production = newest_in_production.filter(|_| is_in_production(definition, operation));
        let (reason, newer) = if is_downplayed && !is_submitted {
            continue;
        } else if index + 2 < count {
            (Excess::Third, newest)
        } else if let Some(newer) = newer_in_production.filter(is_older) {
            (Excess::Production, Some(newer))
        } else {
            let is_prominent = !is_downplayed && has_clear_visibility(definition, operation);
            (Excess::Prominent, newest_offered.filter(is_older).filter(|_| is_prominent))
        };
        if let Some(newer) = newer.filter(|_| reason == excess) {
            found(operation, newer);
        }
    }
}

/// Whether an operation is in Production, be it by what it implies. What is damaged or misspelt implies nothing.
fn is_in_production(definition: &Definition, operation: &Operation) -> bool {
    let node = definition.node(operation.node);
    let annotation = operation.annotation.node.map(|annotation| definition.node(annotation));
    let is_clear = operation.annotation.status.is_some()
        || is_whole(node) && !annotation.is_some_and(|annotation| has_misspelt(annotation, "status"));
    is_clear && definition.is_in_production(operation)
}

/// Whether the visibility is one that there is; another has a finding of its own, and may stand for any.
fn has_clear_visibility(definition: &Definition, operation: &Operation) -> bool {
    let node = definition.node(operation.node);
    let Some(written) = node.get("x-ms-visibility") else { return is_whole(node) };
    written.as_str().is_some_and(|word| Visibility::parse(&word).is_some())
}
