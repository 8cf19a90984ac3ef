//! Findings that are kept as long as nothing changes that their rules have looked at.
//!
//! Every unit of a run is watched: which nodes it looks at, and whether at their shape or at their content. After an edit
//! inside one string only those units run again that have looked at that content, and the findings of all others move with
//! the text. Since a rule depends on nothing but what it looks at, the result is that of a fresh run.

use std::cmp::Ordering;
use std::sync::Arc;

use connector::{Connector, ContentChange, FileRole};
use syntax::watch::watch;
use syntax::{Delta, NodeId};

use crate::engine::{Plan, Stop, order};
use crate::finding::Finding;
use crate::settings::Settings;
use crate::units::{Parts, Unit};
use crate::watched::{Seen, Watched};

/// How one file of a connector differs from what it was when findings were made: in the content of one scalar.
#[derive(Clone, Copy, Debug)]
pub struct ContentEdit {
    /// The file.
    pub file: FileRole,
    /// The scalar.
    pub content: ContentChange,
    /// Where everything else is now.
    pub delta: Delta,
}

/// The findings of a connector, with what they depend on. It holds no text and no model. Copies share all of it.
#[derive(Clone)]
pub struct Kept {
    settings: Arc<Settings>,
    /// The run that they come from, which an edit of content does not change.
    run: Arc<(Plan, Parts)>,
    /// What each unit of the run has looked at.
    watched: Watched,
    /// In the order of [`crate::check`].
    findings: Arc<[Finding]>,
    /// Where each comes from.
    origins: Arc<[Origin]>,
    /// What the index of references depends on, by file; `None` if nobody asked for it.
    references: Option<Arc<Seen>>,
}

/// Where a finding comes from.
#[derive(Clone, Copy)]
struct Origin {
    /// The unit.
    unit: u32,
    /// Whether fixes name places by bytes, so that nobody has to look for them in all others.
    names_bytes: bool,
}

impl Kept {
    /// Runs all rules on `connector`, watched. [`Self::findings`] is what [`crate::check`] gives. Takes about twice the
    /// time of that. `None` if stopped.
    pub fn new(connector: &Connector, settings: &Settings, stop: &Stop) -> Option<Self> {
        let plan = Plan::of(settings);
        let parts = Parts::of(connector, &plan);
        let run = Arc::new((plan, parts));
        let mut seen = Vec::with_capacity(run.1.units.len());
        let mut found = Vec::new();
        for (index, unit) in (0..).zip(&run.1.units) {
            if stop.is_stopped() {
                return None;
            }
            let (findings, looked_at) = watched(connector, &run, *unit);
            found.extend(findings.into_iter().map(|finding| with_origin(finding, index)));
            seen.push(Arc::new(looked_at));
        }
        sort(&mut found);
        let (findings, origins): (Vec<Finding>, Vec<Origin>) = found.into_iter().unzip();
        let watched = Watched::new(seen);
        let references = references(connector, &watched);
        let settings = Arc::new(settings.clone());
        Some(Self { settings, run, watched, findings: findings.into(), origins: origins.into(), references })
    }

    /// The findings, in the order of [`crate::check`].
    pub const fn findings(&self) -> &Arc<[Finding]> {
        &self.findings
    }

    /// With a list of the same findings that somebody has already, so that there is only one. Another list is left alone.
    #[must_use]
    pub fn sharing(mut self, known: &Arc<[Finding]>) -> Self {
        let is_same = |(one, other): (&Finding, &Finding)| one.is_same(other);
        if known.len() == self.findings.len() && self.findings.iter().zip(&**known).all(is_same) {
            self.findings = Arc::clone(known);
        }
        self
    }

    /// Whether they were made with these settings.
    pub fn has_settings(&self, settings: &Settings) -> bool {
        *self.settings == *settings
    }

    /// The findings after an edit. Nothing else may differ: the other files, the names of files beside them and the settings are
    /// the same, and the models of both texts are (see [`connector::Part::content_edit`]). `None` if stopped.
    pub fn after(&self, connector: &Connector, edit: &ContentEdit, stop: &Stop) -> Option<Self> {
        let document = connector.document(edit.file)?;
        let around: Vec<NodeId> =
            document.node(edit.content.node).ancestors().map(syntax::Node::id).collect();
        let references_differ = self.references.as_ref().is_some_and(|seen| seen.feels(edit, &around));
        let again = self.watched.felt_by(edit, &around, references_differ);
        let mut watched_now = self.watched.clone();
        let mut found = Vec::new();
        for index in &again {
            if stop.is_stopped() {
                return None;
            }
            let unit = self.run.1.units[*index as usize];
            let findings = if self.watched.seen(*index).all {
                // It runs after every edit: what it looks at need not be known.
                run_unit(connector, &self.run, unit)
            } else {
                let (findings, seen) = watched(connector, &self.run, unit);
                watched_now.note(*index, seen);
                findings
            };
            found.extend(findings.into_iter().map(|finding| with_origin(finding, *index)));
        }
        sort(&mut found);
        let (findings, origins) = self.merged(&again, found, edit);
        let references = if references_differ || self.references.is_none() {
            references(connector, &watched_now)
        } else {
            self.references.clone()
        };
        Some(Self {
            settings: Arc::clone(&self.settings),
            run: Arc::clone(&self.run),
            watched: watched_now,
            findings,
            origins,
            references,
        })
    }

    /// The findings of the units that have not run again, at their places after an edit, and those that the others have
    /// found now, each with the unit that it comes from. Both are in order.
    fn merged(
        &self,
        again: &[u32],
        found: Vec<(Finding, Origin)>,
        edit: &ContentEdit,
    ) -> (Arc<[Finding]>, Arc<[Origin]>) {
        let mut ran_again = vec![false; self.run.1.units.len()];
        for unit in again {
            ran_again[*unit as usize] = true;
        }
        let room = self.findings.len() + found.len();
        let mut findings = Vec::with_capacity(room);
        let mut origins = Vec::with_capacity(room);
        let mut found = found.into_iter().peekable();
        for (finding, origin) in self.findings.iter().zip(&*self.origins) {
            if ran_again[origin.unit as usize] {
                continue;
            }
            // Places before the edit stay, and those behind it move alike, so that these are in order as they were.
            findings.push(finding.moved(edit.file, &edit.delta));
            let Some(moved) = findings.last_mut() else { continue };
            if origin.names_bytes {
                moved.move_bytes(edit.file, &edit.delta);
            }
            let is_before = |other: &(Finding, Origin), moved: &Finding| {
                order(&other.0, moved).then_with(|| other.1.unit.cmp(&origin.unit)).is_lt()
            };
            if found.peek().is_some_and(|other| is_before(other, moved))
                && let Some(moved) = findings.pop()
            {
                while let Some((other, origin)) = found.next_if(|other| is_before(other, &moved)) {
                    findings.push(other);
                    origins.push(origin);
                }
                findings.push(moved);
            }
            origins.push(*origin);
        }
        for (finding, origin) in found {
            findings.push(finding);
            origins.push(origin);
        }
        // Nearly all start at places of their own, so that nothing else has to be looked at.
        let is_in_order = |one: &Finding, other: &Finding| {
            let start = |finding: &Finding| (finding.file, finding.span.start);
            start(one) < start(other) || order(one, other).is_le()
        };
        if !findings.is_sorted_by(is_in_order) {
            // Two places have become one: which comes first goes by what is said there.
            let mut both: Vec<_> = findings.into_iter().zip(origins).collect();
            sort(&mut both);
            (findings, origins) = both.into_iter().unzip();
        }
        (findings.into(), origins.into())
    }
}

/// Sorts findings, each with the unit that it comes from.
fn sort(found: &mut [(Finding, Origin)]) {
    found.sort_by(by_place);
}

/// The order of [`crate::check`], in which those that say the same of one place stand as they are found: unit by unit.
fn by_place((one, of_one): &(Finding, Origin), (other, of_other): &(Finding, Origin)) -> Ordering {
    order(one, other).then_with(|| of_one.unit.cmp(&of_other.unit))
}

fn with_origin(finding: Finding, unit: u32) -> (Finding, Origin) {
    let names_bytes = finding.names_bytes();
    (finding, Origin { unit, names_bytes })
}

/// What the index of references depends on; `None` if no unit asks for it.
fn references(connector: &Connector, watched: &Watched) -> Option<Arc<Seen>> {
    watched.asks_for_references().then(|| {
        let (_, reads) = watch(|| connector::References::of(connector));
        // What is noted of texts as a whole there is for positions only.
        Arc::new(Seen::of(connector, reads).of_nodes_only())
    })
}

/// Runs one unit, watched.
fn watched(connector: &Connector, run: &(Plan, Parts), unit: Unit) -> (Vec<Finding>, Seen) {
    let (findings, reads) = watch(|| run_unit(connector, run, unit));
    (findings, Seen::of(connector, reads))
}

fn run_unit(connector: &Connector, (plan, parts): &(Plan, Parts), unit: Unit) -> Vec<Finding> {
    let Some(mut context) = plan.context(connector) else { return Vec::new() };
    parts.run(&mut context, plan, unit);
    context.into_findings()
}
