//! What cures a change: the published text comes back, the new text is made compatible, or it becomes a revision of its
//! own beside the published operation.
//!
//! Nothing here is taken on trust. A remedy is offered only if comparing again shows that the change is gone and that
//! nothing else breaks for it.
//!
//! - `case`: one change with the two places that it is about
//! - `mending`: edits that bring published text back
//! - `facets`, `fields`, `parameters`, `responses`, `operations`, `paths`, `connector`, `policies`: what takes a change back,
//!   by the part that it is about
//! - `usages`: references that lead to another shared part than before
//! - `compatible`: what keeps most of a change and breaks nobody
//! - `proof`: comparing again

mod case;
mod compatible;
mod connector;
mod facets;
mod fields;
mod mending;
mod operations;
mod parameters;
mod paths;
mod policies;
mod proof;
mod responses;
mod usages;

use ::connector::{Connector, FileRole};
use syntax::TextEdit;

use super::{Class, Comparison, Side, operation_name};
use crate::lifecycle::{Note, Plan, Step, Twins, start_keeping_published};
use case::Case;
use mending::Mending;
use proof::Proof;

/// For how many operations that share a changed part a revision of its own is offered.
const MAX_KEPT: usize = 3;

/// The edits of each file that changes, in order and without overlap, in bytes of the text of the connector at hand.
pub type Edits = Vec<(FileRole, Vec<TextEdit>)>;

/// What cures a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What it does, as a menu entry.
    pub title: String,
    /// What it changes.
    pub edits: Edits,
    /// The changes that are gone then, as indexes into [`Comparison::changes`].
    pub cured: Vec<usize>,
    /// What it leaves to the author.
    pub notes: Vec<Note>,
}

/// The remedies for the changes of a comparison.
#[derive(Clone, Copy)]
pub struct Remedies<'c> {
    published: &'c Connector,
    now: &'c Connector,
    comparison: &'c Comparison,
}

impl<'c> Remedies<'c> {
    /// Remedies for what [`super::compare`] has found between the two.
    pub fn new(published: &'c Connector, now: &'c Connector, comparison: &'c Comparison) -> Self {
        Self { published, now, comparison }
    }

    /// Brings the published text back at the place of a change, and what it needs. `None` if that is not possible
    /// without breaking something else, if the change is compatible anyway, or if there is no such change.
    pub fn revert(&self, change: usize) -> Option<Remedy> {
        let case = self.case(change)?;
        let ways = reverts(&case).into_iter();
        self.first("Revert this change".to_owned(), change, ways)
    }

    /// Keeps the new text as far as it breaks nobody. Empty for most kinds of change.
    pub fn compatible(&self, change: usize) -> Vec<Remedy> {
        let Some(case) = self.case(change) else { return Vec::new() };
        let ways = compatible::ways(&case).into_iter();
        ways.filter_map(|(title, way)| self.first(title, change, std::iter::once(way))).collect()
    }

    /// Brings the published operation back and makes the next revision of the new text, for each operation that feels
    /// the change; for a few of them if they are many.
    pub fn keep_published(&self, change: usize) -> Vec<Remedy> {
        let case = self.case(change).filter(|case| case.change.kind.side != Side::Connector);
        let felt = case.map(|case| case.change);
        let operations = felt.into_iter().flat_map(|change| &change.operations).take(MAX_KEPT);
        operations.filter_map(|operation| self.keep(change, operation)).collect()
    }

    fn keep(&self, change: usize, operation: &str) -> Option<Remedy> {
        let (old, new) = self.published.definition().zip(self.now.definition())?;
        let before = old.operations.iter().position(|found| *operation_name(old, found) == *operation)?;
        let index = Twins::of(old, new).edited(before)?;
        let plan = start_keeping_published(self.published, self.now, index, false);
        let Plan::Ready { edits, notes } = plan else { return None };
        let cured = Proof::of(self.published, self.now, self.comparison).cured(change, &edits)?;
        let title = Step::Start { same_backend: false }.title(old, before);
        Some(Remedy { title: format!("{title} and keep the published one"), edits, cured, notes })
    }

    fn case(&self, change: usize) -> Option<Case<'c>> {
        let change = self.comparison.changes.get(change)?;
        (change.class != Class::Compatible).then(|| Case::new(self.published, self.now, change))
    }

    /// The first way that cures the change.
    fn first(&self, title: String, change: usize, ways: impl Iterator<Item = Mending<'c>>) -> Option<Remedy> {
        let proof = Proof::of(self.published, self.now, self.comparison);
        let mut tried: Vec<Edits> = Vec::new();
        for way in ways {
            for edits in way.finish() {
                if edits.is_empty() || tried.contains(&edits) {
                    continue;
                }
                if let Some(cured) = proof.cured(change, &edits) {
                    return Some(Remedy { title, edits, cured, notes: Vec::new() });
                }
                tried.push(edits);
            }
        }
        None
    }
}

/// The ways to take a change back, the one that changes least first.
fn reverts<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let here = match case.code() {
        "operation-removed" => operations::put_back(case),
        "operation-id-renamed" => operations::rename_back(case),
        "revision-decreased" | "status-demoted" => operations::restore_annotation(case),
        "method-changed" | "path-changed" | "path-variable-renamed" => paths::move_back(case),
        "parameter-removed" | "body-removed" => parameters::put_back(case),
        "required-parameter-added" | "optional-parameter-added" | "internal-parameter-added" => {
            parameters::take_out(case)
        }
        "input-field-removed" | "output-field-removed" => fields::put_back(case),
        "input-required-field-added" | "input-optional-field-added" | "output-field-added" => {
            fields::take_out(case)
        }
        "input-field-became-required" | "output-field-became-required" => fields::make_optional(case),
        "input-field-became-optional" | "output-field-became-optional" => fields::make_required(case),
        "input-enum-value-removed" => facets::put_values_back(case),
        "output-enum-value-added" | "input-enum-value-added" => facets::take_values_out(case),
        "consumes-changed" | "produces-changed" => responses::restore_media(case),
        "output-schema-removed" => responses::put_schema_back(case),
        "output-schema-added" => responses::take_schema_out(case),
        "success-response-removed" => responses::put_back(case),
        "success-response-added" => responses::take_out(case),
        "output-root-kind-changed" => responses::restore_shape(case),
        "host-changed" | "base-path-changed" | "schemes-changed" | "title-changed" => {
            connector::restore_fact(case)
        }
        "auth-changed" => connector::restore_sign_in(case),
        "connection-parameter-removed" => connector::restore_parameter(case),
        "policy-changed" => policies::restore(case),
        _ => facets::restore(case),
    };
    // Where a reference leads to another part than before, the part is not what changed.
    let mut ways = usages::restore(case);
    ways.extend(here);
    ways
}
