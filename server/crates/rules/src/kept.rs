//! Findings that are kept as long as nothing changes that their rules have looked at.
//!
//! Every unit of a run is watched: which nodes it looks at, and whether at their shape or at their content. After an edit
//! inside one string only those units run again that have looked at that content, and the findings of all others move with
//! the text. Since a rule depends on nothing but what it looks at, the result is that of a fresh run.

use std::sync::Arc;

use connector::{Connector, ContentChange, FileRole};
use rustc_hash::FxHashMap;
use syntax::watch::{Asked, NodeSet, Reads, watch};
use syntax::{Delta, NodeId};

use crate::engine::{Plan, Stop, sort};
use crate::finding::Finding;
use crate::settings::Settings;
use crate::units::{Parts, Unit};

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

/// The findings of a connector, with what they depend on. It holds no text and no model.
#[derive(Clone)]
pub struct Kept {
    settings: Arc<Settings>,
    /// The run that they come from, which an edit of content does not change.
    run: Arc<(Plan, Parts)>,
    /// What each unit of the run has looked at.
    seen: Vec<Arc<Seen>>,
    /// Each with the unit that it comes from; in the order of [`crate::check`].
    findings: Vec<Finding>,
    from: Vec<u32>,
    /// What the index of references depends on, by file; `None` if nobody asked for it.
    references: Option<Arc<Seen>>,
}

/// What was looked at in the files of a connector.
#[derive(Debug, Default)]
struct Seen {
    /// The scalars whose content was looked at, and the containers whose text was, by file.
    contents: Vec<(FileRole, NodeSet)>,
    /// Containers whose text was looked at as a whole, by file.
    texts: Vec<(FileRole, NodeId)>,
    /// The text of a file, its lines, or its errors.
    all: bool,
    /// Blanks and line ends.
    layout: bool,
    /// The references of the connector.
    references: bool,
}

impl Seen {
    fn of(connector: &Connector, mut reads: Reads) -> Self {
        let mut seen = Self {
            all: reads.asked(Asked::Text),
            layout: reads.asked(Asked::Layout),
            references: reads.asked(Asked::References),
            ..Self::default()
        };
        for document in connector.documents() {
            let contents = reads.take_contents(document.tree());
            let texts = contents.iter().filter(|node| document.node(*node).is_container());
            seen.texts.extend(texts.map(|node| (document.role(), node)));
            if contents != NodeSet::default() {
                seen.contents.push((document.role(), contents));
            }
        }
        seen
    }

    /// Whether it depends on what a scalar says; `around` are the containers that it stands in.
    fn feels(&self, edit: &ContentEdit, around: &[NodeId]) -> bool {
        let here = |role: FileRole| role == edit.file;
        self.all
            || self.layout && !edit.content.keeps_layout
            || self.contents.iter().any(|(role, nodes)| here(*role) && nodes.contains(edit.content.node))
            || self.texts.iter().any(|(role, node)| here(*role) && around.contains(node))
    }
}

impl Kept {
    /// Runs all rules on `connector`, watched. [`Self::findings`] is what [`crate::check`] gives. Takes about twice the
    /// time of that. `None` if stopped.
    pub fn new(connector: &Connector, settings: &Settings, stop: &Stop) -> Option<Self> {
        let plan = Plan::of(settings);
        let parts = Parts::of(connector, &plan);
        let mut kept = Self {
            settings: Arc::new(settings.clone()),
            seen: Vec::with_capacity(parts.units.len()),
            run: Arc::new((plan, parts)),
            findings: Vec::new(),
            from: Vec::new(),
            references: None,
        };
        let run = Arc::clone(&kept.run);
        for (index, unit) in run.1.units.iter().enumerate() {
            if stop.is_stopped() {
                return None;
            }
            let (findings, seen) = watched(connector, &run, *unit);
            kept.from.extend(findings.iter().map(|_| index as u32));
            kept.findings.extend(findings);
            kept.seen.push(Arc::new(seen));
        }
        kept.order();
        kept.note_references(connector);
        Some(kept)
    }

    /// The findings, in the order of [`crate::check`].
    pub fn findings(&self) -> &[Finding] {
        &self.findings
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
        let feels = |seen: &Seen| seen.feels(edit, &around) || seen.references && references_differ;
        let mut again: FxHashMap<u32, (Vec<Finding>, Option<Seen>)> = FxHashMap::default();
        for (index, (unit, seen)) in self.run.1.units.iter().zip(&self.seen).enumerate() {
            if stop.is_stopped() {
                return None;
            }
            if seen.all {
                // It runs after every edit: what it looks at need not be known.
                again.insert(index as u32, (run_unit(connector, &self.run, *unit), None));
            } else if feels(seen) {
                let (findings, seen) = watched(connector, &self.run, *unit);
                again.insert(index as u32, (findings, Some(seen)));
            }
        }
        let mut kept = Self {
            settings: Arc::clone(&self.settings),
            run: Arc::clone(&self.run),
            seen: self.seen.clone(),
            findings: Vec::with_capacity(self.findings.len() + 8),
            from: Vec::with_capacity(self.findings.len() + 8),
            references: self.references.clone(),
        };
        for (finding, from) in self.findings.iter().zip(&self.from) {
            if !again.contains_key(from) {
                kept.findings.push(finding.moved(edit.file, &edit.delta));
                kept.from.push(*from);
            }
        }
        for (index, (findings, seen)) in again {
            kept.from.extend(findings.iter().map(|_| index));
            kept.findings.extend(findings);
            if let Some(seen) = seen {
                kept.seen[index as usize] = Arc::new(seen);
            }
        }
        kept.order();
        if references_differ || kept.references.is_none() {
            kept.note_references(connector);
        }
        Some(kept)
    }

    /// Sorts the findings, with where they come from.
    fn order(&mut self) {
        let findings = std::mem::take(&mut self.findings);
        let mut both: Vec<(Finding, u32)> =
            findings.into_iter().zip(std::mem::take(&mut self.from)).collect();
        sort(&mut both, |(finding, _)| finding);
        (self.findings, self.from) = both.into_iter().unzip();
    }

    fn note_references(&mut self, connector: &Connector) {
        self.references = self.seen.iter().any(|seen| seen.references).then(|| {
            let (_, reads) = watch(|| connector::References::of(connector));
            // What is noted of texts as a whole there is for positions only.
            Arc::new(Seen { all: false, layout: false, ..Seen::of(connector, reads) })
        });
    }
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
