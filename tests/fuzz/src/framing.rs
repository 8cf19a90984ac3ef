//! Any bytes of a client: messages, the same however the bytes come in, in no more memory than the bytes take.

use std::io::{self, Read};

use fixture::Rng;

use crate::frames::{Frame, Frames};
use crate::message::{self, Message};

/// What a reader may hold beyond what the client has sent so far, in bytes: two buffers that are filled at once, and
/// growing by doubling.
const SLACK: u64 = 512 * 1024;

/// The first bytes choose how the rest is cut and whether they are a stream as they are or parts of messages.
pub fn check(bytes: &[u8]) {
    let (head, rest) = bytes.split_at(bytes.len().min(4));
    let mut chance = Rng::of_bytes(head);
    let is_raw = chance.one_in(2);
    let piece = 1 + chance.below(256);
    let stream = if is_raw { rest.to_vec() } else { written(&mut Rng::of_bytes(rest)) };
    // Every read costs as much as a buffer.
    let piece = piece.max(stream.len() / 256);

    let whole = read(&stream, usize::MAX);
    // A length that reaches into the next message shows as soon as that one is there, or when all of the body is: both end
    // well, in different ways.
    let is_overlong = |frame: &Frame| matches!(frame, Frame::Body(body) if holds_header(body));
    if !whole.iter().any(is_overlong) {
        assert_eq!(read(&stream, piece), whole, "in pieces of {piece}");
        let (in_pieces, at_once) = (messages(&stream, piece), messages(&stream, usize::MAX));
        // What a body gives back is read again, and may claim such a length, too.
        if !in_pieces.is_overlong && !at_once.is_overlong {
            assert_eq!(in_pieces.found, at_once.found, "messages in pieces of {piece}");
        }
    }
    let bodies: usize =
        whole.iter().map(|frame| if let Frame::Body(body) = frame { body.len() } else { 0 }).sum();
    assert!(bodies <= stream.len(), "more than was sent");

    let mut kept = Vec::new();
    let most = allocation_counter::measure(|| kept = read(&stream, piece)).bytes_max;
    assert!(most <= 8 * stream.len() as u64 + SLACK, "{most} bytes for a stream of {}", stream.len());
}

/// Whether what looks like the start of a message is in a body.
fn holds_header(body: &[u8]) -> bool {
    const NAME: &[u8] = b"content-length:";
    body.windows(NAME.len()).any(|window| window.eq_ignore_ascii_case(NAME))
}

/// A stream that gives so many bytes at once.
struct Pieces<'b> {
    bytes: &'b [u8],
    piece: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.piece.min(self.bytes.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.bytes[..count]);
        self.bytes = &self.bytes[count..];
        Ok(count)
    }
}

/// All frames.
fn read(bytes: &[u8], piece: usize) -> Vec<Frame> {
    let mut frames = Frames::new(Pieces { bytes, piece });
    std::iter::from_fn(|| frames.next_frame().expect("a stream without faults")).collect()
}

/// The messages of a stream.
struct Messages {
    found: Vec<Result<Message, &'static str>>,
    /// Some length reached into another message.
    is_overlong: bool,
}

/// All messages as the server takes them: what a body has too much goes back to the stream.
fn messages(bytes: &[u8], piece: usize) -> Messages {
    let mut frames = Frames::new(Pieces { bytes, piece });
    let mut found = Vec::new();
    let mut is_overlong = false;
    while let Some(frame) = frames.next_frame().expect("a stream without faults") {
        found.push(match frame {
            Frame::Garbage(reason) => Err(reason),
            Frame::Body(body) => {
                is_overlong |= holds_header(&body);
                let (message, tail) = message::read(&body);
                assert!(body.ends_with(tail), "a tail is the end of its body");
                assert!(tail.len() < body.len() || body.is_empty(), "the reader gets on");
                frames.unread_tail(tail);
                Ok(message)
            }
        });
    }
    Messages { found, is_overlong }
}

/// Messages with lengths that are right, nearly right or anything.
fn written(chance: &mut Rng) -> Vec<u8> {
    const NAMES: [&str; 4] = ["Content-Length", "content-length", "Content-Type", "X-Filler"];
    const BODIES: [&str; 8] = [
        "{}",
        "",
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
        r#"{"id":1,"method":"a","params":{"x":"\ud83d"}}"#,
        r#"{"id":"s","result":null}"#,
        r#"{"id":2,"error":{"code":1,"message":"m"}}"#,
        r#"[{"id":1}]"#,
        "{\"method\":\"a\"}Content-Length: 2\r\n\r\n{}",
    ];
    let mut stream = Vec::new();
    let mut parts = 0;
    while parts < 40 && (parts == 0 || !chance.is_used_up()) {
        parts += 1;
        let end = if chance.one_in(5) { "\n" } else { "\r\n" };
        let body = match chance.below(10) {
            at @ 0..8 => BODIES[at].as_bytes().to_vec(),
            _ => {
                let count = chance.below(64);
                chance.take(count)
            }
        };
        let length = match chance.below(12) {
            0 => body.len() + 1 + chance.below(40),
            1 => body.len().saturating_sub(1 + chance.below(4)),
            2 => usize::MAX / 2,
            3 => chance.below(1 << 24),
            _ => body.len(),
        };
        let name = if chance.one_in(6) { chance.pick(&NAMES) } else { NAMES[0] };
        if chance.one_in(48) {
            // Around the longest header section that is read.
            let filler = 8192 - 40 + chance.below(64);
            stream.extend(format!("X-Filler: {}{end}", "x".repeat(filler)).bytes());
        }
        stream.extend(format!("{name}: {length}{end}{end}").bytes());
        stream.extend(body);
        if chance.one_in(8) {
            let count = chance.below(16);
            stream.extend(chance.take(count));
        }
    }
    stream
}
