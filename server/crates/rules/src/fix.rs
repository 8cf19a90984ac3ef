//! What a finding offers to change: a plan that becomes text edits only when someone asks for it.

use std::borrow::Cow;

use connector::{Connector, FileRole};
use syntax::{Delta, JsonEditor, Node, NodeId, Placement, Span, TextEdit};

use crate::blanks::Blanks;
use crate::claims::without_conflicts;
use crate::new_files::{NewFile, Scaffold};
use crate::rename::{self, NewName};
use crate::rule::FixKind;

/// Whether a change may be made without looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// It changes no meaning and no published contract.
    Safe,
    /// Someone should look at the result.
    Unsafe,
}

impl Safety {
    /// As a rule declares it.
    pub const fn kind(self) -> FixKind {
        match self {
            Self::Safe => FixKind::Safe,
            Self::Unsafe => FixKind::Unsafe,
        }
    }
}

/// The rules with unsafe fixes that authors want for a whole file at once, and that can be looked through like that: labels made from
/// names, schemas of errors, flags that follow from what stands beside them. None changes an operationId, a path or the name
/// of a parameter.
const FOR_A_WHOLE_FILE: [&str; 9] = [
    "operation/many-response-schemas",
    "operation/summary-restricted-characters",
    "parameter/internal-default-not-required",
    "parameter/path-encoding-missing",
    "parameter/summary-missing",
    "response/default-has-schema",
    "response/only-default",
    "schema/property-label-missing",
    "versioning/unannotated-revision",
];

/// Whether unsafe fixes of the rule with this code are offered together, for all its findings in a file.
pub fn is_for_a_whole_file(code: &str) -> bool {
    FOR_A_WHOLE_FILE.contains(&code)
}

/// A change with a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, as a menu entry: "Rename to 'x-ms-visibility'".
    pub title: String,
    /// Whether it may run on save.
    pub safety: Safety,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// One step of a fix.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// The file.
    pub file: FileRole,
    /// What happens to it.
    pub change: Change,
}

/// A change to one file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Removes a member or item, with its comma.
    Remove(NodeId),
    /// Replaces a value by this JSON text.
    Replace(NodeId, String),
    /// Renames a member.
    Rename(NodeId, String),
    /// Inserts a member with this name and JSON value at the end of an object, or after another member.
    Insert {
        /// The object.
        object: NodeId,
        /// The new member's name.
        name: String,
        /// Its value as JSON.
        value: String,
        /// The member to insert it after; `None`: at the end.
        after: Option<String>,
    },
    /// Adds an item with this JSON value at the end of an array.
    Append(NodeId, String),
    /// Moves a member to the end of another object; its bytes stay.
    Move {
        /// The member.
        member: NodeId,
        /// The object it goes to.
        object: NodeId,
    },
    /// Moves a member to another place in its own object; its bytes stay.
    Reorder {
        /// The member.
        member: NodeId,
        /// The member to put it after, which may be one that an earlier step moved; `None`: before all others.
        after: Option<String>,
    },
    /// Adds this at the end of what a string says, as it is written between its quotes.
    EndWith(NodeId, String),
    /// Replaces bytes of the text, for what no tree can say: stray commas, comments, a byte order mark.
    Text(TextEdit),
    /// Inserts a member with this name and JSON value before all others of an object.
    InsertFirst {
        /// The object.
        object: NodeId,
        /// The new member's name.
        name: String,
        /// Its value as JSON.
        value: String,
    },
    /// Corrects the blanks of every line.
    Blanks(Blanks),
    /// Gives an operation another operationId, everywhere it is named. The step's file is the definition; the edits are
    /// of all files.
    RenameOperation {
        /// The operationId's value.
        id: NodeId,
        /// The new operationId.
        name: String,
    },
    /// Removes a parameter from the list it stands in, and what design-time calls pass for it.
    RemoveParameter(NodeId),
    /// Gives variables of a path other names, everywhere they are named.
    RenameVariables {
        /// The path item.
        path_item: NodeId,
        /// The variables.
        names: Vec<NewName>,
    },
    /// Makes a file beside the one of the step, which is the definition. It has no place in the edits; see
    /// [`new_files`].
    Create {
        /// Its name.
        name: String,
        /// What it starts with.
        scaffold: Scaffold,
    },
}

impl Fix {
    /// A fix of one file.
    pub fn new(safety: Safety, title: impl Into<String>, file: FileRole, change: Change) -> Self {
        Self { title: title.into(), safety, steps: vec![Step { file, change }] }
    }

    /// A safe fix of one file.
    pub fn safe(title: impl Into<String>, file: FileRole, change: Change) -> Self {
        Self::new(Safety::Safe, title, file, change)
    }

    /// A fix of one file that someone should look at.
    pub fn unsafe_(title: impl Into<String>, file: FileRole, change: Change) -> Self {
        Self::new(Safety::Unsafe, title, file, change)
    }

    /// Makes a file beside the definition. Someone should look at what is in it.
    pub fn creating(name: impl Into<String>, scaffold: Scaffold) -> Self {
        let name = name.into();
        let title = format!("Create '{name}'");
        Self::unsafe_(title, FileRole::Definition, Change::Create { name, scaffold })
    }

    /// The same fix with one more step.
    #[must_use]
    pub fn and(mut self, file: FileRole, change: Change) -> Self {
        self.steps.push(Step { file, change });
        self
    }

    /// Whether it names places by bytes rather than by nodes.
    pub(crate) fn names_bytes(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.change, Change::Text(_)))
    }

    /// Whether any place in this file that it names by bytes is another one now.
    pub(crate) fn feels(&self, file: FileRole, delta: &Delta) -> bool {
        let moves =
            |change: &Change| matches!(change, Change::Text(edit) if delta.span(edit.span) != edit.span);
        self.steps.iter().any(|step| step.file == file && moves(&step.change))
    }

    /// Moves what names places in this file by bytes.
    pub(crate) fn move_bytes(&mut self, file: FileRole, delta: &Delta) {
        for step in self.steps.iter_mut().filter(|step| step.file == file) {
            if let Change::Text(edit) = &mut step.change {
                edit.span = delta.span(edit.span);
            }
        }
    }

    /// The files that it makes, if they are not there by now.
    pub fn new_files(&self, connector: &Connector) -> Vec<NewFile> {
        new_files(connector, std::slice::from_ref(self))
    }

    /// The text edits, by file. Empty where the connector has no such file any more.
    pub fn edits(&self, connector: &Connector) -> Vec<(FileRole, Vec<TextEdit>)> {
        edits(connector, std::slice::from_ref(self))
    }
}

/// The files that fixes make, each once, without those that are there by now.
pub fn new_files(connector: &Connector, fixes: &[Fix]) -> Vec<NewFile> {
    let mut made: Vec<NewFile> = Vec::new();
    for step in fixes.iter().flat_map(|fix| &fix.steps) {
        let Change::Create { name, scaffold } = &step.change else { continue };
        if !made.iter().any(|file| file.name.eq_ignore_ascii_case(name)) {
            made.extend(NewFile::of(connector, name, *scaffold));
        }
    }
    made
}

/// The text edits of several fixes together, by file. Fixes whose steps touch the same bytes are left out after the
/// first; run the rules again and the rest will come.
pub fn edits(connector: &Connector, fixes: &[Fix]) -> Vec<(FileRole, Vec<TextEdit>)> {
    let fixes: Vec<Cow<'_, Fix>> = fixes.iter().map(|fix| spelt_out(connector, fix)).collect();
    let mut roles: Vec<FileRole> =
        fixes.iter().flat_map(|fix| fix.steps.iter().map(|step| step.file)).collect();
    roles.sort_unstable();
    roles.dedup();
    let accepted = without_conflicts(connector, &fixes);
    let mut out = Vec::new();
    for file in roles {
        let steps = accepted.iter().flat_map(|fix| &fix.steps).filter(|step| step.file == file);
        let mut texts = Vec::new();
        let Some(document) = connector.document(file) else {
            // A script has no nodes, only text.
            if connector.part(file).is_some() {
                let edits = steps.filter_map(|step| match &step.change {
                    Change::Text(edit) => Some(edit.clone()),
                    _ => None,
                });
                out.push((file, joined(Vec::new(), edits.collect())));
            }
            continue;
        };
        let mut editor = JsonEditor::new(document.tree());
        for step in steps {
            match &step.change {
                Change::Remove(node) => editor.remove(document.node(*node)),
                Change::Replace(node, json) => editor.replace(document.node(*node), json.as_str()),
                Change::Rename(node, name) => editor.rename(document.node(*node), name),
                Change::Insert { object, name, value, after } => {
                    let placement = after.as_deref().map_or(Placement::Last, Placement::After);
                    editor.insert_member(document.node(*object), name, value.as_str(), placement);
                }
                Change::Append(array, value) => {
                    editor.insert_item(document.node(*array), usize::MAX, value.as_str());
                }
                Change::Move { member, object } => {
                    editor.move_member(document.node(*member), document.node(*object), Placement::Last);
                }
                Change::Reorder { member, after } => {
                    let member = document.node(*member);
                    let placement = after.as_deref().map_or(Placement::First, Placement::After);
                    if let Some(object) = member.parent() {
                        editor.move_member(member, object, placement);
                    }
                }
                Change::EndWith(string, end) => {
                    let place = Span::empty(document.node(*string).content_span().end);
                    texts.push(TextEdit::new(place, end.as_str()));
                }
                Change::Text(edit) => texts.push(edit.clone()),
                Change::InsertFirst { object, name, value } => {
                    let object = document.node(*object);
                    editor.insert_member(object, name, value.as_str(), Placement::First);
                }
                Change::Blanks(blanks) => texts.extend(blanks.edits(document.tree().text())),
                // Spelt out above, or no edit.
                Change::RemoveParameter(_)
                | Change::Create { .. }
                | Change::RenameOperation { .. }
                | Change::RenameVariables { .. } => {}
            }
        }
        let edits = joined(editor.finish(), texts);
        if !edits.is_empty() {
            out.push((file, edits));
        }
    }
    out
}

/// The fix with changes that reach many places as the steps that they come to.
fn spelt_out<'f>(connector: &Connector, fix: &'f Fix) -> Cow<'f, Fix> {
    if !fix.steps.iter().any(|step| step.change.reaches_far()) {
        return Cow::Borrowed(fix);
    }
    let steps = fix.steps.iter().flat_map(|step| match &step.change {
        Change::RemoveParameter(parameter) => rename::without_parameter(connector, *parameter),
        Change::RenameOperation { id, name } => rename::operation(connector, *id, name),
        Change::RenameVariables { path_item, names } => rename::variables(connector, *path_item, names),
        _ => vec![step.clone()],
    });
    Cow::Owned(Fix { title: fix.title.clone(), safety: fix.safety, steps: steps.collect() })
}

impl Change {
    /// Whether it stands for steps at places that are yet to be found.
    fn reaches_far(&self) -> bool {
        matches!(self, Self::RemoveParameter(_) | Self::RenameOperation { .. } | Self::RenameVariables { .. })
    }

    /// Gives a member this JSON value: in place of what it has, or as a new member after another one.
    pub fn set(object: Node<'_>, name: &str, value: String, after: Option<&str>) -> Self {
        match object.get(name) {
            Some(written) => Self::Replace(written.id(), value),
            None => Self::Insert {
                object: object.id(),
                name: name.to_owned(),
                value,
                after: after.map(str::to_owned),
            },
        }
    }
}

/// The edits in order, those of the first list and of the second that do not overlap them or one another.
fn joined(mut edits: Vec<TextEdit>, mut texts: Vec<TextEdit>) -> Vec<TextEdit> {
    texts.sort_by_key(|edit| edit.span);
    let mut end = 0;
    texts.retain(|text| {
        let next = edits.partition_point(|edit| edit.span.end <= text.span.start);
        let is_free =
            end <= text.span.start && edits.get(next).is_none_or(|edit| text.span.end <= edit.span.start);
        end = if is_free { text.span.end } else { end };
        is_free
    });
    edits.extend(texts);
    edits.sort_by_key(|edit| edit.span);
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_together_is_a_rule_with_unsafe_fixes() {
        for code in FOR_A_WHOLE_FILE {
            let rule = crate::find(code).unwrap_or_else(|| panic!("no rule {code}")).rule;
            assert_eq!(rule.fix, FixKind::Unsafe, "{code}");
        }
    }
}
