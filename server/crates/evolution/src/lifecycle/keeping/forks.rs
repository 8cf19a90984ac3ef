//! What becomes of the shared parts: the published ones come back, and what the edit made of them lives on in forks.

use connector::{Definition, revision_mark};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::edit::Value;
use syntax::{JsonEditor, Node, Placement};

use super::parts::{Part, links, reached};

/// The shared parts that change, and how.
pub(super) struct Forks<'c> {
    published: &'c Definition,
    edited: &'c Definition,
    /// The parts that get a twin for the new revision, with the twin's name, in the order of the file.
    forked: Vec<(Part, String)>,
    names: FxHashMap<Part, String>,
    /// The parts that come back as they were published, in the order of the published file.
    restored: Vec<Part>,
    /// Parts that are not published and name a forked one.
    retargeted: Vec<Part>,
}

impl<'c> Forks<'c> {
    /// Compares what the published roots reach with what the edited roots reach.
    pub(super) fn between(
        (published, old_roots): (&'c Definition, Vec<Node<'c>>),
        (edited, new_roots): (&'c Definition, Vec<Node<'c>>),
        revision: i64,
    ) -> Self {
        let in_use = reached(edited, new_roots);
        let forked = forked(published, edited, &in_use);
        let mut restored: Vec<(Part, Node<'c>)> = Vec::new();
        let old_parts = forked.iter().filter_map(|part| part.find(published));
        let roots: Vec<Node<'c>> = old_roots.into_iter().chain(old_parts).collect();
        let needed = reached(published, roots).into_iter().chain(forked.iter().cloned());
        let mut seen = FxHashSet::default();
        for part in needed {
            let Some(old) = part.find(published) else { continue };
            let same = part.find(edited).is_some_and(|new| new.same_value(old));
            if !same && seen.insert(part.clone()) {
                restored.push((part, old));
            }
        }
        restored.sort_by_key(|(_, old)| old.id());
        let names = fork_names(published, edited, &forked, revision);
        let mut forked: Vec<(Part, String)> =
            forked.into_iter().filter_map(|part| Some((part.clone(), names.get(&part)?.clone()))).collect();
        forked.sort_by_key(|(part, _)| part.find(edited).map(Node::id));
        let is_new = |part: &Part| part.find(published).is_none();
        let names_forked = |part: &Part| {
            part.find(edited)
                .is_some_and(|node| links(edited, node).any(|link| names.contains_key(&link.part)))
        };
        let retargeted = in_use.into_iter().filter(|part| is_new(part) && names_forked(part)).collect();
        let restored = restored.into_iter().map(|(part, _)| part).collect();
        Self { published, edited, forked, names, restored, retargeted }
    }

    /// Whether the edit left all shared parts as they were.
    pub(super) fn is_empty(&self) -> bool {
        self.forked.is_empty() && self.restored.is_empty()
    }

    /// The parts whose edited text is dropped: they come back as published, and the new revision does not use them.
    pub(super) fn dropped(&self) -> impl Iterator<Item = Node<'c>> {
        let without_fork = self.restored.iter().filter(|part| !self.names.contains_key(part));
        without_fork.filter_map(|part| part.find(self.edited))
    }

    /// Lets the references in `within` name the forks.
    pub(super) fn retarget(&self, editor: &mut JsonEditor<'c>, within: Node<'c>) {
        for link in links(self.edited, within) {
            let Some(fork) = self.names.get(&link.part) else { continue };
            // Only the mark at the end differs, and that is written alike with and without escapes.
            let written = &link.node.tree().text()[link.node.content_span().range()];
            let (stem, _) = revision_mark(written);
            let mark = &fork[revision_mark(&link.part.name).0.len()..];
            editor.replace(link.node, Value::Json(&format!("\"{stem}{mark}\"")));
        }
    }

    /// Brings the published parts back and adds the forks.
    pub(super) fn apply(&self, editor: &mut JsonEditor<'c>) {
        for (part, fork) in &self.forked {
            let Some(node) = part.find(self.edited) else { continue };
            let Some(section) = node.parent() else { continue };
            let mut copy = JsonEditor::new(self.edited.tree());
            self.retarget(&mut copy, node);
            let text = copy.edited(node);
            editor.insert_member(section, fork, Value::Written(&text), Placement::After(&part.name));
        }
        for part in &self.retargeted {
            if let Some(node) = part.find(self.edited) {
                self.retarget(editor, node);
            }
        }
        for part in &self.restored {
            let Some(old) = part.find(self.published) else { continue };
            match part.find(self.edited) {
                Some(new) => editor.replace(new, Value::Copy(old)),
                None => self.insert(editor, part, old),
            }
        }
    }

    /// Puts a part back that the edit removed, after the one that it followed.
    fn insert(&self, editor: &mut JsonEditor<'c>, part: &Part, old: Node<'c>) {
        let root = self.edited.document.root();
        let name = part.section.name();
        let Some(section) = root.get(name).filter(|section| section.is_object()) else {
            self.insert_section(editor, part, old);
            return;
        };
        let siblings = old.parent().into_iter().flat_map(Node::members).take_while(|sibling| *sibling != old);
        let is_there = |sibling: &Node<'_>| {
            section.get(&sibling.name()).is_some()
                || self
                    .restored
                    .iter()
                    .any(|part| part.section.name() == name && *part.name == *sibling.name())
        };
        let previous = siblings.filter(is_there).last().map(Node::name);
        let placement = previous.as_deref().map_or(Placement::First, Placement::After);
        editor.insert_member(section, &part.name, Value::Copy(old), placement);
    }

    /// Puts a whole section back, with the parts that are needed, when its first one comes.
    fn insert_section(&self, editor: &mut JsonEditor<'c>, part: &Part, old: Node<'c>) {
        let Some(section) = old.parent() else { return };
        let needed = |name: &str| {
            self.restored.iter().find(|other| other.section == part.section && *other.name == *name)
        };
        let first = section.members().find_map(|member| needed(&member.name()));
        if first != Some(part) {
            return;
        }
        let mut copy = JsonEditor::new(self.published.tree());
        section
            .members()
            .filter(|member| needed(&member.name()).is_none())
            .for_each(|member| copy.remove(member));
        let text = copy.edited(section);
        let root = self.edited.document.root();
        editor.insert_member(root, part.section.name(), Value::Written(&text), Placement::After("paths"));
    }
}

/// The published parts in use that the edit changed, and those that refer to them, directly or over others. Parts
/// that are not published need no fork: nobody else relies on them.
fn forked(published: &Definition, edited: &Definition, in_use: &[Part]) -> Vec<Part> {
    let changed = |part: &Part| {
        part.find(published).zip(part.find(edited)).is_some_and(|(old, new)| !old.same_value(new))
    };
    let mut forked: FxHashSet<Part> = in_use.iter().filter(|part| changed(part)).cloned().collect();
    loop {
        let refers = |part: &&Part| {
            let node = part.find(edited).filter(|_| part.find(published).is_some() && !forked.contains(part));
            node.is_some_and(|node| links(edited, node).any(|link| forked.contains(&link.part)))
        };
        let more: Vec<Part> = in_use.iter().filter(refers).cloned().collect();
        if more.is_empty() {
            break;
        }
        forked.extend(more);
    }
    in_use.iter().filter(|part| forked.contains(part)).cloned().collect()
}

/// A free name for each fork: `Item` and `Item_V2` become `Item_V3` for revision 3.
fn fork_names(
    published: &Definition,
    edited: &Definition,
    forked: &[Part],
    revision: i64,
) -> FxHashMap<Part, String> {
    let mut names: FxHashMap<Part, String> = FxHashMap::default();
    let mut taken: FxHashSet<Part> = FxHashSet::default();
    for part in forked {
        let (base, _) = revision_mark(&part.name);
        // One more name than there are parts: one of them is free.
        let most = edited.tree().len() + published.tree().len();
        let candidates = (revision..).take(most).map(|number| format!("{base}_V{number}"));
        let free = candidates.into_iter().find(|name| {
            let candidate = Part { section: part.section, name: Box::from(name.as_str()) };
            candidate.find(edited).is_none() && candidate.find(published).is_none() && taken.insert(candidate)
        });
        if let Some(free) = free {
            names.insert(part.clone(), free);
        }
    }
    names
}
