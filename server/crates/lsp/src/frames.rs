//! Bytes from the client to message bodies.
//!
//! A message is a header section and a body of `Content-Length` bytes
//! (<https://microsoft.github.io/language-server-protocol/specification#baseProtocol>). Clients get this wrong at
//! times, and a stream that is off by one byte must not end the session: whatever cannot be read is skipped up to the
//! next `Content-Length:`, and said once.

use std::io::{self, Read};
use std::mem;

/// The longest header section that is read. Real ones have under 100 bytes.
const MAX_HEADER: usize = 8 * 1024;

/// The longest body that is read, in bytes. A larger length is taken for a broken header.
pub(crate) const MAX_BODY: usize = 512 * 1024 * 1024;

/// How much is asked from the stream at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// How much room is made at once for a body of which nothing has come yet, in bytes: its length may be wrong.
const ROOM: usize = 2 * CHUNK;

/// The start of every message.
const LENGTH_HEADER: &[u8] = b"content-length:";

/// What comes out of the stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The body of a message. It may still be no JSON.
    Body(Vec<u8>),
    /// Bytes that belong to no message, now skipped. The text says what was wrong.
    Garbage(&'static str),
}

/// Splits a byte stream into message bodies.
pub(crate) struct Frames<R> {
    stream: R,
    buffer: Vec<u8>,
    /// Where the unread part of `buffer` starts.
    start: usize,
}

impl<R: Read> Frames<R> {
    /// Reads from `stream`, which is best not buffered.
    pub(crate) const fn new(stream: R) -> Self {
        Self { stream, buffer: Vec::new(), start: 0 }
    }

    /// The next message, waiting for it; `None` at the end of the stream. A message cut off by the end is dropped.
    pub(crate) fn next_frame(&mut self) -> io::Result<Option<Frame>> {
        let (header, body_start) = loop {
            let end = header_end(self.unread());
            // The same limit whether the end is there by now or not: how the bytes come in makes no difference.
            if end.as_ref().map_or(self.unread().len(), |end| end.body) > MAX_HEADER {
                return self.skip_garbage("The header section of a message is longer than 8 KB.");
            }
            if let Some(end) = end {
                break (parse_header(&self.unread()[..end.section]), end.body);
            }
            if !self.fill(CHUNK)? {
                return Ok(None);
            }
        };
        let length = match header {
            Ok(length) => length,
            Err(reason) => return self.skip_garbage(reason),
        };
        self.start += body_start;
        let mut seen = 0;
        while self.unread().len() < length {
            if let Some(end) = next_header(self.unread(), seen) {
                // The length was too large, by however much: nothing but the next message would ever complete it.
                return Ok(Some(Frame::Body(self.take(end))));
            }
            seen = self.unread().len();
            // No further than to its end, so that a large body need not be taken apart from what follows it.
            if !self.fill(length - seen)? {
                return Ok(None);
            }
        }
        Ok(Some(Frame::Body(self.take(length))))
    }

    /// The next bytes, which have been read.
    fn take(&mut self, length: usize) -> Vec<u8> {
        // A small body is not to keep the room of a large one.
        if self.start == 0 && self.buffer.len() == length && self.buffer.capacity() / 2 <= length {
            return mem::take(&mut self.buffer);
        }
        let taken = self.unread()[..length].to_vec();
        self.start += length;
        taken
    }

    /// Gives bytes back that belong to the next message: the length of the last one was too large.
    pub(crate) fn unread_tail(&mut self, tail: &[u8]) {
        let mut buffer = tail.to_vec();
        buffer.extend_from_slice(self.unread());
        self.buffer = buffer;
        self.start = 0;
    }

    fn unread(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Reads more, of which `missing` bytes are waited for; `false` at the end of the stream.
    fn fill(&mut self, missing: usize) -> io::Result<bool> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
            // One large document must not hold its memory for the rest of the session.
            if self.buffer.capacity() > 16 * CHUNK && self.buffer.len() < CHUNK {
                self.buffer.shrink_to(CHUNK);
            }
        }
        let filled = self.buffer.len();
        let asked = missing.min(CHUNK);
        if self.buffer.capacity() - filled < asked {
            self.buffer.reserve_exact(missing.min(filled.max(ROOM)));
        }
        self.buffer.resize(filled + asked, 0);
        let count = loop {
            match self.stream.read(&mut self.buffer[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(filled + *count.as_ref().unwrap_or(&0));
        count.map(|count| count > 0)
    }

    /// Drops everything before the next `Content-Length:`. At least one byte goes, so that the caller gets on.
    fn skip_garbage(&mut self, reason: &'static str) -> io::Result<Option<Frame>> {
        self.start += 1;
        loop {
            if let Some(at) = find_message(self.unread()) {
                self.start += at;
                return Ok(Some(Frame::Garbage(reason)));
            }
            // The header's name may be cut in two by the end of what was read so far.
            let keep = self.unread().len().min(LENGTH_HEADER.len() - 1);
            self.start = self.buffer.len() - keep;
            if !self.fill(CHUNK)? {
                return Ok(None);
            }
        }
    }
}

/// Whether a message may start here: `Content-Length:` in any letter case, or as much of it as there is.
pub(crate) fn may_start_message(bytes: &[u8]) -> bool {
    let length = bytes.len().min(LENGTH_HEADER.len());
    bytes[..length].eq_ignore_ascii_case(&LENGTH_HEADER[..length])
}

/// Where the next message may start: the offset of `Content-Length:` in any letter case.
fn find_message(bytes: &[u8]) -> Option<usize> {
    bytes.windows(LENGTH_HEADER.len()).position(|window| window.eq_ignore_ascii_case(LENGTH_HEADER))
}

/// Where in a body another message begins: at a line `Content-Length: 12`. No body of JSON has one, since a string cannot
/// hold a line end. Only lines that end at `from` or later are looked at.
fn next_header(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes.get(from..)?).map(|end| from + end).find_map(|end| {
        let line = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
        let digits = line.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let name = line[..line.len() - digits].trim_ascii_end();
        let start = name.len().checked_sub(LENGTH_HEADER.len())?;
        (digits > 0 && name[start..].eq_ignore_ascii_case(LENGTH_HEADER)).then_some(start)
    })
}

struct HeaderEnd {
    /// Length of the section without the empty line.
    section: usize,
    /// Where the body starts.
    body: usize,
}

/// The empty line that ends a header section. Some clients write `\n` for `\r\n`; some add one before the header.
fn header_end(bytes: &[u8]) -> Option<HeaderEnd> {
    let mut line_start = 0;
    let mut seen_header = false;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != b'\n' {
            continue;
        }
        let line = bytes[line_start..at].trim_ascii();
        if line.is_empty() && seen_header {
            return Some(HeaderEnd { section: line_start, body: at + 1 });
        }
        seen_header |= !line.is_empty();
        line_start = at + 1;
    }
    None
}

/// The body's length in bytes, from a header section.
fn parse_header(section: &[u8]) -> Result<usize, &'static str> {
    let mut length = None;
    for line in section.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let Some(colon) = line.iter().position(|&byte| byte == b':') else {
            return Err("A header line of a message has no colon.");
        };
        if !line[..colon].trim_ascii().eq_ignore_ascii_case(b"content-length") {
            if !line[..colon].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
                return Err("A header line of a message has a name that is no name.");
            }
            continue;
        }
        length =
            std::str::from_utf8(&line[colon + 1..]).ok().and_then(|text| text.trim().parse::<usize>().ok());
        if length.is_none() {
            return Err("The Content-Length of a message is no number.");
        }
    }
    match length {
        None => Err("A message has no Content-Length."),
        Some(length) if length > MAX_BODY => Err("The Content-Length of a message is too large."),
        Some(length) => Ok(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes in pieces of a fixed size.
    struct Trickle<'a> {
        bytes: &'a [u8],
        piece: usize,
    }

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.piece.min(self.bytes.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.bytes[..count]);
            self.bytes = &self.bytes[count..];
            Ok(count)
        }
    }

    /// Every frame, read in pieces of many sizes; the result must not depend on the size.
    #[track_caller]
    fn frames(bytes: &[u8]) -> Vec<Frame> {
        let mut all: Option<Vec<Frame>> = None;
        for piece in [1, 2, 3, 7, 1000, 100_000] {
            let mut frames = Frames::new(Trickle { bytes, piece });
            let found: Vec<Frame> = std::iter::from_fn(|| frames.next_frame().unwrap()).collect();
            if let Some(all) = &all {
                assert_eq!(*all, found, "in pieces of {piece}");
            }
            all = Some(found);
        }
        all.unwrap()
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    fn is_garbage(frame: &Frame) -> bool {
        matches!(frame, Frame::Garbage(_))
    }

    #[test]
    fn reads_messages_back_to_back() {
        assert_eq!(
            frames(b"Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull"),
            [body("{}"), body("null")]
        );
    }

    #[test]
    fn tolerates_header_styles() {
        assert_eq!(
            frames(
                b"content-length:2\n\n{}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:  2 \r\n\r\n[]"
            ),
            [body("{}"), body("[]")]
        );
    }

    #[test]
    fn skips_to_the_next_message() {
        for broken in [
            "hello there\r\n\r\n",
            "Content-Length: many\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}",
            "Content-Length: 99999999999999999999\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{}",
            "{\"rest\": \"of a body\"}\r\n\r\n",
        ] {
            let found = frames(format!("{broken}Content-Length: 2\r\n\r\n{{}}").as_bytes());
            assert_eq!(found.len(), 2, "{broken}: {found:?}");
            assert!(is_garbage(&found[0]), "{broken}");
            assert_eq!(found[1], body("{}"), "{broken}");
        }
    }

    #[test]
    fn refuses_a_header_without_end() {
        let mut bytes = b"X-Filler: ".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 100_000));
        bytes.extend(b"Content-Length: 2\r\n\r\n{}");
        let found = frames(&bytes);
        assert!(is_garbage(&found[0]));
        assert_eq!(found[1..], [body("{}")]);
    }

    #[test]
    fn a_header_section_is_as_long_as_it_may_be_however_it_comes_in() {
        for filler in MAX_HEADER - 60..MAX_HEADER + 20 {
            let long = format!("X-Filler: {}\r\nContent-Length: 2\r\n\r\n{{}}", "x".repeat(filler));
            let is_read = long.len() - 2 <= MAX_HEADER;
            let found = frames(long.as_bytes());
            assert_eq!(found.len(), if is_read { 1 } else { 2 }, "{filler}: {found:?}");
            assert_eq!(found.last(), Some(&body("{}")), "{filler}");
        }
    }

    #[test]
    fn too_short_a_length_costs_one_message() {
        let found = frames(b"Content-Length: 4\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}");
        assert_eq!(found.first(), Some(&body("{\"a\"")));
        assert!(is_garbage(&found[1]));
        assert_eq!(found[2..], [body("{}")]);
    }

    #[test]
    fn too_large_a_length_costs_nothing() {
        for length in ["100", "400000000"] {
            for next in ["Content-Length: 2\r\n\r\n{}", "content-length:2\n\n{}"] {
                let bytes = format!("Content-Length: {length}\r\n\r\n{{\"a\":\n1}}{next}");
                assert_eq!(frames(bytes.as_bytes()), [body("{\"a\":\n1}"), body("{}")]);
            }
        }
        // What only looks like a header.
        let text = r#"{"a":"Content-Length: 5\r\n\r\n{","Content-Length:":5,"b":"#;
        let whole = format!("{text}\n12}}");
        let bytes = format!("Content-Length: {}\r\n\r\n{whole}", whole.len());
        assert_eq!(frames(bytes.as_bytes()), [body(&whole)]);
    }

    #[test]
    fn drops_a_message_that_the_end_cuts_off() {
        assert_eq!(frames(b"Content-Length: 10\r\n\r\n{}"), []);
        assert_eq!(frames(b"Content-Len"), []);
        assert_eq!(frames(b""), []);
    }

    #[test]
    fn a_tail_given_back_is_read_again() {
        let mut frames = Frames::new(&b"Content-Length: 2\r\n\r\n{}"[..]);
        frames.unread_tail(b"Content-Length: 2\r\n\r\n[]");
        assert_eq!(frames.next_frame().unwrap(), Some(body("[]")));
        assert_eq!(frames.next_frame().unwrap(), Some(body("{}")));
    }
}
