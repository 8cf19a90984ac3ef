//! The state of one session, and how notifications change it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, Weak};
use std::thread;

use rules::Stop;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_lsp::Client;

use crate::analyses::Analyses;
use crate::config_file::Configurations;
use crate::documents::{Changed, Opened, uri_of_params};
use crate::flags::ClientFlags;
use crate::handlers::debug;
use crate::handlers::workspace_diagnostic::Remembered;
use crate::idle_entries::Covered;
use crate::ingress::panic_text;
use crate::jobs::Job;
use crate::lifetime::{self, Ending};
use crate::lock::lock;
use crate::log::Log;
use crate::outgoing::Outgoing;
use crate::publish::ShownDiagnostics;
use crate::quarantine::Quarantine;
use crate::scheduler::Scheduler;
use crate::settings::EditorSettings;
use crate::shown_lenses::ShownLenses;
use crate::shown_tokens::ShownTokens;
use crate::symbol_index::SymbolIndex;
use crate::uri::Key;
use crate::world::{World, folder_list, folders_of};

/// What `workspace/didChangeWatchedFiles` says of a file that has neither come nor gone.
const CHANGED: u64 = 2;

/// The state at one moment, for one request or run.
#[derive(Clone)]
pub(crate) struct Snapshot {
    /// What the client had told.
    pub(crate) world: Arc<World>,
    /// The rest, which does not change or only remembers.
    pub(crate) session: Arc<Session>,
}

/// One session with one client.
pub(crate) struct Session {
    /// To the client.
    pub(crate) outgoing: Outgoing,
    /// How the session ends.
    pub(crate) ending: Ending,
    /// What the server tells about itself.
    pub(crate) log: Log,
    /// Remembered results.
    pub(crate) analyses: Analyses,
    /// What configuration files say.
    pub(crate) configurations: Configurations,
    /// What is published of the connectors.
    pub(crate) baselines: baseline::Baselines,
    /// Remembered diagnostics of files that are not open.
    pub(crate) remembered: Remembered,
    /// What entries of configuration files cover.
    pub(crate) covered: Covered,
    /// What a fault of ours kept from being checked or answered.
    pub(crate) quarantine: Quarantine,
    /// What the client was last sent.
    pub(crate) shown_diagnostics: ShownDiagnostics,
    /// Which code lenses the client shows.
    pub(crate) shown_lenses: ShownLenses,
    /// Which tokens the client shows.
    pub(crate) shown_tokens: ShownTokens,
    /// What can be found by name.
    pub(crate) symbols: SymbolIndex,
    /// Tells [`World::generation`] to requests that wait for a change.
    pub(crate) generations: watch::Sender<u64>,
    /// Whether the requests and the provocations of tests are heard.
    pub(crate) is_tested: bool,
    flags: OnceLock<ClientFlags>,
    client: OnceLock<Client>,
    world: Mutex<Arc<World>>,
    background: Scheduler<Job>,
    runtime: Handle,
    this: Weak<Self>,
}

impl Session {
    /// A session that has not begun.
    pub(crate) fn new(outgoing: Outgoing, ending: Ending, runtime: Handle) -> Arc<Self> {
        let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, 4);
        Arc::new_cyclic(|this: &Weak<Self>| {
            let (worker, rester) = (this.clone(), this.clone());
            let run = move |job: &Job, stop: &Stop| {
                if let Some(session) = worker.upgrade() {
                    if session.flags().pull_diagnostics {
                        thread::sleep(crate::scheduler::BEHIND_REQUESTS);
                    }
                    let run = AssertUnwindSafe(|| crate::publish::run(&session.snapshot(), job, stop));
                    if let Err(panic) = catch_unwind(run) {
                        session.log.error(format!("Checking {job:?} failed: {}", panic_text(&*panic)));
                    }
                }
            };
            let rest = move || {
                if let Some(session) = rester.upgrade() {
                    session.snapshot().world.documents.rest();
                }
            };
            let background = Scheduler::new(threads, run, rest);
            Self {
                log: Log::new(outgoing.clone()),
                outgoing,
                ending,
                analyses: Analyses::default(),
                configurations: Configurations::default(),
                baselines: baseline::Baselines::new(),
                remembered: Remembered::default(),
                covered: Covered::default(),
                quarantine: Quarantine::default(),
                shown_diagnostics: ShownDiagnostics::default(),
                shown_lenses: ShownLenses::default(),
                shown_tokens: ShownTokens::default(),
                symbols: SymbolIndex::default(),
                generations: watch::Sender::new(0),
                is_tested: debug::is_wanted(),
                flags: OnceLock::new(),
                client: OnceLock::new(),
                world: Mutex::default(),
                background,
                runtime,
                this: this.clone(),
            }
        })
    }

    /// Makes the client's side of the framework known. Requests of ours go through it.
    pub(crate) fn connect(&self, client: Client) {
        let _ = self.client.set(client);
    }

    /// What the client can do; nothing before it has said so.
    pub(crate) fn flags(&self) -> &ClientFlags {
        static NOTHING: OnceLock<ClientFlags> = OnceLock::new();
        self.flags.get().unwrap_or_else(|| NOTHING.get_or_init(ClientFlags::default))
    }

    /// The state now.
    pub(crate) fn snapshot(&self) -> Snapshot {
        // The session lives as long as the process; only tests drop one.
        let session = self.this.upgrade();
        let world = self.world().clone();
        match session {
            Some(session) => Snapshot { world, session },
            None => unreachable!("a method is called on a live session"),
        }
    }

    /// The state, locked: for a moment, and never while waiting for anything.
    pub(crate) fn world(&self) -> MutexGuard<'_, Arc<World>> {
        lock(&self.world)
    }

    /// Changes the state.
    pub(crate) fn update<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut guard = self.world();
        let world = Arc::make_mut(&mut guard);
        world.generation += 1;
        let generation = world.generation;
        let result = change(world);
        drop(guard);
        self.generations.send_replace(generation);
        result
    }

    /// Begins with the parameters of `initialize`. Whatever is missing or of a wrong form counts as not said.
    pub(crate) fn begin(&self, params: &Value) {
        let flags = ClientFlags::new(params.get("capabilities").unwrap_or(&Value::Null));
        let _ = self.flags.set(flags);
        let settings = EditorSettings::new(params.get("initializationOptions").unwrap_or(&Value::Null));
        if let Some(level) = settings.log_level() {
            self.log.set_level(level);
        }
        settings.problems().into_iter().for_each(|problem| self.log.warning(problem));
        if let Some(trace) = params.get("trace").and_then(Value::as_str) {
            self.log.set_trace(trace);
        }
        let folders = folders_of(params);
        self.update(|world| {
            world.settings = Arc::new(settings);
            world.folders = Arc::new(folders);
        });
        if let Some(parent) = params.get("processId").and_then(Value::as_u64) {
            let parent = u32::try_from(parent).unwrap_or(u32::MAX);
            if let Err(error) = lifetime::watch_parent(parent, self.ending.clone()) {
                self.log.warning(format!("The end of the editor's process will not be noticed: {error}"));
            }
        }
    }

    /// The client asked for the end: nothing is worked on any more.
    pub(crate) fn shut_down(&self) {
        self.ending.note_shutdown();
        self.background.stop_all();
        // Requests that wait for a change answer now.
        self.generations.send_modify(|_| {});
    }

    /// Whether something is checked in the background.
    pub(crate) fn is_working(&self) -> bool {
        !self.background.is_idle()
    }

    /// Whether the client asked for the end.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.ending.is_shut_down()
    }

    /// Asks for a background run.
    pub(crate) fn request_run(&self, job: Job) {
        self.background.request(job);
    }

    /// Takes a notification, in the order of the wire.
    pub(crate) fn notify(&self, method: &str, params: Value) {
        match method {
            "textDocument/didOpen" => self.did_open(params),
            "textDocument/didChange" => self.did_change(params),
            "textDocument/didSave" => self.did_save(&params),
            "textDocument/didClose" => self.did_close(&params),
            "initialized" => self.initialized(),

            "workspace/didChangeConfiguration" => self.did_change_configuration(&params),
            "workspace/didChangeWorkspaceFolders" => self.did_change_folders(&params),
            "workspace/didChangeWatchedFiles" => self.did_change_files(&params),
            "$/setTrace" => {
                let value = params.get("value").and_then(Value::as_str);
                self.log.set_trace(value.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn initialized(&self) {
        let flags = self.flags();
        self.log.info(format!(
            "connector-ls {}: positions in {}, diagnostics {}",
            env!("CARGO_PKG_VERSION"),
            crate::flags::encoding_name(flags.encoding),
            if flags.pull_diagnostics { "on request" } else { "published" },
        ));
        self.spawn_client_work(crate::client::introduce);
    }

    fn did_open(&self, params: Value) {
        match Opened::from_params(params) {
            Ok(opened) => {
                let key = self.update(|world| world.documents.open(opened));
                self.text_changed(&key);
            }
            Err(error) => self.log.error(format!("A document was not opened: {error}")),
        }
    }

    fn did_change(&self, params: Value) {
        let encoding = self.flags().encoding;
        match Changed::from_params(params) {
            Ok(changed) => match self.update(|world| world.documents.change(&changed, encoding)) {
                Some(key) => self.text_changed(&key),
                None => self.log.warning("A document was changed that is not open; the change is dropped."),
            },
            Err(error) => self.log.error(format!("A change of a document was dropped: {error}")),
        }
    }

    fn did_save(&self, params: &Value) {
        if let Some(uri) = uri_of_params(params) {
            self.baselines.files_changed();
            self.update(|world| world.surroundings += 1);
            self.text_changed(&Key::of_uri(uri));
        }
    }

    fn did_close(&self, params: &Value) {
        let Some(uri) = uri_of_params(params) else { return };
        let key = Key::of_uri(uri);
        if let Some(document) = self.update(|world| world.documents.close(&key)) {
            crate::publish::clear(self, &document);
            self.shown_lenses.forget(&key);
            self.shown_tokens.forget(&key);
            // The other files of the connector are now checked against what is on disk.
            self.text_changed(&key);
        }
    }

    fn did_change_configuration(&self, params: &Value) {
        let settings = params.get("settings").unwrap_or(&Value::Null);
        let pushed = self.update(|world| Arc::make_mut(&mut world.settings).push(settings));
        if pushed {
            let settings = self.world().settings.clone();
            settings.problems().into_iter().for_each(|problem| self.log.warning(problem));
            self.settings_changed();
        }
        if self.flags().configuration {
            self.spawn_client_work(crate::client::pull_configuration);
        }
    }

    fn did_change_folders(&self, params: &Value) {
        let list = |name: &str| folder_list(params.pointer(&format!("/event/{name}")));
        let (added, removed) = (list("added"), list("removed"));
        self.update(|world| {
            let mut folders = Vec::clone(&world.folders);
            folders.retain(|folder| removed.iter().all(|gone| gone.path != folder.path));
            folders.extend(added);
            world.folders = Arc::new(folders);
            world.surroundings += 1;
        });
        self.settings_changed();
        if self.flags().configuration {
            self.spawn_client_work(crate::client::pull_configuration);
        }
    }

    fn did_change_files(&self, params: &Value) {
        let changes = params.get("changes").and_then(Value::as_array);
        let (mut keys, mut everything) = (Vec::new(), false);
        for change in changes.into_iter().flatten() {
            let Some(uri) = change.get("uri").and_then(Value::as_str) else { continue };
            let key = Key::of_uri(uri);
            if is_in_repository(&key) {
                // What is published may be another commit's.
                everything = true;
            } else if crate::jobs::concerns(uri) || !self.analyses.jobs_with(&key).is_empty() {
                self.analyses.forget(&key);
                self.configurations.forget(&key);
                everything |= crate::config_file::is_config(key.as_str());
                // A connector of another folder may turn out to be this one, renamed.
                everything |=
                    is_definition(uri) && change.get("type").and_then(Value::as_u64) != Some(CHANGED);
                keys.push(key);
            }
        }
        if keys.is_empty() && !everything {
            return;
        }
        self.baselines.files_changed();
        self.update(|world| world.surroundings += 1);
        if everything {
            self.settings_changed();
        } else {
            for key in &keys {
                self.text_changed(key);
            }
        }
    }

    /// Runs every job anew: what they depend on has changed.
    pub(crate) fn settings_changed(&self) {
        let world = self.world().clone();
        if let Some(level) = world.settings.log_level() {
            self.log.set_level(level);
        }
        let mut jobs: Vec<Job> =
            world.documents.iter().filter_map(|document| Job::of_uri(&document.uri)).collect();
        jobs.sort();
        jobs.dedup();
        for job in jobs {
            self.request_run(job);
        }
    }

    /// Runs every job that the file known by `key` is part of.
    fn text_changed(&self, key: &Key) {
        if crate::config_file::is_config(key.as_str()) {
            self.update(|world| world.surroundings += 1);
            self.settings_changed();
            return;
        }
        for job in self.snapshot().jobs_of(key.as_str()) {
            self.request_run(job);
        }
    }

    /// Spawns work that asks the client something. Nothing ever waits for it.
    pub(crate) fn spawn_client_work<F>(&self, work: impl FnOnce(Client, Snapshot) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        if let Some(client) = self.client.get() {
            self.runtime.spawn(work(client.clone(), self.snapshot()));
        }
    }
}

/// Whether a file has the name of a definition.
fn is_definition(uri: &str) -> bool {
    connector::role_of(&crate::uri::file_name_of(uri)) == Some(connector::FileRole::Definition)
}

/// Whether a file is one of Git's own.
fn is_in_repository(key: &Key) -> bool {
    key.as_str().split('/').any(|part| part == ".git")
}
