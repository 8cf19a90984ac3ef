//! From the files of a folder to findings, remembered as long as nothing they depend on changes.

use std::sync::{Arc, Mutex, OnceLock};

use connector::{Connector, FileRole};
use ide::configuration::{self, Covering};
use ide::{At, ChangeFinding, Elsewhere, Published, View};
use rules::{Kept, Stop};
use rustc_hash::FxHashMap;
use syntax::{Encoding, Position, Span};
use tower_lsp::ls_types::{self, Location};

use crate::analyses::Slot;
use crate::baseline::{self, Baseline};
use crate::diagnostics::Diagnostics;
use crate::documents::Document;
use crate::earlier::{Earlier, written_before};
use crate::file::File;
use crate::found::{Change, Found};
use crate::handlers::debug;
use crate::job_settings::{JobSettings, settings_of};
use crate::jobs::Job;
use crate::loader::{self, Loaded};
use crate::lock::lock;
use crate::quarantine::Unanalysed;
use crate::session::Snapshot;
use crate::to_proto;
use crate::uri::Key;
use crate::workspace::Stamp;

/// The text of a file at one moment, told apart without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Moment {
    /// The version of an open document.
    Open { opening: u64, version: i32 },
    /// The state of the file on disk.
    OnDisk(Stamp),
}

impl Moment {
    /// That of an open document.
    pub(crate) fn of(document: &Document) -> Self {
        Self::Open { opening: document.opening, version: document.version }
    }
}

/// A file that takes part in an analysis.
pub(crate) struct Member {
    /// What it is known by.
    pub(crate) key: Key,
    /// The URI as the client spells it, or would.
    pub(crate) uri: String,
    /// Its name relative to the connector's folder, as [`connector::FileSet`] has it.
    pub(crate) name: String,
    /// The text and its model.
    pub(crate) file: Arc<File>,
    /// The document, if it is open.
    pub(crate) open: Option<Arc<Document>>,
    /// The state of its text.
    pub(crate) moment: Moment,
}

impl Member {
    /// A position in the file as the client counts.
    pub(crate) fn at(&self, snapshot: &Snapshot, position: ls_types::Position) -> At {
        let position = Position { line: position.line, character: position.character };
        let offset = self.file.offset(position, snapshot.session.flags().encoding);
        At { file: self.file.role, offset }
    }

    /// A range in the file as the client counts, in bytes.
    pub(crate) fn span(&self, snapshot: &Snapshot, range: ls_types::Range) -> Span {
        let (start, end) = (self.at(snapshot, range.start).offset, self.at(snapshot, range.end).offset);
        Span::new(start.min(end), start.max(end))
    }

    /// A span of the file as a range.
    pub(crate) fn range(&self, snapshot: &Snapshot, span: Span) -> ls_types::Range {
        to_proto::range(&self.file, span, snapshot.session.flags().encoding)
    }

    /// The version of the file, if it is open.
    pub(crate) fn version(&self) -> Option<i32> {
        self.open.as_ref().map(|open| open.version)
    }
}

/// One connector with its findings.
pub(crate) struct Unit {
    /// Its files.
    pub(crate) members: Vec<Member>,
    /// The model of all of them.
    pub(crate) connector: Connector,
    /// What it was checked with.
    pub(crate) settings: rules::Settings,
    /// What is to be said about it; the list of `kept` if that is all.
    pub(crate) findings: Arc<[rules::Finding]>,
    /// All that was found, with what it depends on, for the next edit.
    pub(crate) kept: OnceLock<Kept>,
    /// What is published, if that is known.
    pub(crate) published: Option<Published>,
    /// The changes of what is published that are to be shown.
    pub(crate) changes: Vec<ChangeFinding>,
    /// Which entries of the configuration cover something here.
    pub(crate) covering: Covering,
    /// What `published` was made of.
    pub(crate) baseline: Baseline,
}

impl Unit {
    /// Finds out what the findings depend on, so that the next edit costs what it touches. To be called when nobody
    /// waits: it takes longer than to find them.
    pub(crate) fn prepare(&self, stop: &Stop) {
        if self.kept.get().is_some() || !self.is_open() {
            return;
        }
        if let Some(definition) = self.connector.definition() {
            definition.contents();
        }
        if let Some(kept) = Kept::new(&self.connector, &without_ignores(&self.settings), stop) {
            let _ = self.kept.set(kept.sharing(&self.findings));
        }
    }

    /// What the editor's features look at.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            connector: &self.connector,
            findings: &self.findings,
            published: self.published.as_ref(),
            changes: &self.changes,
            today: self.settings.today,
        }
    }

    /// Whether any of its files is open.
    pub(crate) fn is_open(&self) -> bool {
        self.members.iter().any(|member| member.open.is_some())
    }

    /// The file with this role.
    pub(crate) fn member(&self, role: FileRole) -> Option<&Member> {
        self.members.iter().find(|member| member.file.role == role)
    }

    /// The file that is known by this key.
    pub(crate) fn member_known_by(&self, key: &Key) -> Option<&Member> {
        self.members.iter().find(|member| member.key == *key)
    }

    /// A place in one of its files; `None` if it has no such file.
    pub(crate) fn location(&self, role: FileRole, span: Span, encoding: Encoding) -> Option<Location> {
        let member = self.member(role)?;
        Some(Location::new(to_proto::uri(&member.uri)?, to_proto::range(&member.file, span, encoding)))
    }
}

/// The connectors of one job.
pub(crate) struct Analysis {
    /// One for each definition.
    pub(crate) units: Vec<Unit>,
    /// The settings for all of them.
    settings: JobSettings,
    /// The diagnostics of its files as far as somebody has asked; `None` for those that take no part.
    pub(crate) written: Mutex<FxHashMap<Key, Option<Arc<Diagnostics>>>>,
    /// The diagnostics of the analysis before, until [`Self::forget_earlier`].
    pub(crate) earlier: Mutex<FxHashMap<Key, Earlier>>,
}

impl Analysis {
    /// The files of all connectors. One that several connectors have is there several times.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Member> {
        self.units.iter().flat_map(|unit| &unit.members)
    }

    /// The changes that the settings say are meant.
    pub(crate) fn acknowledge(&self) -> &[configuration::Acknowledge] {
        &self.settings.acknowledge
    }

    /// Whether any of the files is open.
    pub(crate) fn is_open(&self) -> bool {
        self.units.iter().any(Unit::is_open)
    }

    /// Lets go of the earlier diagnostics of files that have been written since. That takes a while for a long list, so that
    /// it is for the time after an answer.
    pub(crate) fn forget_earlier(&self) {
        let written: Vec<Key> = lock(&self.written).keys().cloned().collect();
        let mut earlier = lock(&self.earlier);
        let gone: Vec<_> = written.iter().filter_map(|key| earlier.remove(key)).collect();
        // Nobody waits for the lock while lists are freed.
        drop(earlier);
        drop(gone);
    }
}

/// The connectors of `job` at the snapshot's moment with their findings. What has not changed since the last time is not
/// computed again, and what has failed is not tried again.
pub(crate) fn analyse(snapshot: &Snapshot, job: &Job, stop: &Stop) -> Result<Arc<Analysis>, Unanalysed> {
    let session = &snapshot.session;
    let slot = session.analyses.slot(job);
    let mut latest = lock(&slot.latest);
    if stop.is_stopped() {
        return Err(Unanalysed::Stopped);
    }
    let known = latest.as_ref();
    let analysis = session.quarantine.guard(snapshot, job, || compute(snapshot, job, stop, (&slot, known)));
    if matches!(analysis, Err(Unanalysed::Failed(_))) {
        // What the next version is made of must not come from here.
        *latest = None;
    }
    let analysis = analysis?;
    if analysis.is_open() {
        *latest = Some(analysis.clone());
    } else {
        // Nobody edits here: a workspace of hundreds of connectors is not kept in memory.
        drop(latest);
        session.analyses.drop_slot(job);
    }
    Ok(analysis)
}

/// What was computed last, if it still holds, else the same anew; `None` if stopped.
fn compute(
    snapshot: &Snapshot,
    job: &Job,
    stop: &Stop,
    (slot, latest): (&Slot, Option<&Arc<Analysis>>),
) -> Option<Arc<Analysis>> {
    let Loaded { connectors, siblings } = loader::load(snapshot, job);
    let settings = settings_of(snapshot, job);
    let is_alone = connectors.len() == 1;
    let published =
        |members: &Vec<Member>| baseline::of(snapshot, job, members, is_alone, &settings.baseline);
    let baselines: Vec<_> = connectors.iter().map(published).collect();
    *lock(&slot.keys) = connectors.iter().flatten().map(|member| member.key.clone()).collect();
    if let Some(known) = latest
        && known.settings == settings
        && known.units.iter().map(|unit| &unit.members).eq_by_moment(&connectors)
        && known.units.iter().map(|unit| &unit.baseline).eq(&baselines)
        && known.units.iter().all(|unit| unit.connector.siblings() == siblings.as_deref())
    {
        return Some(known.clone());
    }
    let elsewhere = snapshot.world.settings.elsewhere;
    let models = slot.models.of(&connectors, siblings.as_ref());
    let mut units = Vec::with_capacity(connectors.len());
    let mut earlier = FxHashMap::default();
    for (index, ((members, baseline), connector)) in
        connectors.into_iter().zip(baselines).zip(models).enumerate()
    {
        let known = latest.as_ref().and_then(|latest| latest.units.get(index));
        let compare: Compare = match baseline.published() {
            Some(published) if baseline::is_whole(job, &members, published) => Published::new,
            _ => Published::of_file,
        };
        debug::provoke(snapshot, &members, "the check");
        let (unit, change) =
            check(connector, (members, baseline, compare), &settings, known, (elsewhere, stop))?;
        // Several connectors may have one file; its diagnostics are those of all of them.
        if let (Some(latest), Some(change), true) = (latest, change, is_alone) {
            earlier = written_before(latest, &unit, change);
        }
        units.push(unit);
    }
    Some(Arc::new(Analysis { units, settings, written: Mutex::default(), earlier: Mutex::new(earlier) }))
}

trait EqByMoment {
    fn eq_by_moment(self, sets: &[Vec<Member>]) -> bool;
}

impl<'a, I: ExactSizeIterator<Item = &'a Vec<Member>>> EqByMoment for I {
    fn eq_by_moment(self, sets: &[Vec<Member>]) -> bool {
        self.len() == sets.len()
            && self.zip(sets).all(|(known, now)| {
                known.len() == now.len()
                    && known.iter().zip(now).all(|(known, now)| {
                        // A file that is read anew is another allocation; the role is part of the file.
                        known.moment == now.moment
                            && known.uri == now.uri
                            && Arc::ptr_eq(&known.file, &now.file)
                    })
            })
    }
}

/// How a connector is compared with what is published, which has a label.
type Compare = fn(Connector, Box<str>, &Connector) -> Published;

/// The unit, and how its files differ from those of `known`.
fn check(
    connector: Connector,
    (members, baseline, compare): (Vec<Member>, Baseline, Compare),
    settings: &JobSettings,
    known: Option<&Unit>,
    (elsewhere, stop): (Elsewhere, &Stop),
) -> Option<(Unit, Option<Change>)> {
    let names = members.iter().map(|member| (member.file.role, member.name.clone()));
    let rules = rules::Settings { names: names.collect(), ..settings.rules.clone() };
    let found = Found::of(&connector, &members, &without_ignores(&rules), known, stop);
    if stop.is_stopped() {
        return None;
    }
    let (findings, mut covering) = ide::shown(&connector, &rules, elsewhere, found.findings);
    let kept = found.kept.map(OnceLock::from).unwrap_or_default();
    let published = baseline
        .published()
        .map(|found| compare(found.connector().clone(), found.label.as_str().into(), &connector));
    let changes = published.as_ref().map_or_else(Vec::new, |published| {
        covering.look_at_changes(published, &connector, &rules, &settings.acknowledge);
        ide::changes(published, &connector, &rules, &settings.acknowledge)
    });
    covering.is_compared = baseline.published().is_some_and(|found| found.remark.is_none());
    if stop.is_stopped() {
        return None;
    }
    let unit =
        Unit { members, connector, settings: rules, findings, kept, published, changes, covering, baseline };
    Some((unit, found.change))
}

/// The settings under which everything is found; what is to be ignored is left out later.
fn without_ignores(settings: &rules::Settings) -> rules::Settings {
    rules::Settings { ignore: Vec::new(), ..settings.clone() }
}
