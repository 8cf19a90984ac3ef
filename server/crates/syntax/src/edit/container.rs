//! All wishes about one object or array, resolved together.
//!
//! The children that stay cut the container into stretches. In each stretch children go, come, both or neither, and
//! each case has one way to keep commas and lines right; a stretch where nothing happens is not looked at.

use std::borrow::Cow;

use super::editor::{Content, JsonEditor, NewChild, Side};
use super::layout::quote;
use super::{TextEdit, gap, style};
use crate::{Node, NodeId, Span, Tree};

/// A child of a container as it will be.
pub(super) enum Slot {
    Old(NodeId),
    New(NewChild),
}

impl Slot {
    pub(super) fn is(&self, wanted: NodeId) -> bool {
        matches!(self, Self::Old(id) if *id == wanted)
    }

    pub(super) fn is_named(&self, tree: &Tree, name: &str) -> bool {
        match self {
            Self::Old(id) => tree.node(*id).key().is_some_and(|key| key.is(name)),
            Self::New(child) => child.name.as_deref() == Some(name),
        }
    }

    /// Whether it was put first on purpose.
    pub(super) fn is_first(&self) -> bool {
        matches!(self, Self::New(child) if child.first)
    }

    pub(super) fn side(&self) -> Option<Side> {
        match self {
            Self::Old(_) => None,
            Self::New(child) => Some(child.side),
        }
    }
}

/// One container and what is to happen to its children.
pub(super) struct Plan<'e, 't> {
    pub(super) editor: &'e JsonEditor<'t>,
    pub(super) container: Node<'t>,
    pub(super) text: &'t str,
}

/// The stretch between two children that stay, or the container's ends.
struct Stretch<'s, 't> {
    previous: Option<Node<'t>>,
    removed: Vec<Node<'t>>,
    added: Vec<&'s NewChild>,
    next: Option<Node<'t>>,
}

/// How new children are written.
struct Manner<'t> {
    /// Whether each gets a line of its own.
    on_lines: bool,
    /// Whether the values may be broken into lines.
    broken: bool,
    /// The blanks that start their lines.
    blanks: Cow<'t, str>,
    /// What stands between two of them before the comma: nothing, unless lines start with it.
    lead: String,
    /// What stands between two of them after the comma.
    separator: String,
}

impl Manner<'_> {
    /// What stands between two children.
    fn comma(&self) -> String {
        [&self.lead, ",", &self.separator].concat()
    }
}

impl<'t> Plan<'_, 't> {
    /// Adds the edits that turn the children into `slots`.
    pub(super) fn edits(&self, slots: &[Slot], edits: &mut Vec<TextEdit>) {
        let mut stretch = Stretch { previous: None, removed: Vec::new(), added: Vec::new(), next: None };
        for slot in slots {
            match slot {
                Slot::New(child) => stretch.added.push(child),
                Slot::Old(id) => {
                    let child = self.editor.tree.node(*id);
                    if self.editor.gone.contains(id) {
                        stretch.removed.push(child);
                    } else {
                        stretch.next = Some(child);
                        self.resolve(&stretch, edits);
                        stretch = Stretch {
                            previous: Some(child),
                            removed: Vec::new(),
                            added: Vec::new(),
                            next: None,
                        };
                    }
                }
            }
        }
        self.resolve(&stretch, edits);
    }

    fn resolve(&self, stretch: &Stretch<'_, 't>, edits: &mut Vec<TextEdit>) {
        match (&stretch.removed[..], &stretch.added[..]) {
            ([], []) => {}
            ([first, .., last], []) => self.remove(stretch, *first, *last, edits),
            ([only], []) => self.remove(stretch, *only, *only, edits),
            ([], added) => self.insert(stretch, added, edits),
            ([first, .., last], _) => self.exchange(stretch, *first, *last, edits),
            ([only], _) => self.exchange(stretch, *only, *only, edits),
        }
    }

    fn comma_after(&self, child: Node<'t>) -> Option<u32> {
        gap::comma(self.text, gap::after(child))
    }

    /// Takes the children from `first` to `last` out.
    fn remove(&self, stretch: &Stretch<'_, 't>, first: Node<'t>, last: Node<'t>, edits: &mut Vec<TextEdit>) {
        let text = self.text;
        let start = first.full_span().start;
        let value_end = last.span().end;
        let comma = self.comma_after(last);
        let is_near = |comma: u32| gap::skip_blanks(text, value_end) == comma;
        let near = comma.filter(|&comma| is_near(comma));
        let far = comma.filter(|&comma| !is_near(comma));
        let end = near.map_or(value_end, |comma| comma + 1);
        let before = gap::between(stretch.previous, first);
        let plain_before = gap::is_plain(text, before);
        let is_last = stretch.next.is_none();
        let inside = gap::inside(self.container);
        if is_last && stretch.previous.is_none() && plain_before && gap::is_plain(text, gap::after(last)) {
            edits.push(TextEdit::delete(inside));
            return;
        }
        if let Some(far) = far.filter(|_| is_last || stretch.previous.is_none() || !plain_before) {
            edits.push(TextEdit::delete(Span::new(far, far + 1)));
        }
        if let Some(previous) = stretch.previous.filter(|_| plain_before)
            && let Some(lead) = self.comma_after(previous)
            && (far.is_some() || is_last && !gap::breaks_line(text, Span::new(lead, start)))
        {
            // The comma that stays is the one on the other side.
            edits.push(TextEdit::delete(Span::new(previous.span().end, end)));
            return;
        }
        let start_of_blanks = gap::skip_blanks_back(text, start);
        let end_of_blanks = gap::skip_blanks(text, end);
        let next_line = gap::skip_line_end(text, end_of_blanks);
        let own_line = style::own_line(text, start).is_some();
        let previous_end = stretch.previous.map(|previous| previous.span().end);
        let span = match (own_line, next_line) {
            (true, Some(next_line)) => Span::new(start_of_blanks, next_line),
            (_, None) if !is_last => Span::new(start, end_of_blanks),
            (true, None) if plain_before => Span::new(previous_end.unwrap_or(start), end),
            (true, None) => Span::new(start, end),
            (false, _) => Span::new(start_of_blanks, end),
        };
        if let Some(previous) = stretch.previous.filter(|_| is_last)
            && let Some(comma) = self.comma_after(previous)
            && comma < span.start
        {
            let blanks = gap::skip_blanks_back(text, comma).max(previous.span().end);
            edits.push(TextEdit::delete(Span::new(blanks, comma + 1)));
        }
        edits.push(TextEdit::delete(span));
    }

    /// Puts the new children in the place of those from `first` to `last`.
    fn exchange(
        &self,
        stretch: &Stretch<'_, 't>,
        first: Node<'t>,
        last: Node<'t>,
        edits: &mut Vec<TextEdit>,
    ) {
        let lead = gap::between(stretch.previous, first);
        let manner = self.manner(lead, Some(first), first);
        let mut written = self.children(&stretch.added, &manner);
        if stretch.next.is_some() && self.comma_after(last).is_none() {
            written.push(',');
        }
        self.comma_if_missing(stretch.previous, edits);
        edits.push(TextEdit::new(Span::new(first.full_span().start, last.span().end), written));
    }

    fn insert(&self, stretch: &Stretch<'_, 't>, added: &[&NewChild], edits: &mut Vec<TextEdit>) {
        let (near_previous, near_next) = match (stretch.previous, stretch.next) {
            (Some(_), Some(_)) => {
                added.split_at(added.iter().take_while(|child| child.side == Side::Previous).count())
            }
            (Some(_), None) => added.split_at(added.len()),
            (None, Some(_)) => added.split_at(0),
            (None, None) => return self.fill(added, edits),
        };
        if let Some(previous) = stretch.previous
            && !near_previous.is_empty()
        {
            self.insert_after(previous, stretch.next, near_previous, edits);
        } else {
            self.comma_if_missing(stretch.previous, edits);
        }
        if let Some(next) = stretch.next
            && !near_next.is_empty()
        {
            let manner = self.manner(gap::between(stretch.previous, next), Some(next), next);
            let written = self.children(near_next, &manner) + &manner.comma();
            edits.push(TextEdit::insert(next.full_span().start, written));
        }
    }

    fn comma_if_missing(&self, child: Option<Node<'t>>, edits: &mut Vec<TextEdit>) {
        if let Some(child) = child.filter(|child| self.comma_after(*child).is_none()) {
            edits.push(TextEdit::insert(child.span().end, ","));
        }
    }

    fn insert_after(
        &self,
        previous: Node<'t>,
        next: Option<Node<'t>>,
        added: &[&NewChild],
        edits: &mut Vec<TextEdit>,
    ) {
        let lead = next.map_or_else(|| gap::before(previous), |next| gap::between(Some(previous), next));
        let manner = self.manner(lead, next, previous);
        let written = self.children(added, &manner);
        let end = previous.span().end;
        let comma = self.comma_after(previous);
        let limit = gap::after(previous).end;
        if next.is_none()
            && let Some(comma) = comma
        {
            // A comma without anything after it: now something is. A comment to the line's end is about what is before.
            let blanks = gap::skip_blanks(self.text, comma + 1);
            let is_near = self.text[blanks as usize..].starts_with("//")
                && !gap::breaks_line(self.text, Span::new(end, comma))
                && manner.separator.starts_with(['\r', '\n']);
            let comments = gap::after_comments(self.text, comma + 1, limit).filter(|_| is_near);
            let at = comments.unwrap_or(comma + 1);
            edits.push(TextEdit::insert(at, manner.separator.clone() + &written));
            return;
        }
        let done = comma.map_or(end, |comma| comma + 1);
        let same_line = !gap::breaks_line(self.text, Span::new(end, done));
        if manner.on_lines
            && same_line
            && let Some(line_end) = gap::after_comments(self.text, done, limit)
        {
            // The comment at the line's end is about the child before it.
            if !manner.lead.is_empty() && comma.is_none() && next.is_none() {
                edits.push(TextEdit::insert(line_end, manner.comma() + &written));
                return;
            }
            if comma.is_none() {
                edits.push(TextEdit::insert(end, ","));
            }
            let tail = if next.is_some() { "," } else { "" };
            edits.push(TextEdit::insert(line_end, manner.separator.clone() + &written + tail));
            return;
        }
        let tail = if next.is_some() && comma.is_none() { "," } else { "" };
        edits.push(TextEdit::insert(end, manner.comma() + &written + tail));
    }

    /// Puts children into a container that has none.
    fn fill(&self, added: &[&NewChild], edits: &mut Vec<TextEdit>) {
        if self.container.is_inferred() {
            return;
        }
        let inside = gap::inside(self.container);
        let content = &self.text[inside.range()];
        let kept = content.trim_end_matches([' ', '\t', '\n', '\r']);
        let comments = !gap::is_plain(self.text, inside);
        let style = self.editor.style();
        let own_line = style::own_line(self.text, self.container.full_span().start).is_some();
        let short = self.container.is_array()
            && style.short_arrays
            && added.iter().all(|child| is_plain_value(child));
        let on_lines = content.contains(['\n', '\r'])
            || content.contains("//")
            || own_line && !short && style.breaks_lines();
        let outer = self.editor.blanks_of(self.container);
        let blanks = outer.to_owned() + style.indent.text();
        let padding = if self.container.is_object() { style.padding } else { "" };
        let (start, end, separator) = if on_lines {
            let start = style.line_end.to_owned() + &blanks;
            (start.clone(), style.line_end.to_owned() + outer, start)
        } else {
            (
                padding.to_owned(),
                padding.to_owned(),
                style.comma(self.container).trim_start_matches(',').to_owned(),
            )
        };
        let lead = String::new();
        let manner = Manner { on_lines, broken: on_lines, blanks: blanks.into(), lead, separator };
        let mut written = start + &self.children(added, &manner);
        if self.container.is_closed() {
            written.push_str(&end);
        }
        let from = if comments { inside.start + kept.len() as u32 } else { inside.start };
        let to = if self.container.is_closed() { inside.end } else { from };
        edits.push(TextEdit::new(Span::new(from, to), written));
    }

    /// How to write children in `gap`, beside `sibling`; `follower` is the child that the gap ends at.
    fn manner(&self, gap: Span, follower: Option<Node<'t>>, sibling: Node<'t>) -> Manner<'t> {
        let style = self.editor.style();
        let on_lines = gap::breaks_line(self.text, gap);
        let broken = sibling.is_container() && gap::breaks_line(self.text, sibling.span());
        let between = self.text.get(gap.range()).unwrap_or_default();
        let around = between.split_once(',').filter(|_| gap::is_plain(self.text, gap));
        let around = around.filter(|(_, after)| !after.contains([',', '\n', '\r']));
        if on_lines && around.is_none() {
            let own = |node: Node<'t>| style::own_line(self.text, node.full_span().start);
            let blanks = own(sibling).or_else(|| follower.and_then(own)).map_or_else(
                || Cow::Owned(self.editor.blanks_of(self.container).to_owned() + style.indent.text()),
                Cow::Borrowed,
            );
            let separator = style.line_end.to_owned() + &blanks;
            return Manner { on_lines, broken: style.breaks_lines(), blanks, lead: String::new(), separator };
        }
        let usual = || style.comma(self.container).trim_start_matches(',').to_owned();
        let separator = around.map_or_else(usual, |(_, after)| after.to_owned());
        let lead = around.map_or("", |(before, _)| before).to_owned();
        Manner {
            on_lines,
            broken: broken || on_lines,
            blanks: self.editor.blanks_of(sibling).into(),
            lead,
            separator,
        }
    }

    /// The new children, with commas between them.
    fn children(&self, added: &[&NewChild], manner: &Manner<'_>) -> String {
        let mut out = String::new();
        for (number, child) in added.iter().enumerate() {
            if number > 0 {
                out.push_str(&manner.comma());
            }
            let keyed = !matches!(child.content, Content::Moved(_));
            if let Some(name) = child.name.as_deref().filter(|_| keyed) {
                out.push_str(&quote(name));
                out.push_str(child.colon.as_deref().unwrap_or(self.editor.style().colon));
            }
            out.push_str(&self.editor.render(&child.content, &manner.blanks, manner.broken));
        }
        out
    }
}

/// Whether a new item is neither object nor array.
fn is_plain_value(child: &NewChild) -> bool {
    match &child.content {
        Content::Json(text) | Content::Written(text, _) => !text.trim_start().starts_with(['{', '[']),
        Content::Moved(_) => false,
    }
}
