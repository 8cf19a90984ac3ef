//! How a document is written.

use super::effort::spend;
use crate::{Kind, Node, Tree};

/// One level of indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Indent {
    /// That many spaces. Zero: lines are broken, but all start at the left.
    Spaces(u8),
    /// One tab.
    Tab,
    /// Lines are not broken at all: the document is minified or a single line.
    OneLine,
}

impl Indent {
    /// The characters of one level.
    pub fn text(self) -> &'static str {
        const SPACES: &str = "                ";
        match self {
            Self::Spaces(count) => &SPACES[..usize::from(count).min(SPACES.len())],
            Self::Tab => "\t",
            Self::OneLine => "",
        }
    }
}

/// The habits of a document, which new text in it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    /// One level of indentation.
    pub indent: Indent,
    /// The line end: `\n`, `\r\n` or `\r`.
    pub line_end: &'static str,
    /// What stands between a key and its value: `: `, `:` or ` : `.
    pub colon: &'static str,
    /// What stands between two members on one line: `, ` or `,`.
    pub member_comma: &'static str,
    /// What stands between two items on one line: `, ` or `,`.
    pub item_comma: &'static str,
    /// What stands inside the braces of an object on one line: a blank or nothing.
    pub padding: &'static str,
    /// Whether arrays of plain values are written on one line although objects are not.
    pub short_arrays: bool,
}

impl Default for Style {
    /// Two spaces, `\n`, `"a": 1`.
    fn default() -> Self {
        Self {
            indent: Indent::Spaces(2),
            line_end: "\n",
            colon: ": ",
            member_comma: ", ",
            item_comma: ", ",
            padding: " ",
            short_arrays: false,
        }
    }
}

/// How many nodes are looked at. Habits show early, and an editor is made for every quick fix.
const SAMPLE: usize = 2000;

/// Counts votes for a few alternatives.
struct Votes<T, const N: usize>([(T, u32); N]);

impl<T: Copy + PartialEq, const N: usize> Votes<T, N> {
    fn new(choices: [T; N]) -> Self {
        Self(choices.map(|choice| (choice, 0)))
    }

    fn add(&mut self, choice: T) {
        if let Some((_, votes)) = self.0.iter_mut().find(|(known, _)| *known == choice) {
            *votes += 1;
        }
    }

    /// The choice with the most votes, of equals the first named.
    fn winner(&self) -> Option<T> {
        let most = self.0.iter().map(|(_, votes)| *votes).max().filter(|&votes| votes > 0)?;
        self.0.iter().find(|(_, votes)| *votes == most).map(|(choice, _)| *choice)
    }
}

impl Style {
    /// Reads the habits of a document. What it gives no example of is chosen as in [`Style::default`], or compact
    /// where the rest of the document is.
    pub fn of(tree: &Tree) -> Self {
        let text = tree.text();
        let mut indents = [0_u32; 17];
        let mut tabs = 0_u32;
        let mut broken = false;
        let mut colons = Votes::new([": ", ":", " : "]);
        let mut commas = [Votes::new([", ", ","]), Votes::new([", ", ","])];
        let mut paddings = Votes::new([" ", ""]);
        let mut arrays = Votes::new([false, true]);
        for node in tree.nodes().take(SAMPLE) {
            if let Some(key) = node.key().filter(|_| node.kind() != Kind::Missing)
                && let Some(between) = text.get(key.span().end as usize..node.span().start as usize)
            {
                colons.add(known(between, [": ", ":", " : "]));
            }
            let Some(parent) = node.parent() else { continue };
            let own = own_line(text, node.full_span().start);
            broken |= own.is_some();
            if let (Some(inner), Some(outer)) = (own, own_line(text, parent.full_span().start)) {
                match inner.strip_prefix(outer) {
                    Some(step) if step.starts_with('\t') => tabs += 1,
                    Some(step) if step.len() < indents.len() => indents[step.len()] += 1,
                    _ => {}
                }
            }
            let first = node.id().0 == parent.id().0 + 1;
            if first && parent.is_array() && parent.items().all(|item| !item.is_container()) {
                arrays.add(own.is_none());
            }
            if own.is_none() {
                let before = &text[..node.full_span().start as usize];
                if !first {
                    commas[usize::from(parent.is_array())].add(if before.ends_with(", ") {
                        ", "
                    } else {
                        ","
                    });
                } else if parent.is_object() {
                    paddings.add(if before.ends_with('{') { "" } else { " " });
                }
            }
        }
        let widest = (0_u8..17).rev().max_by_key(|&width| indents[usize::from(width)]).unwrap_or(2);
        let indent = if tabs > indents[usize::from(widest)] {
            Indent::Tab
        } else if indents[usize::from(widest)] > 0 {
            Indent::Spaces(widest)
        } else if broken || tree.len() == 1 {
            Indent::Spaces(2)
        } else {
            Indent::OneLine
        };
        let colon = colons.winner().unwrap_or(": ");
        let comma = if colon == ":" { "," } else { ", " };
        Self {
            indent,
            line_end: line_end(text),
            colon,
            member_comma: commas[0].winner().unwrap_or(comma),
            item_comma: commas[1].winner().unwrap_or(comma),
            padding: paddings.winner().unwrap_or(if colon == ":" { "" } else { " " }),
            short_arrays: arrays.winner().unwrap_or(false),
        }
    }

    /// What stands between two children on one line.
    pub(super) fn comma(&self, container: Node<'_>) -> &'static str {
        if container.is_array() { self.item_comma } else { self.member_comma }
    }

    /// Whether new containers may be broken into lines.
    pub(super) fn breaks_lines(&self) -> bool {
        self.indent != Indent::OneLine
    }
}

/// The one of `choices` that equals `text`, or the empty text.
fn known<const N: usize>(text: &str, choices: [&'static str; N]) -> &'static str {
    choices.into_iter().find(|choice| *choice == text).unwrap_or("")
}

/// The most frequent of the first line ends; `\n` if there is none.
fn line_end(text: &str) -> &'static str {
    let mut votes = Votes::new(["\n", "\r\n", "\r"]);
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter_map(|(at, byte)| match byte {
        b'\n' if at > 0 && bytes[at - 1] == b'\r' => Some("\r\n"),
        b'\n' => Some("\n"),
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some("\r"),
        _ => None,
    });
    ends.take(SAMPLE).for_each(|end| votes.add(end));
    votes.winner().unwrap_or("\n")
}

/// The blanks before `offset` if nothing else stands before it on its line.
pub(super) fn own_line(text: &str, offset: u32) -> Option<&str> {
    let before = text.get(..offset as usize)?;
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    let rest = &before[..before.len() - blanks];
    let starts = rest.is_empty() || rest.ends_with(['\n', '\r']) || rest == "\u{FEFF}";
    starts.then(|| &before[rest.len()..])
}

/// Where the lines of a text start, in order (bytes).
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    spend(text.len());
    let ends = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
    std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
}

/// The blanks at the start of the line that starts at `line`.
pub(super) fn blanks_at(text: &str, line: u32) -> &str {
    let line = text.get(line as usize..).unwrap_or_default();
    let line = line.strip_prefix('\u{FEFF}').unwrap_or(line);
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The blanks at the start of the line that `offset` is on.
fn line_blanks(text: &str, offset: u32) -> &str {
    let before = text.get(..offset as usize).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    spend(before.len() - line);
    blanks_at(text, line as u32)
}

/// The blanks at the start of a node's line: cheap when the node stands first on it, as nearly all do. Else the text is
/// searched back to the line's start; an editor, which asks for many nodes, remembers where the lines start.
pub fn node_blanks(node: Node<'_>) -> &str {
    let start = node.full_span().start;
    let text = node.tree().text();
    own_line(text, start).unwrap_or_else(|| line_blanks(text, start))
}
