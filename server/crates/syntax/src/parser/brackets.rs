//! Which containers are sound: brackets and indentation agree on where they end.
//!
//! Inside a sound container the brackets can be trusted, however raggedly its lines are indented. So only the
//! containers around a mistake are read by indentation.

/// The extent of a container as brackets alone tell it.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// The opener's offset in bytes.
    pub(super) open: u32,
    /// Brackets and indentation agree.
    pub(super) is_sound: bool,
}

/// An opener that waits for its closer.
struct Waiting {
    extent: usize,
    is_brace: bool,
    line_indent: u32,
    /// A bracket inside did not fit.
    is_torn: bool,
}

/// The extents of all containers of `text`, by opener. Linear.
pub(super) fn extents(text: &str) -> Vec<Extent> {
    let mut extents = Vec::with_capacity(text.len() / 60);
    let mut waiting: Vec<Waiting> = Vec::new();
    let (mut indent, mut fresh_line, mut in_string, mut escaped) = (0, true, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'\n' || byte == b'\r' {
            (indent, fresh_line, in_string, escaped) = (0, true, false, false);
            continue;
        }
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b' ' if fresh_line => indent += 1,
            b'\t' if fresh_line => indent += 4,
            _ => fresh_line = false,
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                waiting.push(Waiting {
                    extent: extents.len(),
                    is_brace: byte == b'{',
                    line_indent: indent,
                    is_torn: false,
                });
                extents.push(Extent { open: at as u32, is_sound: false });
            }
            b'}' | b']' => close(&mut extents, &mut waiting, byte == b'}', indent),
            _ => {}
        }
    }
    extents
}

fn close(extents: &mut [Extent], waiting: &mut Vec<Waiting>, is_brace: bool, indent: u32) {
    let Some(open) = waiting.pop() else { return };
    let fits = open.is_brace == is_brace && !open.is_torn;
    extents[open.extent].is_sound = fits && open.line_indent == indent;
    if !fits && let Some(around) = waiting.last_mut() {
        around.is_torn = true;
    }
}
