//! How a snippet is laid out at the cursor: as the document is, on lines of its own where the object around it has lines.

use syntax::Node;
use syntax::edit::style::node_blanks;
use syntax::edit::{Indent, Style, indent_value};

use super::super::Subject;
use super::draft::Shape;

/// What stands around a snippet.
pub(super) struct Frame {
    style: Style,
    /// The blanks before each further line of the snippet.
    base: String,
    /// What goes before and behind: line breaks in an object that has just been opened.
    lead: String,
    tail: String,
    /// The blanks before the line that the cursor is on.
    pub(super) indentation: String,
}

impl Frame {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let tree = subject.document.tree();
        let text = tree.text();
        let replaced = subject.site.replace;
        let before = text.get(..replaced.start as usize).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line = before[line..].trim_start_matches('\u{feff}');
        let indentation = line[..line.len() - line.trim_start_matches([' ', '\t']).len()].to_owned();
        let mut frame = Self {
            style: *tree.style(),
            base: indentation.clone(),
            lead: String::new(),
            tail: String::new(),
            indentation,
        };
        let Some(container) = subject.site.container else { return frame };
        let has_line = line.trim().is_empty();
        let own = text.get(container.span().range()).unwrap_or_default();
        let has_others = container.children().any(|child| !subject.site.replaces(child.full_span()));
        if frame.style.indent == Indent::OneLine || !has_line && has_others && !own.contains(['\n', '\r']) {
            frame.style.indent = Indent::OneLine;
            return frame;
        }
        let after = text.get(replaced.end as usize..).unwrap_or_default();
        let closes = container.is_closed() && after.trim_start_matches([' ', '\t']).starts_with(['}', ']']);
        if !has_line {
            frame.base = inner(container, &frame.style);
            // A blank before a line break would be left over.
            if !before.ends_with([' ', '\t']) {
                frame.lead = format!("{}{}", frame.style.line_end, frame.base);
            }
        }
        if closes && !after.starts_with([' ', '\t']) {
            frame.tail = format!("{}{}", frame.style.line_end, node_blanks(container));
        }
        frame
    }

    /// The JSON in the style of the document.
    pub(super) fn laid_out(&self, json: &str, shape: Shape) -> String {
        let value = |json: &str| indent_value(json, &self.style, &self.base);
        let inside = match shape {
            Shape::Value => value(json),
            Shape::Members => {
                let tree = syntax::parse(json);
                let members = tree.root().members().map(|member| {
                    let name = member.key().map(|key| &json[key.span().range()]).unwrap_or_default();
                    format!("{name}{}{}", self.style.colon, value(&json[member.span().range()]))
                });
                let comma = match self.style.indent {
                    Indent::OneLine => self.style.member_comma.to_owned(),
                    _ => format!(",{}{}", self.style.line_end, self.base),
                };
                members.collect::<Vec<_>>().join(&comma)
            }
        };
        format!("{}{inside}{}", self.lead, self.tail)
    }
}

/// The blanks before a new child of a container.
fn inner(container: Node<'_>, style: &Style) -> String {
    let child = container.children().next().filter(|child| {
        let text = container.tree().text();
        let between = text.get(container.span().start as usize..child.full_span().start as usize);
        between.is_some_and(|between| between.contains(['\n', '\r']))
    });
    child.map_or_else(
        || format!("{}{}", node_blanks(container), style.indent.text()),
        |child| node_blanks(child).to_owned(),
    )
}
