//! The connector: its files together.

use std::sync::{Arc, OnceLock};

use syntax::watch::{self, Asked};
use syntax::{Decoded, Delta, NodeId, Tree};

use crate::definition::Definition;
use crate::document::Document;
use crate::files::{FileRole, FileSet, Files, Source, file_sets, role_of, solution_stem};
use crate::names::Names;
use crate::properties::{ConnectionParameter, PropertiesFile};
use crate::references::References;
use crate::script::Script;
use crate::settings::SettingsFile;

/// The model of one file, shared between the versions of a connector in which it is the same.
#[derive(Clone, Debug)]
pub enum Part {
    /// The API definition.
    Definition(Arc<Definition>),
    /// `apiProperties.json` or a part of it.
    Properties(Arc<PropertiesFile>),
    /// `settings.json`.
    Settings(Arc<SettingsFile>),
    /// `script.csx`.
    Script(Arc<Script>),
}

impl Part {
    /// Reads the text of a file of this role.
    pub fn new(role: FileRole, text: String) -> Self {
        if role == FileRole::Script {
            return Self::Script(Arc::new(Script::new(text)));
        }
        Self::from_tree(role, Arc::new(syntax::parse(text)))
    }

    /// Reads a tree that is already parsed. A script has no tree: its text is taken.
    pub fn from_tree(role: FileRole, tree: Arc<Tree>) -> Self {
        match role {
            FileRole::Definition => Self::Definition(Arc::new(Definition::new(tree))),
            FileRole::Properties | FileRole::ConnectionParameters | FileRole::PolicyTemplateInstances => {
                Self::Properties(Arc::new(PropertiesFile::new(role, tree)))
            }
            FileRole::Settings => Self::Settings(Arc::new(SettingsFile::new(tree))),
            FileRole::Script => Self::Script(Arc::new(Script::new(tree.text().to_owned()))),
        }
    }

    /// The model of a text after an edit, from that of the text before. Costs next to nothing where the edit is inside one
    /// scalar whose content the model does not depend on. A script has no tree: its text is taken.
    #[must_use]
    pub fn edited(&self, tree: Arc<Tree>, delta: &Delta) -> Self {
        let Self::Definition(file) = self else { return Self::from_tree(self.role(), tree) };
        let shared = content_edit(&file.document, &tree, delta)
            .and_then(|node| file.with_content(Arc::clone(&tree), node))
            .unwrap_or_else(|| file.edited(tree, delta));
        Self::Definition(Arc::new(shared))
    }

    /// The only scalar in whose content this file differs from `earlier`, if the model of neither depends on it: operations,
    /// parameters, policies, and everything that is computed of them are the same. `delta` leads from `earlier` to this one.
    pub fn content_edit(&self, earlier: &Self, delta: &Delta) -> Option<ContentChange> {
        let (now, before) = (self.document()?, earlier.document()?);
        let node = content_edit(before, now.tree(), delta)?;
        let is_same = match (self, earlier) {
            (Self::Definition(now), Self::Definition(before)) => now.shares_model_with(before),
            (Self::Properties(_) | Self::Settings(_), _) if now.role() == before.role() => {
                let read = || Self::from_tree(self.role(), now.shared_tree());
                !watch::watch(read).1.take_contents(now.tree()).contains(node)
            }
            _ => false,
        };
        let stands_in_one_line = |document: &Document| {
            let node = document.node(node);
            node.is_string() && node.is_closed() && node.raw().bytes().all(|byte| byte >= b' ')
        };
        // An edit from inside of a string over its end, or into it, can change what stands beside it.
        let old = before.node(node).span();
        let is_inside = old.start < delta.edit.start && delta.edit.end < old.end;
        let keeps_layout = is_inside && stands_in_one_line(now) && stands_in_one_line(before);
        is_same.then_some(ContentChange { node, keeps_layout })
    }

    /// The file's role.
    pub fn role(&self) -> FileRole {
        match self {
            Self::Definition(_) => FileRole::Definition,
            Self::Properties(file) => file.document.role(),
            Self::Settings(_) => FileRole::Settings,
            Self::Script(_) => FileRole::Script,
        }
    }

    /// The JSON document; `None` for the script.
    pub fn document(&self) -> Option<&Document> {
        match self {
            Self::Definition(file) => Some(&file.document),
            Self::Properties(file) => Some(&file.document),
            Self::Settings(file) => Some(&file.document),
            Self::Script(_) => None,
        }
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        match self {
            Self::Script(script) => script.text(),
            _ => self.document().map_or("", |document| document.tree().text()),
        }
    }
}

/// What differs between two texts of a file that say the same but for one scalar.
#[derive(Clone, Copy, Debug)]
pub struct ContentChange {
    /// The scalar, which has the same id in both texts.
    pub node: NodeId,
    /// Whether all blanks and line ends between scalars are the same (see [`Tree::layout`]).
    pub keeps_layout: bool,
}

/// The only scalar that differs, as long as the text was in order before and is as much so now.
fn content_edit(before: &Document, now: &Tree, delta: &Delta) -> Option<NodeId> {
    delta.content_only.filter(|_| before.tree().errors().len() == now.errors().len())
}

/// A connector: the models of its files, and what connects them.
///
/// Cheap to clone; an editor's change to one file makes a new connector that shares the other files' models.
#[derive(Clone, Debug, Default)]
pub struct Connector {
    parts: Vec<Part>,
    /// Files with bytes that are no UTF-8, with the places (bytes) where a replacement character stands for them.
    not_utf8: Vec<(FileRole, Vec<syntax::Span>)>,
    /// The names of all files in the folder, if somebody listed them.
    siblings: Option<Arc<[String]>>,
    references: Arc<OnceLock<References>>,
    names: Arc<OnceLock<Names>>,
}

impl Connector {
    /// A connector of these files; of several with one role the first counts.
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut connector = Self::default();
        for part in parts {
            if connector.part(part.role()).is_none() {
                connector.parts.push(part);
            }
        }
        connector.parts.sort_by_key(Part::role);
        connector
    }

    /// A connector of one JSON or script text.
    pub fn of_text(role: FileRole, text: impl Into<String>) -> Self {
        Self::new([Part::new(role, text.into())])
    }

    /// The same connector with one file in another state.
    #[must_use]
    pub fn with(&self, part: Part) -> Self {
        let role = part.role();
        let others = self.parts.iter().filter(|other| other.role() != role).cloned();
        let mut connector = Self::new(others.chain([part]));
        connector.siblings.clone_from(&self.siblings);
        connector.not_utf8 = self.not_utf8.iter().filter(|(found, _)| *found != role).cloned().collect();
        connector
    }

    /// The same connector without one of its files.
    #[must_use]
    pub fn without(&self, role: FileRole) -> Self {
        let mut connector = Self::new(self.parts.iter().filter(|part| part.role() != role).cloned());
        connector.siblings.clone_from(&self.siblings);
        connector.not_utf8 = self.not_utf8.iter().filter(|(found, _)| *found != role).cloned().collect();
        connector
    }

    /// Loads the connectors of a folder: one per definition. Gives the names of the files beside each.
    pub fn load(files: &dyn Files) -> Vec<(FileSet, Self)> {
        let siblings: Option<Arc<[String]>> = files.siblings().map(Arc::from);
        file_sets(files).into_iter().map(|set| Self::load_set(files, set, siblings.clone())).collect()
    }

    /// The connector of some files of a folder, one of [`file_sets`], without those that cannot be read. `siblings` are
    /// the names of all files in the folder, if somebody listed it.
    pub fn load_set(files: &dyn Files, mut set: FileSet, siblings: Option<Arc<[String]>>) -> (FileSet, Self) {
        let mut parts = Vec::new();
        let mut not_utf8 = Vec::new();
        set.files.retain(|(role, name)| {
            let Some(Source { decoded }) = files.read(name) else { return false };
            let Decoded { text, invalid, .. } = decoded;
            if !invalid.is_empty() {
                not_utf8.push((*role, invalid));
            }
            parts.push(Part::new(*role, text));
            true
        });
        let mut connector = Self::new(parts);
        connector.not_utf8 = not_utf8;
        connector.siblings = siblings;
        (set, connector)
    }

    /// Notes that a file holds bytes that are no UTF-8.
    pub fn set_not_utf8(&mut self, role: FileRole, places: Vec<syntax::Span>) {
        self.not_utf8.retain(|(found, _)| *found != role);
        if !places.is_empty() {
            self.not_utf8.push((role, places));
        }
    }

    /// Where a file's bytes are no UTF-8 (byte spans in its decoded text).
    pub fn not_utf8(&self, role: FileRole) -> &[syntax::Span] {
        self.not_utf8.iter().find(|(found, _)| *found == role).map_or(&[], |(_, places)| places)
    }

    /// Notes the names of all files in the connector's folder, its own and others. Without them nothing is known about
    /// what else is there: the connector may be a single text.
    pub fn set_siblings(&mut self, names: Option<Arc<[String]>>) {
        self.siblings = names;
    }

    /// The names of all files in the connector's folder, its own and others; `None` if nobody listed them.
    pub fn siblings(&self) -> Option<&[String]> {
        self.siblings.as_deref()
    }

    /// The same connector with one more file in its folder, which is no part of it. Where nobody listed the folder,
    /// nothing changes.
    #[must_use]
    pub fn with_sibling(&self, name: &str) -> Self {
        let siblings = self.siblings().map(|names| names.iter().cloned().chain([name.to_owned()]).collect());
        Self { siblings, ..self.clone() }
    }

    /// Whether a file with this name, in any letter case, stands in the connector's folder; `None` if nobody knows.
    pub fn has_sibling(&self, name: &str) -> Option<bool> {
        let names = self.siblings()?;
        Some(names.iter().any(|sibling| sibling.eq_ignore_ascii_case(name)))
    }

    /// Whether the connector is a part of an unpacked Dataverse solution, which has other files than a connector by
    /// itself.
    pub fn is_in_solution(&self) -> bool {
        let is_of_solution =
            |role| matches!(role, FileRole::ConnectionParameters | FileRole::PolicyTemplateInstances);
        let definitions = || {
            let names = self.siblings().into_iter().flatten();
            names.filter(|name| role_of(name) == Some(FileRole::Definition))
        };
        self.parts.iter().any(|part| is_of_solution(part.role()))
            || definitions().next().is_some() && definitions().all(|name| solution_stem(name).is_some())
    }

    /// The files, by role.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The file with this role.
    pub fn part(&self, role: FileRole) -> Option<&Part> {
        self.parts.iter().find(|part| part.role() == role)
    }

    /// The JSON document with this role.
    pub fn document(&self, role: FileRole) -> Option<&Document> {
        self.part(role).and_then(Part::document)
    }

    /// The JSON documents, by role.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.parts.iter().filter_map(Part::document)
    }

    /// The API definition.
    pub fn definition(&self) -> Option<&Definition> {
        self.parts.iter().find_map(|part| match part {
            Part::Definition(definition) => Some(&**definition),
            _ => None,
        })
    }

    /// `apiProperties.json`, or the files of a solution that stand for it.
    pub fn properties_files(&self) -> impl Iterator<Item = &PropertiesFile> {
        self.parts.iter().filter_map(|part| match part {
            Part::Properties(file) => Some(&**file),
            _ => None,
        })
    }

    /// `settings.json`.
    pub fn settings(&self) -> Option<&SettingsFile> {
        self.parts.iter().find_map(|part| match part {
            Part::Settings(file) => Some(&**file),
            _ => None,
        })
    }

    /// `script.csx`.
    pub fn script(&self) -> Option<&Script> {
        self.parts.iter().find_map(|part| match part {
            Part::Script(script) => Some(&**script),
            _ => None,
        })
    }

    /// All connection parameters of all files.
    pub fn connection_parameters(&self) -> impl Iterator<Item = &ConnectionParameter> {
        self.properties_files().flat_map(|file| &file.connection_parameters)
    }

    /// Who names whom. Computed at the first call.
    pub fn references(&self) -> &References {
        watch::ask(Asked::References);
        self.references.get_or_init(|| References::of(self))
    }

    /// Where each name is written. Computed at the first call.
    pub fn names(&self) -> &Names {
        watch::ask(Asked::Text);
        self.names.get_or_init(|| Names::of(self))
    }
}
