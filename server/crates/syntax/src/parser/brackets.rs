//! Which containers are sound: brackets and indentation agree on where they end.
//!
//! Inside a sound container the brackets can be trusted, however raggedly its lines are indented. So only the
//! containers around a mistake are read by indentation.

use std::ops::Range;

use crate::parser::earlier::{Earlier, last_indent};
use crate::parser::scan::{blanks, plain_length};

/// The extent of a container as brackets alone tell it.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// The opener's offset in bytes.
    pub(super) open: u32,
    /// Brackets and indentation agree.
    pub(super) is_sound: bool,
    /// The indentation of the opener's line.
    indent: u32,
    /// Behind the closer if the container is known to be sound, so that the extents in it were left out; else the opener.
    pub(super) known_until: u32,
}

/// An opener that waits for its closer.
struct Waiting {
    extent: usize,
    is_brace: bool,
    /// A bracket inside did not fit.
    is_torn: bool,
}

/// The extents of all containers of `text` but those in sound containers that are known already, by opener. Linear.
pub(super) fn extents(text: &str, earlier: Option<Earlier<'_>>) -> Vec<Extent> {
    let mut extents = Vec::with_capacity(if earlier.is_some() { 0 } else { text.len() / 60 });
    scan(text, 0..text.len(), (0, true), earlier, &mut extents);
    extents
}

/// The extents in one that was known already.
pub(super) fn extents_in(text: &str, around: &Extent) -> Vec<Extent> {
    let mut extents = Vec::new();
    let inner = around.open as usize + 1..around.known_until as usize - 1;
    scan(text, inner, (around.indent, false), None, &mut extents);
    extents
}

/// Adds the extents in a range of the text, which begins on a line of that indentation, in it or behind it.
fn scan(
    text: &str,
    range: Range<usize>,
    (mut indent, mut fresh_line): (u32, bool),
    earlier: Option<Earlier<'_>>,
    extents: &mut Vec<Extent>,
) {
    let bytes = &text.as_bytes()[..range.end];
    let mut waiting: Vec<Waiting> = Vec::new();
    let mut at = range.start;
    while let Some(&byte) = bytes.get(at) {
        let here = at;
        at += 1;
        match byte {
            b'\n' | b'\r' => {
                (indent, fresh_line) = (0, true);
                continue;
            }
            b' ' => {
                let more = blanks(&bytes[at..]);
                at += more;
                indent += if fresh_line { 1 + more as u32 } else { 0 };
                continue;
            }
            b'\t' if fresh_line => {
                indent += 4;
                continue;
            }
            _ => fresh_line = false,
        }
        match byte {
            b'"' => at = string_end(bytes, at),
            b'{' | b'[' => {
                let open = here as u32;
                let known = earlier.and_then(|earlier| earlier.container(here));
                let known =
                    known.filter(|whole| last_indent(whole.text()).is_none_or(|closer| closer == indent));
                if let Some(whole) = known {
                    at = here + whole.text().len();
                    extents.push(Extent { open, is_sound: true, indent, known_until: at as u32 });
                    continue;
                }
                let is_brace = byte == b'{';
                waiting.push(Waiting { extent: extents.len(), is_brace, is_torn: false });
                extents.push(Extent { open, is_sound: false, indent, known_until: open });
            }
            b'}' | b']' => close(extents, &mut waiting, byte == b'}', indent),
            _ => {}
        }
    }
}

/// Behind the string whose content starts at `at`, or where its line ends.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += plain_length(&bytes[at..], b'"');
        match bytes.get(at) {
            Some(b'"') => return at + 1,
            None | Some(b'\n' | b'\r') => return at,
            // What stands behind a backslash closes nothing, but a line ends even there.
            Some(b'\\') if !matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
            Some(_) => at += 1,
        }
    }
}

fn close(extents: &mut [Extent], waiting: &mut Vec<Waiting>, is_brace: bool, indent: u32) {
    let Some(open) = waiting.pop() else { return };
    let fits = open.is_brace == is_brace && !open.is_torn;
    extents[open.extent].is_sound = fits && extents[open.extent].indent == indent;
    if !fits && let Some(around) = waiting.last_mut() {
        around.is_torn = true;
    }
}
