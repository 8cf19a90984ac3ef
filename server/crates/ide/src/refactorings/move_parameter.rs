//! Moves a parameter between the path and its operations.

use std::borrow::Cow;

use syntax::edit::Value;
use syntax::{JsonEditor, Node, Placement, TextEdit};
use vocabulary::Place;

use super::shared::is_sound;
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.moveParameter", at };

/// In an operation: to the path, if all its operations have the same one, which they lose. In a path: to its operations;
/// those that have one of that name and place keep it. Nothing where a `parameters` is no list: it could take nothing.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let place = |node: Node<'_>| site.definition.document.place(node);
    let is_entry = |node: &Node<'_>| node.parent().is_some_and(|list| place(list) == Place::Parameters);
    let Some(usage) = site.around().find(is_entry) else { return Vec::new() };
    let Some(owner) = usage.parent().and_then(Node::parent) else { return Vec::new() };
    let path_item = if place(owner) == Place::PathItem { Some(owner) } else { owner.parent() };
    let Some(path_item) = path_item.filter(|path_item| is_sound(site.definition, *path_item)) else {
        return Vec::new();
    };
    let Some(moved) = Moved::new(site, usage, path_item) else { return Vec::new() };
    let mut owners = std::iter::once(&path_item).chain(&moved.operations);
    if !owners.all(|owner| owner.get("parameters").is_none_or(Node::is_array)) {
        return Vec::new();
    }
    let offer = if owner == path_item { moved.to_operations() } else { moved.to_path() };
    offer.into_iter().collect()
}

/// A parameter that is to move.
struct Moved<'s, 'a> {
    site: &'s Site<'a>,
    usage: Node<'a>,
    name: Cow<'a, str>,
    path_item: Node<'a>,
    /// The operations of the path.
    operations: Vec<Node<'a>>,
}

/// What takes the place of a parameter in another list.
enum Rival<'a> {
    /// The list has no parameter of its name and place.
    None,
    /// It has one that says the same.
    Same(Node<'a>),
    /// It has one that says something else.
    Other,
}

impl<'s, 'a> Moved<'s, 'a> {
    fn new(site: &'s Site<'a>, usage: Node<'a>, path_item: Node<'a>) -> Option<Self> {
        let definition = site.definition;
        let name = definition.resolve(usage)?.get("name").and_then(Node::as_str)?;
        let model = definition.path_items.iter().find(|known| known.node == path_item.id())?;
        let operations = definition.operations[model.operations.clone()].iter();
        let operations = operations.map(|operation| definition.node(operation.node)).collect();
        Some(Self { site, usage, name, path_item, operations })
    }

    /// The parameter of the same name and place in the list of `owner`.
    fn rival(&self, owner: Node<'a>) -> Rival<'a> {
        let resolved = |usage: Node<'a>| self.site.definition.resolve(usage);
        let text = |node: Node<'a>, name: &str| node.get(name).and_then(Node::as_str);
        let Some(mine) = resolved(self.usage) else { return Rival::None };
        let entries = owner.get("parameters").into_iter().flat_map(Node::items);
        let rival = entries.filter_map(|entry| Some((entry, resolved(entry)?))).find(|(entry, other)| {
            *entry != self.usage
                && text(*other, "name") == text(mine, "name")
                && text(*other, "in") == text(mine, "in")
        });
        match rival {
            None => Rival::None,
            Some((entry, other)) if other.same_value(mine) => Rival::Same(entry),
            Some(_) => Rival::Other,
        }
    }

    fn to_path(&self) -> Option<Offer> {
        let title = format!("Move parameter '{}' to the path", self.name);
        let mut leaving = vec![self.usage];
        let owner = self.usage.parent()?.parent();
        for operation in self.operations.iter().filter(|operation| Some(**operation) != owner) {
            let lack = match self.rival(*operation) {
                Rival::Same(entry) => {
                    leaving.push(entry);
                    continue;
                }
                Rival::Other => "another",
                Rival::None => "no",
            };
            let method = operation.name().to_uppercase();
            let reason = format!(
                "{method} of this path has {lack} parameter '{}'. Only what all operations of a path take can stand \
                 there.",
                self.name
            );
            return Some(Offer::refused(title, reason));
        }
        let is_there = match self.rival(self.path_item) {
            Rival::None => false,
            Rival::Same(_) => true,
            Rival::Other => {
                let reason =
                    format!("The path has another parameter '{}', which this one replaces here.", self.name);
                return Some(Offer::refused(title, reason));
            }
        };
        self.site.offer(title, || {
            let to: Vec<Node<'_>> = if is_there { Vec::new() } else { vec![self.path_item] };
            self.edits(&leaving, &to, Placement::First)
        })
    }

    fn to_operations(&self) -> Option<Offer> {
        let one = self.operations.len() == 1;
        let title = format!("Move parameter '{}' to the operation{}", self.name, if one { "" } else { "s" });
        if self.operations.is_empty() {
            let reason = "The path has no operation that could take it.".to_owned();
            return Some(Offer::refused(title, reason));
        }
        // Of two of one name in the path nobody knows which one counts.
        if !matches!(self.rival(self.path_item), Rival::None) {
            return None;
        }
        let lacks = |operation: &&Node<'a>| matches!(self.rival(**operation), Rival::None);
        self.site.offer(title, || {
            let to: Vec<Node<'_>> = self.operations.iter().filter(lacks).copied().collect();
            self.edits(&[self.usage], &to, Placement::Before("responses"))
        })
    }

    /// Takes entries out of their lists and puts a copy of the parameter into those of `to`.
    fn edits(&self, leaving: &[Node<'a>], to: &[Node<'a>], placement: Placement<'_>) -> Vec<TextEdit> {
        let mut editor = JsonEditor::new(self.site.definition.tree());
        let is_emptied = |list: &Node<'a>| list.items().all(|entry| leaving.contains(&entry));
        // A list that moves as a whole keeps its bytes.
        let moving = match to {
            [only] if only.get("parameters").is_none() => self.usage.parent().filter(is_emptied),
            _ => None,
        };
        for (entry, list) in leaving.iter().filter_map(|entry| Some((*entry, entry.parent()?))) {
            match to {
                [only] if moving == Some(list) => editor.move_member(list, *only, placement),
                _ => editor.remove(if is_emptied(&list) { list } else { entry }),
            }
        }
        for owner in to.iter().filter(|_| moving.is_none()) {
            if let Some(list) = owner.get("parameters") {
                editor.insert_item(list, usize::MAX, Value::Copy(self.usage));
            } else {
                let list = format!("[{}]", self.usage.raw());
                editor.insert_member(*owner, "parameters", list.as_str(), placement);
            }
        }
        editor.finish()
    }
}
