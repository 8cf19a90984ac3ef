//! An author who knows what the file is to become, and writes it member by member: what completion offers is accepted,
//! and only the author's own names and texts are typed.

use std::collections::{BTreeMap, BTreeSet};

use connector::{Connector, Document};
use syntax::{Key, Kind, Node};
use vocabulary::{Place, Types};

use super::editor::{Editor, Step, follow};

/// How much was accepted and typed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) accepted: usize,
    pub(super) typed: usize,
}

/// The work on one file.
pub(super) struct Author<'t> {
    pub(super) editor: Editor,
    /// The connector as it is to become, and the file of it.
    target: &'t Connector,
    document: &'t Document,
    /// Which elements of a list are there, by their place in the target.
    present: BTreeMap<Vec<Step>, BTreeSet<usize>>,
    /// What names something that is not there yet.
    late: Vec<(Vec<Step>, usize)>,
    pub(super) names: Tally,
    pub(super) values: Tally,
}

/// It names something that is not there yet.
struct TooEarly;

impl<'t> Author<'t> {
    pub(super) fn new(editor: Editor, target: &'t Connector) -> Self {
        Self {
            document: target.document(editor.role).unwrap(),
            editor,
            target,
            present: BTreeMap::new(),
            late: Vec::new(),
            names: Tally::default(),
            values: Tally::default(),
        }
    }

    /// Writes the whole file.
    pub(super) fn write(&mut self) {
        let root = self.document.root();
        if root.is_object() {
            assert!(self.editor.accept("{ }"), "an empty file is offered an object");
        } else {
            self.editor.open('[');
        }
        self.children(&[]);
        while !self.late.is_empty() {
            let late = std::mem::take(&mut self.late);
            let count = late.len();
            for (way, index) in late {
                self.child(&way, index);
            }
            assert!(self.late.len() < count, "nothing offers {:?}\n{}", self.late, self.editor.text);
        }
    }

    fn children(&mut self, way: &[Step]) {
        let container = follow(self.document.tree(), way).unwrap();
        for index in 0..container.children().count() {
            self.child(way, index);
        }
    }

    /// The way in the text as it is.
    fn in_text(&self, way: &[Step]) -> Vec<Step> {
        let step = |(at, step): (usize, &Step)| match step {
            Step::Name(_) => step.clone(),
            Step::Index(index) => {
                let present = self.present.get(&way[..at]);
                Step::Index(present.map_or(0, |present| present.range(..index).count()))
            }
        };
        way.iter().enumerate().map(step).collect()
    }

    /// Writes one child, or leaves it for later.
    fn child(&mut self, way: &[Step], index: usize) {
        let (text, counts) = (self.editor.text.clone(), (self.names, self.values));
        if self.try_child(way, index).is_err() {
            self.editor.text = text;
            (self.names, self.values) = counts;
            if let Some(present) = self.present.get_mut(way) {
                present.remove(&index);
            }
            self.late.push((way.to_vec(), index));
        }
    }

    fn try_child(&mut self, way: &[Step], index: usize) -> Result<(), TooEarly> {
        let target = follow(self.document.tree(), way).unwrap();
        let children: Vec<Node<'t>> = target.children().collect();
        let child = children[index];
        let misses_comma = self.go_to(way, &children, index);
        let mut inside = way.to_vec();
        let has_next = self.has_next();
        if child.key().is_some() {
            inside.push(Step::Name(child.name().into_owned()));
            self.name(child, misses_comma, has_next)?;
        } else {
            inside.push(Step::Index(index));
            self.present.entry(way.to_vec()).or_default().insert(index);
            self.element(child, misses_comma, has_next)?;
        }
        self.value(child, &inside)
    }

    /// Goes to where a child belongs: to a new line behind the one before it. Gives where a comma is missing.
    fn go_to(&mut self, way: &[Step], children: &[Node<'_>], index: usize) -> Option<usize> {
        let tree = self.editor.tree();
        let container = follow(&tree, &self.in_text(way)).unwrap();
        let before = if container.is_object() {
            children[..index].iter().rev().find_map(|child| container.get(&child.name()))
        } else {
            let present = self.present.get(way).map_or(0, |present| present.range(..index).count());
            present.checked_sub(1).and_then(|last| container.items().nth(last))
        };
        let mut missing = None;
        self.editor.cursor = match before {
            None => container.span().start as usize + 1,
            Some(before) => {
                let end = before.span().end as usize;
                let comma = self.editor.text[end..].starts_with(',');
                missing = (!comma).then_some(end);
                end + usize::from(comma)
            }
        };
        self.editor.enter(way.len() + 1);
        missing
    }

    /// Whether another child follows the cursor.
    fn has_next(&self) -> bool {
        !self.editor.text[self.editor.cursor..].trim_start().starts_with(['}', ']'])
    }

    fn name(&mut self, child: Node<'_>, comma: Option<usize>, has_next: bool) -> Result<(), TooEarly> {
        let name = child.name();
        self.editor.open('"');
        if self.editor.accept(&name) {
            self.names.accepted += 1;
            return Ok(());
        }
        if self.is_known_name(child) {
            return Err(TooEarly);
        }
        self.names.typed += 1;
        self.editor.type_text(child.key().map(Key::raw_name).unwrap_or_default());
        self.editor.cursor += 1;
        self.editor.type_text(": ");
        self.begin(child, comma, has_next);
        Ok(())
    }

    /// Begins a value by hand, with the commas that it needs.
    fn begin(&mut self, child: Node<'_>, comma: Option<usize>, has_next: bool) {
        match child.kind() {
            Kind::Object => self.editor.open('{'),
            Kind::Array => self.editor.open('['),
            Kind::String => self.editor.open('"'),
            _ => self.editor.type_text("0"),
        }
        if has_next {
            let end = self.editor.cursor + usize::from(child.is_container() || child.kind() == Kind::String);
            self.editor.text.insert(end, ',');
        }
        if let Some(comma) = comma {
            self.editor.text.insert(comma, ',');
            self.editor.cursor += 1;
        }
    }

    fn element(&mut self, child: Node<'_>, comma: Option<usize>, has_next: bool) -> Result<(), TooEarly> {
        let Some(text) = child.as_str() else {
            self.begin(child, comma, has_next);
            return Ok(());
        };
        self.editor.open('"');
        if self.editor.accept(&text) {
            self.values.accepted += 1;
            return Ok(());
        }
        if self.is_known_value(child) {
            return Err(TooEarly);
        }
        // The quotes go, and are typed again where the commas are.
        self.editor.cursor -= 1;
        self.editor.text.replace_range(self.editor.cursor..self.editor.cursor + 2, "");
        self.begin(child, comma, has_next);
        Ok(())
    }

    /// Writes the value whose beginning is there.
    fn value(&mut self, child: Node<'t>, way: &[Step]) -> Result<(), TooEarly> {
        let tree = self.editor.tree();
        let begun = follow(&tree, &self.in_text(way)).unwrap();
        let wanted = child.as_str();
        if wanted.is_some() && begun.as_str() == wanted {
            return Ok(());
        }
        if !child.is_container() && wanted.is_none() && begun.raw() == child.raw() {
            self.values.accepted += 1;
            return Ok(());
        }
        let empty = match child.kind() {
            Kind::Object => "{}",
            Kind::Array => "[]",
            Kind::String => "\"\"",
            _ => "",
        };
        let span = match begun.kind() {
            Kind::Missing => self.editor.cursor..self.editor.cursor,
            _ => begun.span().range(),
        };
        let start = span.start;
        self.editor.text.replace_range(span, empty);
        if child.is_container() {
            self.children(way);
            return Ok(());
        }
        self.editor.cursor = start + usize::from(wanted.is_some());
        if self.editor.accept(wanted.as_deref().unwrap_or(child.raw())) {
            self.values.accepted += 1;
            return Ok(());
        }
        if self.is_known_value(child) {
            return Err(TooEarly);
        }
        self.values.typed += 1;
        let inside = child.content_span();
        let typed = if wanted.is_some() { &self.document.tree().text()[inside.range()] } else { child.raw() };
        self.editor.type_text(typed);
        Ok(())
    }

    /// Whether the formats or the connector say how the member is called, so that it may not be typed.
    fn is_known_name(&self, child: Node<'_>) -> bool {
        let Some(parent) = child.parent() else { return false };
        let named_elsewhere = [
            Place::PolicyParameters,
            Place::Responses,
            Place::SecurityRequirement,
            Place::DynamicParameters,
            Place::DynamicListParameters,
            Place::DynamicTreeParameters,
            Place::LiteralParameters,
            Place::OAuthCustomParameters,
        ];
        self.document.member(child).is_some() || named_elsewhere.contains(&self.document.place(parent))
    }

    /// Whether the formats or the connector say what the value can be, so that it may not be typed.
    fn is_known_value(&self, child: Node<'_>) -> bool {
        if child.as_bool().is_some() {
            let is_told = |known: &vocabulary::Member| {
                known.types != Types::ANY && known.types.contains(Types::BOOLEAN)
            };
            return self.document.member(child).is_some_and(is_told);
        }
        let Some(text) = child.as_str() else { return false };
        if self.is_answer_path(child) {
            return true;
        }
        let of_member = self
            .document
            .member(child)
            .is_some_and(|known| known.values.iter().any(|value| value.value == text));
        let of_list = child.parent().is_some_and(|list| {
            list.is_array()
                && self.document.place(list).element_values().iter().any(|value| value.value == text)
        });
        let start = child.content_span().start;
        let names = self.target.references().at(self.editor.role, start);
        of_member || of_list || names.is_some_and(|named| named.node == Some(child.id()))
    }

    /// Whether the value names a field of an answer.
    fn is_answer_path(&self, child: Node<'_>) -> bool {
        let calls = [
            Place::DynamicValues,
            Place::DynamicList,
            Place::DynamicSchema,
            Place::DynamicProperties,
            Place::Pageable,
        ];
        let paths = [
            "value-collection",
            "value-path",
            "value-title",
            "itemsPath",
            "itemValuePath",
            "itemTitlePath",
            "nextLinkName",
        ];
        let is_in_call = child.parent().is_some_and(|parent| calls.contains(&self.document.place(parent)));
        is_in_call && paths.contains(&&*child.name())
    }
}
