//! One folder's connectors: load, check, fix if wanted, and turn the findings into text.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use connector::{Connector, FileRole, FileSet, Files, Part, file_sets};
use ide::configuration::Covering;
use ide::fixing::{Fixed, Left, fix, with_new_file};
use ide::{ChangeFinding, Published, failure};
use rules::{Finding, NewFile, Safety, Settings, Stop};

use super::difference::{made, unified};
use super::published::Comparing;
use super::totals::Counted;
use super::{Options, Purpose, Source};
use crate::fault::provoke;
use crate::reporters::{Found, Report, Sources};
use crate::today::today;
use crate::workspace::{Folder, Target, Trouble, drafts, resolved};

/// What came out of a folder.
#[derive(Default)]
pub(crate) struct Outcome {
    /// By path and position.
    pub(crate) findings: Vec<Printed>,
    pub(crate) connectors: u64,
    pub(crate) with_findings: u64,
    /// How many were compared with what is published of them; `None` if nobody asked for it.
    pub(crate) compared: Option<u64>,
    pub(crate) troubles: Vec<Trouble>,
    /// Findings that fixes made go away.
    pub(crate) fixed: u64,
    pub(crate) changed_files: u64,
    /// What the fixes change, as a unified diff.
    pub(crate) difference: String,
    /// Which entries of the configuration file cover something.
    pub(crate) covering: Covering,
}

/// A finding, ready to be printed.
pub(crate) struct Printed {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) counted: Counted,
    start: u32,
    end: u32,
    message: String,
}

/// Checks the connectors of a folder, one of `targets`. A fault of our own is an outcome too: other folders go on.
pub(crate) fn inspect(target: &Target, targets: &[Target], options: &Options) -> Outcome {
    let checked = catch_unwind(AssertUnwindSafe(|| Inspection::new(target, targets, options).run()));
    checked.unwrap_or_else(|panic| {
        let shown = if target.shown.is_empty() { "." } else { &target.shown };
        Outcome { troubles: vec![failed(shown, "folder", &*panic)], ..Outcome::default() }
    })
}

/// What is said of a part of a run that a fault of our own has ended.
fn failed(shown: &str, what: &str, panic: &(dyn Any + Send)) -> Trouble {
    let reason = failure::shown(failure::reason(panic));
    Trouble::error(
        shown,
        format!(
            "This {what} could not be checked, by a fault of connector-ls: {reason}. Report it with the files of the folder."
        ),
    )
}

struct Inspection<'i> {
    target: &'i Target,
    options: &'i Options,
    folder: Folder<'i>,
    settings: Settings,
    comparing: Option<Comparing>,
    covering: RefCell<Covering>,
    /// Texts that fixes have changed, by the file's name: the text on the disk and the new one. Connectors may share
    /// files.
    changed: HashMap<String, (String, String)>,
    /// Files that fixes have made.
    created: Vec<NewFile>,
    outcome: Outcome,
}

impl<'i> Inspection<'i> {
    fn new(target: &'i Target, targets: &[Target], options: &'i Options) -> Self {
        let configuration = target.configuration.as_ref().map(|file| &file.configuration);
        let mut settings =
            configuration.cloned().unwrap_or_default().settings(&target.real.to_string_lossy());
        settings.today = today();
        if let Some(profile) = options.profile {
            settings.profile = profile;
        }
        let mut outcome = Outcome::default();
        let comparing = Comparing::new(target, targets, (options.baseline.as_ref(), &options.here))
            .unwrap_or_else(|trouble| {
                outcome.troubles.push(trouble);
                None
            });
        Self {
            target,
            options,
            folder: Folder::new(target),
            settings,
            comparing,
            covering: RefCell::default(),
            changed: HashMap::new(),
            created: Vec::new(),
            outcome,
        }
    }

    fn run(mut self) -> Outcome {
        let mut sets = self.load();
        let mut missing = Vec::new();
        if let Some(wanted) = &self.target.only {
            let is_in = |set: &FileSet, file| {
                set.files.iter().any(|(_, name)| self.real(name).as_ref() == Some(file))
            };
            missing =
                wanted.iter().filter(|file| !sets.iter().any(|(set, _)| is_in(set, file))).cloned().collect();
            sets.retain(|(set, _)| wanted.iter().any(|file| is_in(set, file)));
        }
        for file in missing {
            self.outcome.troubles.push(Trouble::error(
                self.options.base.show(&file),
                "This file belongs to no connector: there must be an apiDefinition.swagger.json beside it.",
            ));
        }
        match self.options.purpose {
            Purpose::Report => {}
            Purpose::Fix(risk) | Purpose::Diff(risk) => self.fix_all(&mut sets, risk),
        }
        let count = sets.len();
        for (set, connector) in &sets {
            self.outcome.connectors += 1;
            let before = self.outcome.findings.len();
            if self.guarded(set, |this| this.report((set, count), connector)).is_none() {
                self.outcome.findings.truncate(before);
            }
            self.outcome.with_findings += u64::from(self.outcome.findings.len() > before);
        }
        self.outcome.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        // Two definitions in one folder share the files beside them, and their findings.
        self.outcome.findings.dedup_by(|a, b| a.order() == b.order());
        self.outcome.troubles.extend(self.folder.into_troubles());
        self.outcome.covering = self.covering.into_inner();
        self.outcome
    }

    /// The connectors of the folder, without those that a fault of ours kept from being read.
    fn load(&mut self) -> Vec<(FileSet, Connector)> {
        let siblings: Option<Arc<[String]>> = self.folder.siblings().map(Arc::from);
        let mut sets = Vec::new();
        for set in file_sets(&self.folder) {
            sets.extend(self.guarded(&set, |this| {
                let loaded = Connector::load_set(&this.folder, set.clone(), siblings.clone());
                provoke(&loaded.1, "the reader");
                loaded
            }));
        }
        sets
    }

    /// Does `work` on the connector of these files. A fault of ours in it costs this connector, and is told once.
    fn guarded<R>(&mut self, set: &FileSet, work: impl FnOnce(&mut Self) -> R) -> Option<R> {
        catch_unwind(AssertUnwindSafe(|| work(self)))
            .inspect_err(|panic| {
                let name = set.name(FileRole::Definition).unwrap_or_default();
                let trouble = failed(&self.folder.shown(name), "connector", &**panic);
                if !self.outcome.troubles.contains(&trouble) {
                    self.outcome.troubles.push(trouble);
                }
            })
            .ok()
    }

    fn real(&self, name: &str) -> Option<std::path::PathBuf> {
        resolved(&self.folder.path(name))
    }

    /// The settings for the connector of these files.
    fn settings(&self, set: &FileSet) -> Settings {
        Settings { names: set.files.clone(), ..self.settings.clone() }
    }

    /// The findings that are wanted, by position.
    fn findings(&self, set: &FileSet, connector: &Connector) -> Vec<Finding> {
        provoke(connector, "the check");
        let settings = self.settings(set);
        let all = Settings { ignore: Vec::new(), ..settings.clone() };
        let mut findings = rules::check(connector, &all, &Stop::default());
        self.covering.borrow_mut().leave_out(connector, &settings, &mut findings);
        let files = self.wanted_files(set);
        findings
            .retain(|finding| finding.severity <= self.options.min_severity && files.contains(&finding.file));
        findings
    }

    /// The files of a connector whose findings are wanted.
    fn wanted_files(&self, set: &FileSet) -> Vec<FileRole> {
        let only = self.target.only.as_ref();
        let is_wanted =
            |name: &str| only.is_none_or(|only| self.real(name).is_some_and(|path| only.contains(&path)));
        set.files.iter().filter(|(_, name)| is_wanted(name)).map(|(role, _)| *role).collect()
    }

    /// What is published of a connector, one of `count` in the folder.
    fn published(&mut self, set: (&FileSet, usize), connector: &Connector) -> Option<Published> {
        let answer = self.comparing.as_ref()?.published(self.target, set, connector, &self.options.baselines);
        self.outcome.troubles.extend(answer.trouble);
        self.covering.borrow_mut().is_compared |= answer.is_exact;
        *self.outcome.compared.get_or_insert_default() += u64::from(answer.published.is_some());
        answer.published
    }

    /// The changes that are wanted, by position.
    fn changes(&self, set: &FileSet, connector: &Connector, published: &Published) -> Vec<ChangeFinding> {
        let settings = self.settings(set);
        let configuration = self.target.configuration.as_ref().map(|file| &file.configuration);
        let acknowledge = configuration.map_or(&[][..], |configuration| &configuration.acknowledge);
        self.covering.borrow_mut().look_at_changes(published, connector, &settings, acknowledge);
        let mut changes = ide::changes(published, connector, &settings, acknowledge);
        let files = self.wanted_files(set);
        changes.retain(|change| change.severity <= self.options.min_severity && files.contains(&change.file));
        changes
    }

    fn report(&mut self, (set, count): (&FileSet, usize), connector: &Connector) {
        let files = connector.parts().iter().map(|part| {
            let name = set.name(part.role()).unwrap_or_else(|| part.role().usual_name());
            let source = Source::new(self.folder.shown(name), part.text(), self.folder.original(name));
            (part.role(), source)
        });
        let sources = Sources::new(files.collect());
        let findings = self.findings(set, connector);
        let published = self.published((set, count), connector);
        let changes =
            published.as_ref().map(|published| (self.changes(set, connector, published), published));
        let changes = changes
            .iter()
            .flat_map(|(changes, published)| changes.iter().map(|change| Found::Change(change, published)));
        self.outcome.findings.reserve(findings.len());
        for (number, found) in findings.iter().map(Found::Rule).chain(changes).enumerate() {
            let report = Report::new(found, connector, &sources, number);
            let is_shown = !matches!(self.options.purpose, Purpose::Diff(_));
            let printed = Printed {
                path: report.source.path.clone(),
                text: if is_shown { self.options.reporter.finding(&report) } else { String::new() },
                counted: Counted::of(found),
                start: found.span().start,
                end: found.span().end,
                message: found.message().to_owned(),
            };
            self.outcome.findings.push(printed);
        }
    }

    /// Fixes the connectors, and writes the files or the difference. What could not be written counts as not fixed.
    fn fix_all(&mut self, sets: &mut [(FileSet, Connector)], risk: Safety) {
        let mut counts: Vec<u64> = Vec::new();
        for (set, connector) in sets.iter_mut() {
            let own = set.clone();
            counts.push(self.guarded(&own, |this| this.fix_one(set, connector, risk)).unwrap_or_default());
        }
        let (failed, not_made) = (self.write(), self.write_new());
        for ((set, connector), count) in sets.iter_mut().zip(counts) {
            let has_all = not_made.iter().all(|name| connector.has_sibling(name) != Some(true));
            for name in &not_made {
                take_back(set, connector, name);
            }
            let is_in_set =
                |name: &str| set.files.iter().find(|(_, other)| other == name).map(|(role, _)| *role);
            let lost: Vec<_> =
                failed.iter().filter_map(|(name, old)| Some((is_in_set(name)?, old))).collect();
            if lost.is_empty() && has_all {
                self.outcome.fixed += count;
            }
            for (role, old) in lost {
                *connector = connector.with(Part::new(role, old.clone()));
            }
        }
    }

    /// Fixes one connector, and gives the number of findings that went away.
    fn fix_one(&mut self, set: &mut FileSet, connector: &mut Connector, risk: Safety) -> u64 {
        for (role, name) in &set.files {
            if let Some((_, new)) = self.changed.get(name) {
                *connector = connector.with(Part::new(*role, new.clone()));
            }
        }
        for file in &self.created {
            *connector = with_new_file(connector, file);
            add(set, file);
        }
        let Fixed { connector: fixed, created, count, refused, left, .. } =
            fix(connector, risk, |connector| self.findings(set, connector));
        for role in refused {
            let name = set.name(role).unwrap_or_else(|| role.usual_name());
            let message = "The file is not UTF-8, so nothing in it is fixed. Save it as UTF-8 first.";
            self.outcome.troubles.push(Trouble::warning(self.folder.shown(name), message));
        }
        let message = match left {
            None => None,
            Some(Left::More) => Some("There is more to fix here. Run the command again."),
            Some(Left::Stuck) => Some(
                "Some fixes were not made: they undo each other or would break a file. Report it with the files of \
                 the folder.",
            ),
        };
        let place = if self.target.shown.is_empty() { "." } else { &self.target.shown };
        self.outcome.troubles.extend(message.map(|message| Trouble::warning(place, message)));
        for (role, name) in &set.files {
            let text = |connector: &Connector| connector.part(*role).map(|part| part.text().to_owned());
            if let (Some(old), Some(new)) = (text(connector), text(&fixed))
                && old != new
            {
                if let Some(made) = self.created.iter_mut().find(|made| made.name == *name) {
                    made.text = new;
                    continue;
                }
                let entry = self.changed.entry(name.clone()).or_insert_with(|| (old, String::new()));
                entry.1 = new;
            }
        }
        if matches!(self.options.purpose, Purpose::Fix(_)) {
            *connector = fixed;
            for file in &created {
                add(set, file);
            }
        }
        self.created.extend(created);
        count
    }

    /// Writes what fixes have changed, or the difference. Gives the files that could not be written with their texts
    /// on the disk.
    fn write(&mut self) -> Vec<(String, String)> {
        let mut changed: Vec<(String, (String, String))> = self.changed.drain().collect();
        changed.sort();
        let mut failed = Vec::new();
        for (name, (old, new)) in changed {
            let shown = self.folder.shown(&name);
            if matches!(self.options.purpose, Purpose::Diff(_)) {
                self.outcome.difference.push_str(&unified(&shown, &old, &new));
            } else if let Err(error) = drafts::replace(&self.folder.path(&name), &old, &new) {
                let message = format!("The fixes could not be written: {error}.");
                self.outcome.troubles.push(Trouble::error(shown, message));
                failed.push((name, old));
                continue;
            }
            self.outcome.changed_files += 1;
        }
        failed
    }

    /// Writes the files that fixes have made, or the difference. Gives the names of those that could not be written.
    fn write_new(&mut self) -> Vec<String> {
        let mut failed = Vec::new();
        for file in std::mem::take(&mut self.created) {
            let shown = self.folder.shown(&file.name);
            if matches!(self.options.purpose, Purpose::Diff(_)) {
                self.outcome.difference.push_str(&made(&shown, &file.text));
            } else if let Err(error) = drafts::create(&self.folder.path(&file.name), &file.text) {
                let message = format!("The file could not be created: {error}.");
                self.outcome.troubles.push(Trouble::error(shown, message));
                failed.push(file.name);
                continue;
            }
            self.outcome.changed_files += 1;
        }
        failed
    }
}

/// Adds a new file to those of a connector, if it is one of them.
fn add(set: &mut FileSet, file: &NewFile) {
    if let Some(role) = file.role.filter(|role| set.name(*role).is_none()) {
        set.files.push((role, file.name.clone()));
    }
}

/// Takes a file from a connector that could not be made.
fn take_back(set: &mut FileSet, connector: &mut Connector, name: &str) {
    let role = set.files.iter().find(|(_, known)| known == name).map(|(role, _)| *role);
    if let Some(role) = role {
        *connector = connector.without(role);
    }
    set.files.retain(|(_, known)| known != name);
    let siblings = connector.siblings().map(|names| names.iter().filter(|known| *known != name).cloned());
    let siblings = siblings.map(Iterator::collect);
    connector.set_siblings(siblings);
}

impl Printed {
    fn order(&self) -> (&str, u32, u32, &str, &str) {
        (&self.path, self.start, self.end, self.counted.code, &self.message)
    }
}
