//! Messages to the client. Standard output belongs to the protocol: nothing else writes there.

use std::collections::VecDeque;
use std::io::{self, IoSlice, Write};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::json;
use tower_lsp::jsonrpc::{Id, Request, Response};

use crate::body::Body;
use crate::lock::lock;

/// How many messages go out in one write at most: systems take a thousand pieces or so, and a message has four.
const MOST_AT_ONCE: usize = 100;

/// Where messages to the client go in. Sending never waits, so that nobody can be held up by a client that does not
/// read; cloning is cheap.
#[derive(Clone, Default)]
pub(crate) struct Outgoing {
    queue: Arc<(Mutex<Queue>, Condvar)>,
}

#[derive(Default)]
struct Queue {
    pieces: VecDeque<Piece>,
    /// The bodies of [`Piece::Latest`], by subject.
    latest: FxHashMap<String, Body>,
    /// The bytes of all [`Piece::Body`] that are not written yet.
    waiting: usize,
    is_closed: bool,
}

/// What waits to be written.
enum Piece {
    /// A message's body.
    Body(Body),
    /// The latest message on a subject.
    Latest(String),
    /// Tells when everything before it is out.
    Flush(Sender<()>),
}

impl Outgoing {
    /// Sends a reply.
    pub(crate) fn reply(&self, response: &Response) {
        self.send(response);
    }

    /// Sends a reply whose result is JSON already.
    pub(crate) fn reply_written(&self, id: &Id, result: Body) {
        let Ok(id) = serde_json::to_vec(id) else { return };
        let body = result.between(&[br#"{"jsonrpc":"2.0","result":"#], &[br#","id":"#, &id, b"}"]);
        self.push(Piece::Body(body));
    }

    /// Sends a request of ours, which carries its own id.
    pub(crate) fn request(&self, request: &Request) {
        self.send(request);
    }

    /// Sends a notification.
    pub(crate) fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a notification that makes earlier ones on the same subject worthless: what still waits is replaced. So a
    /// client that reads slowly does not fall behind, and one that does not read fills no memory. `params` is JSON.
    pub(crate) fn notify_latest(&self, subject: &str, method: &str, params: Body) {
        let Ok(method) = serde_json::to_vec(method) else { return };
        let body = params.between(&[br#"{"jsonrpc":"2.0","method":"#, &method, br#","params":"#], &[b"}"]);
        let mut queue = self.lock();
        if queue.latest.insert(subject.to_owned(), body).is_none() {
            queue.pieces.push_back(Piece::Latest(subject.to_owned()));
        }
        self.queue.1.notify_one();
    }

    /// Waits until everything sent so far is out, but not longer than `patience`: the client may not be reading.
    pub(crate) fn flush(&self, patience: Duration) {
        let (done, flushed) = mpsc::channel();
        self.push(Piece::Flush(done));
        let _ = flushed.recv_timeout(patience);
    }

    /// Lets [`Self::write_all`] end when everything is out.
    #[cfg(test)]
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.queue.1.notify_one();
    }

    /// Writes messages as they come, until the client has closed its end. `stream` should not hold back what it is given.
    pub(crate) fn write_all(&self, mut stream: impl Write) -> io::Result<()> {
        while let Some(first) = self.wait() {
            let (mut bodies, mut flushed, mut waited) = (Vec::new(), Vec::new(), 0);
            let mut next = Some(first);
            while let Some(piece) = next {
                match piece {
                    Piece::Body(body) => {
                        waited += body.len();
                        bodies.push(body);
                    }
                    Piece::Latest(subject) => bodies.extend(self.lock().latest.remove(&subject)),
                    Piece::Flush(done) => flushed.push(done),
                }
                // What waits already goes out in the same write.
                next = if bodies.len() < MOST_AT_ONCE { self.lock().pieces.pop_front() } else { None };
            }
            write_messages(&mut stream, &bodies)?;
            stream.flush()?;
            self.lock().waiting -= waited;
            for done in flushed {
                let _ = done.send(());
            }
        }
        Ok(())
    }

    /// The next piece; `None` at the end.
    fn wait(&self) -> Option<Piece> {
        let mut queue = self.lock();
        loop {
            if let Some(piece) = queue.pieces.pop_front() {
                return Some(piece);
            }
            if queue.is_closed {
                return None;
            }
            queue = self.queue.1.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn send(&self, message: &impl Serialize) {
        // Every message is made of JSON values and of structs with text keys, which always serialise.
        if let Ok(body) = serde_json::to_vec(message) {
            self.push(Piece::Body(body.into()));
        }
    }

    /// The bytes of answers and other messages that wait for a client to read them; those that a later message replaces
    /// are not counted.
    pub(crate) fn waiting_bytes(&self) -> usize {
        self.lock().waiting
    }

    fn push(&self, piece: Piece) {
        let mut queue = self.lock();
        if let Piece::Body(body) = &piece {
            queue.waiting += body.len();
        }
        queue.pieces.push_back(piece);
        self.queue.1.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        lock(&self.queue.0)
    }
}

/// Writes messages at once: a client that is woken by a header alone would only wait again.
fn write_messages(stream: &mut impl Write, bodies: &[Body]) -> io::Result<()> {
    let header = |body: &Body| format!("Content-Length: {}\r\n\r\n", body.len());
    let headers: Vec<String> = bodies.iter().map(header).collect();
    let pieces = headers.iter().zip(bodies).flat_map(|(header, body)| {
        let [before, shared, after] = body.pieces();
        [header.as_bytes(), before, shared, after]
    });
    let mut pieces: Vec<IoSlice<'_>> = pieces.filter(|piece| !piece.is_empty()).map(IoSlice::new).collect();
    let mut left = &mut pieces[..];
    while !left.is_empty() {
        match stream.write_vectored(left) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => IoSlice::advance_slices(&mut left, count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(outgoing: &Outgoing) -> String {
        outgoing.close();
        let mut bytes = Vec::new();
        outgoing.write_all(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn frames_each_message() {
        let outgoing = Outgoing::default();
        outgoing.notify("a", &json!({"text": "é"}));
        outgoing.reply(&Response::from_ok(1.into(), json!(null)));
        outgoing.reply_written(&Id::String("\"".to_owned()), b"[1]".to_vec().into());
        let first = r#"{"jsonrpc":"2.0","method":"a","params":{"text":"é"}}"#;
        let second = r#"{"jsonrpc":"2.0","result":null,"id":1}"#;
        let third = r#"{"jsonrpc":"2.0","result":[1],"id":"\""}"#;
        assert_eq!(
            written(&outgoing),
            format!(
                "Content-Length: {}\r\n\r\n{first}Content-Length: {}\r\n\r\n{second}Content-Length: {}\r\n\r\n{third}",
                first.len(),
                second.len(),
                third.len()
            )
        );
    }

    /// Takes a few bytes at a time, and none at times.
    struct Slow(Vec<u8>, usize);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1 += 1;
            if self.1.is_multiple_of(3) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let count = bytes.len().min(self.1 % 7 + 1);
            self.0.extend_from_slice(&bytes[..count]);
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_client_that_takes_little_at_a_time_gets_all() {
        for pieces in [["{\"a\":", "[1, 2, 3]", "}"], ["", "null", ""], ["[", "", "]"]] {
            let [before, shared, after] = pieces.map(|piece| piece.as_bytes().to_vec());
            let mut slow = Slow(Vec::new(), 0);
            let body = Body::new(before, Arc::new(shared), after);
            write_messages(&mut slow, &[body.clone(), body]).unwrap();
            let body = pieces.concat();
            let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
            assert_eq!(String::from_utf8(slow.0).unwrap(), message.repeat(2));
        }
    }

    #[test]
    fn only_the_latest_of_a_subject_waits() {
        let outgoing = Outgoing::default();
        for number in 0..1_000 {
            outgoing.notify_latest("one", "m", format!("{number}").into_bytes().into());
            outgoing.notify_latest("two", "m", format!("-{number}").into_bytes().into());
        }
        let text = written(&outgoing);
        assert_eq!((text.matches("Content-Length").count(), outgoing.waiting_bytes()), (2, 0));
        assert!(text.contains(r#""params":999}"#) && text.contains(r#""params":-999}"#), "{text}");
    }
}
