//! Connectors in marked text: `//- published/…` starts a file of the published state.

use connector::{Connector, FileRole, Part, role_of};
use evolution::lifecycle::Date;
use fixture::{Mark, MarkedFile, files};
use ide::{At, ChangeFinding, Published, View, changes};
use rules::{Settings, Severity};

/// A connector, what is published of it, and the marks in it.
pub(crate) struct State {
    pub(crate) connector: Connector,
    pub(crate) published: Option<Published>,
    pub(crate) changes: Vec<ChangeFinding>,
    pub(crate) marks: Vec<(FileRole, Mark)>,
}

impl State {
    /// Reads marked text.
    pub(crate) fn of(marked: &str) -> Self {
        let (old, new): (Vec<MarkedFile>, Vec<MarkedFile>) =
            files(marked).into_iter().partition(|file| file.path.starts_with("published/"));
        let role = |file: &MarkedFile| role_of(file.path.trim_start_matches("published/")).unwrap();
        let connector = |files: &[MarkedFile]| {
            Connector::new(files.iter().map(|file| Part::new(role(file), file.text.clone())))
        };
        let marks = new.iter().flat_map(|file| file.marks.iter().map(|&mark| (role(file), mark))).collect();
        Self { marks, ..Self::between((!old.is_empty()).then(|| connector(&old)), connector(&new)) }
    }

    /// What is published, and the connector now.
    pub(crate) fn between(old: Option<Connector>, connector: Connector) -> Self {
        let published = old.map(|old| Published::new(old, "main", &connector));
        let settings = Settings {
            // Compatible changes are shown only on demand.
            rules: vec![("change/operation-deprecated".to_owned(), Some(Severity::Info))],
            ..Settings::default()
        };
        let changes = published
            .as_ref()
            .map_or_else(Vec::new, |published| changes(published, &connector, &settings, &[]));
        Self { connector, published, changes, marks: Vec::new() }
    }

    /// What features look at, on 2026-11-22.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            connector: &self.connector,
            findings: &[],
            published: self.published.as_ref(),
            changes: &self.changes,
            today: Date::new(2026, 11, 22),
        }
    }

    /// The first marked place.
    pub(crate) fn at(&self) -> At {
        let (file, mark) = self.marks[0];
        At { file, offset: mark.start() }
    }
}
