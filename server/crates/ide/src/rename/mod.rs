//! Another name for something, everywhere it is named: in the definition, in the properties and in the script.
//!
//! Names inside strings are changed where they stand, to the byte: nothing around them moves, so that the edits are of
//! plain text and need no layout.
//!
//! - `published`: which names flows know
//! - `refusal`: which names something cannot have
//! - `writing`: how a name is written in JSON, in a `$ref` and in C#

mod published;
mod refusal;
mod writing;

use connector::{
    Connector, Declaration, Definition, FileRole, ReferenceKind, Target, declarations, targets_at,
};
use rustc_hash::FxHashMap;
use syntax::{Span, TextEdit};

use self::writing::Writing;
use crate::navigation::is_sure;
use crate::view::{At, View};

/// What can be renamed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameStart {
    /// The name, in bytes of its file.
    pub span: Span,
    /// The name without the escapes that it is written with.
    pub name: String,
}

/// What comes of a new name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renaming {
    /// The edits of each file, in order; none for the name that it has.
    Edits(Vec<(FileRole, Vec<NameEdit>)>),
    /// It cannot be called so.
    Refused {
        /// Why, in one sentence or two.
        reason: String,
    },
}

/// An edit of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameEdit {
    /// The new text of the name's bytes.
    pub edit: TextEdit,
    /// Why somebody should look at it first.
    pub confirm: Option<Confirmation>,
}

/// Why somebody should look at an edit first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confirmation {
    /// The name is published.
    Published,
    /// A text of the script that may mean something else.
    ScriptText,
}

impl Confirmation {
    /// What it is about, in a few words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Published => "Rename what is published",
            Self::ScriptText => "Change texts of the script",
        }
    }

    /// What may go wrong, in one sentence or two.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Published => {
                "Flows that are made already go by the old name and break. A new revision keeps them alive."
            }
            Self::ScriptText => "These texts are called like the operation and may mean something else.",
        }
    }
}

/// What can be renamed at a place; `None` where nothing has a name, or where it names something that is nowhere declared.
pub fn prepare_rename(connector: &Connector, at: At) -> Option<RenameStart> {
    let subject = Subject::at(connector, at)?;
    Some(RenameStart { span: subject.span, name: subject.name })
}

/// Gives what the name at a place stands for the name `new`. `None` where [`prepare_rename`] gives nothing.
pub fn rename(view: &View<'_>, at: At, new: &str) -> Option<Renaming> {
    let connector = view.connector;
    let subject = Subject::at(connector, at)?;
    if subject.name == new {
        return Some(Renaming::Edits(Vec::new()));
    }
    if let Some(reason) = refusal::reason(connector, &subject.targets, &subject.name, new) {
        return Some(Renaming::Refused { reason });
    }
    let is_published = subject.targets.iter().any(|target| published::is_published(view, target));
    let mut names: FxHashMap<(FileRole, Span), (Writing, bool)> = FxHashMap::default();
    for place in &subject.declarations {
        names.insert((place.file, place.name), (Writing::Json, true));
    }
    if !subject.is_alone {
        for name in subject.targets.iter().flat_map(|target| connector.names().to(target)) {
            let text = connector.part(name.file).map_or("", |part| part.text());
            let is_sure = name.kind != ReferenceKind::ScriptText || is_sure(connector, name.span);
            let writing = Writing::of(name.kind, text, name.span);
            names.entry((name.file, name.span)).or_insert((writing, is_sure));
        }
    }
    let mut names: Vec<((FileRole, Span), (Writing, bool))> = names.into_iter().collect();
    names.sort_by_key(|(place, _)| *place);
    let mut files: Vec<(FileRole, Vec<NameEdit>)> = Vec::new();
    for ((file, span), (writing, is_sure)) in names {
        let confirm = match (is_sure, is_published) {
            (false, _) => Some(Confirmation::ScriptText),
            (true, true) => Some(Confirmation::Published),
            (true, false) => None,
        };
        let edit = NameEdit { edit: TextEdit::new(span, writing.write(new)), confirm };
        match files.last_mut() {
            Some((last, edits)) if *last == file => edits.push(edit),
            _ => files.push((file, vec![edit])),
        }
    }
    Some(Renaming::Edits(files))
}

/// What is renamed.
struct Subject {
    /// The name at the place.
    span: Span,
    name: String,
    /// Everything that has the name.
    targets: Vec<Target>,
    declarations: Vec<Declaration>,
    /// It is an operation whose id another one before it has too: nothing that names the id means this one.
    is_alone: bool,
}

impl Subject {
    fn at(connector: &Connector, at: At) -> Option<Self> {
        let (span, targets) = targets_at(connector, at.file, at.offset)?;
        if let Some(alone) = Self::repeated(connector, at, span, &targets) {
            return Some(alone);
        }
        let name = targets.iter().find_map(|target| name_of(connector, target))?;
        let targets = connector.names().bound(connector, targets);
        let declarations: Vec<Declaration> =
            targets.iter().flat_map(|target| declarations(connector, target)).collect();
        let is_declared_by_use =
            |target: &Target| matches!(target, Target::PathVariable(..) | Target::Family(_) | Target::Tag(_));
        let is_declared = !declarations.is_empty() || targets.iter().any(is_declared_by_use);
        is_declared.then_some(Self { span, name, targets, declarations, is_alone: false })
    }

    /// An operation with the id of one before it, if its own id is at the place.
    fn repeated(connector: &Connector, at: At, span: Span, targets: &[Target]) -> Option<Self> {
        let [Target::Operation(id)] = targets else { return None };
        let definition = connector.definition().filter(|_| at.file == FileRole::Definition)?;
        let first = definition.operation(id)?;
        let repeated = definition.operations_with_id(id).find(|operation| {
            operation.id_node.is_some_and(|node| definition.node(node).content_span() == span)
        })?;
        let whole = definition.node(repeated.node).full_span();
        (repeated.node != first.node).then(|| Self {
            span,
            name: id.to_string(),
            targets: targets.to_vec(),
            declarations: vec![Declaration { file: at.file, name: span, whole }],
            is_alone: true,
        })
    }
}

/// What a target is called.
fn name_of(connector: &Connector, target: &Target) -> Option<String> {
    let definition = || connector.definition();
    Some(match target {
        Target::Schema(name)
        | Target::SharedParameter(name)
        | Target::SharedResponse(name)
        | Target::Operation(name)
        | Target::OperationParameter(_, name)
        | Target::ConnectionParameter(name)
        | Target::SecurityScheme(name)
        | Target::PathVariable(_, name)
        | Target::Family(name)
        | Target::Tag(name) => name.to_string(),
        Target::Parameter(node) => parameter_name(definition()?, *node)?,
        Target::Property(node) => definition()?.node(*node).name().into_owned(),
    })
}

fn parameter_name(definition: &Definition, node: syntax::NodeId) -> Option<String> {
    Some(definition.node(node).get("name")?.as_str()?.into_owned())
}
