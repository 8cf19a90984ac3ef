//! Connectors, what is published of them, and actions carried out.

use connector::{Connector, FileRole, Part, role_of};
use evolution::lifecycle::Date;
use ide::actions::{Action, Checking, Outcome, Request, Wanted};
use ide::configuration::ConfigurationFile;
use ide::{ChangeFinding, Elsewhere, Published, View, actions};
use rules::{Finding, Settings, Stop};
use syntax::{Span, TextEdit, edit};

/// A connector with everything that a [`View`] shows of it.
pub(crate) struct Scene {
    pub(crate) connector: Connector,
    pub(crate) findings: Vec<Finding>,
    pub(crate) published: Option<Published>,
    pub(crate) changes: Vec<ChangeFinding>,
    pub(crate) configuration: Configured,
    /// The connector's folder as seen from the configuration file's.
    pub(crate) folder: &'static str,
}

/// A request that owns its settings.
pub(crate) struct Asked<'a> {
    file: FileRole,
    span: Span,
    wanted: Wanted<'a>,
    configuration: Option<ConfigurationFile<'a>>,
    settings: Settings,
}

impl Asked<'_> {
    /// All edits now.
    pub(crate) fn now(&self) -> Request<'_> {
        Request { is_eager: true, ..self.later() }
    }

    /// Edits that take long later.
    pub(crate) fn later(&self) -> Request<'_> {
        let Self { file, span, wanted, configuration, settings } = self;
        let checking = Checking { settings, elsewhere: Elsewhere::default() };
        Request {
            file: *file,
            span: *span,
            wanted: *wanted,
            configuration: *configuration,
            checking,
            is_eager: false,
        }
    }
}

/// The configuration file.
pub(crate) enum Configured {
    /// There is none, and none can be made.
    No,
    /// There is none yet.
    NotYet,
    /// The one with this text counts.
    In(&'static str),
}

impl Scene {
    pub(crate) fn new(connector: Connector) -> Self {
        let findings = rules::check(&connector, &Settings::default(), &Stop::default());
        Self {
            connector,
            findings,
            published: None,
            changes: Vec::new(),
            configuration: Configured::No,
            folder: "",
        }
    }

    /// The connector of marked files: `//- apiProperties.json` begins a file.
    pub(crate) fn of_files(marked: &str) -> Self {
        Self::new(connector(marked))
    }

    /// The same beside what is published.
    pub(crate) fn after(self, published: Connector) -> Self {
        let published = Published::new(published, "main", &self.connector);
        let changes = ide::changes(&published, &self.connector, &Settings::default(), &[]);
        Self { published: Some(published), changes, ..self }
    }

    pub(crate) fn view(&self) -> View<'_> {
        View {
            connector: &self.connector,
            findings: &self.findings,
            published: self.published.as_ref(),
            changes: &self.changes,
            today: Date::new(2026, 11, 22),
        }
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: FileRole) -> &str {
        text(&self.connector, file)
    }

    /// Where a text stands in a file, the first time.
    #[track_caller]
    pub(crate) fn span(&self, file: FileRole, found: &str) -> Span {
        let start = self.text(file).find(found).unwrap_or_else(|| panic!("no {found}")) as u32;
        Span::new(start, start + found.len() as u32)
    }

    /// What is asked for at a place.
    pub(crate) fn request<'a>(&'a self, file: FileRole, span: Span, wanted: Wanted<'a>) -> Asked<'a> {
        let text = match self.configuration {
            Configured::No => None,
            Configured::NotYet => Some(None),
            Configured::In(text) => Some(Some(text)),
        };
        let configuration = text.map(|text| ConfigurationFile { text, folder: self.folder });
        Asked { file, span, wanted, configuration, settings: Settings::default() }
    }

    /// The actions of a kind at a place.
    pub(crate) fn actions(&self, file: FileRole, span: Span, kind: &str) -> Vec<Action> {
        let only = [kind.to_owned()];
        let asked = self.request(file, span, Wanted::only(&only));
        actions(self.view(), &asked.now(), &Stop::default())
    }

    /// The only action of this exact kind at the first place of a text in the definition.
    #[track_caller]
    pub(crate) fn only(&self, at: &str, kind: &str) -> Action {
        let found = self.actions(FileRole::Definition, self.span(FileRole::Definition, at), kind);
        let [action] = found.as_slice() else { panic!("not one {kind} at {at}: {found:#?}") };
        assert_eq!(action.kind, kind);
        action.clone()
    }

    /// The connector with an action carried out.
    #[track_caller]
    pub(crate) fn carried_out(&self, action: &Action) -> Connector {
        let Outcome::Edits(edits) = &action.outcome else { panic!("refused: {action:?}") };
        carried_out(&self.connector, edits)
    }
}

pub(crate) fn connector(marked: &str) -> Connector {
    Connector::new(fixture::files(marked).into_iter().map(|file| {
        let role = role_of(&file.path).unwrap_or_else(|| panic!("no connector file: {}", file.path));
        Part::new(role, file.text)
    }))
}

pub(crate) fn text(connector: &Connector, file: FileRole) -> &str {
    connector.part(file).map_or("", Part::text)
}

#[track_caller]
pub(crate) fn carried_out(connector: &Connector, edits: &[(FileRole, Vec<TextEdit>)]) -> Connector {
    let mut after = connector.clone();
    for (file, edits) in edits {
        assert!(!edits.is_empty(), "a file without edits is listed");
        let ordered = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        assert!(ordered, "edits out of order: {edits:?}");
        let changed = edit::apply(text(connector, *file), edits).expect("edits that fit together");
        after = after.with(Part::new(*file, changed));
    }
    after
}

/// Why an action does not apply.
#[track_caller]
pub(crate) fn reason(action: &Action) -> &str {
    match &action.outcome {
        Outcome::Refused { reason } => reason,
        done => panic!("not refused: {done:?}"),
    }
}
