//! Messages to the client. Standard output belongs to the protocol: nothing else writes there.

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use serde::Serialize;
use serde_json::json;
use tower_lsp::jsonrpc::{Request, Response};

/// Where messages to the client go in. Sending never waits, so that nobody can be held up by a client that does not
/// read; cloning is cheap.
#[derive(Clone)]
pub(crate) struct Outgoing {
    queue: Sender<Piece>,
}

/// What waits to be written.
pub(crate) enum Piece {
    /// A message's body.
    Body(Vec<u8>),
    /// Tells when everything before it is out.
    Flush(Sender<()>),
}

impl Outgoing {
    /// A sender and the end that [`write_all`] drains.
    pub(crate) fn channel() -> (Self, Receiver<Piece>) {
        let (queue, receiver) = mpsc::channel();
        (Self { queue }, receiver)
    }

    /// Sends a reply.
    pub(crate) fn reply(&self, response: &Response) {
        self.send(response);
    }

    /// Sends a request of ours, which carries its own id.
    pub(crate) fn request(&self, request: &Request) {
        self.send(request);
    }

    /// Sends a notification.
    pub(crate) fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Waits until everything sent so far is out, but not longer than `patience`: the client may not be reading.
    pub(crate) fn flush(&self, patience: Duration) {
        let (done, flushed) = mpsc::channel();
        if self.queue.send(Piece::Flush(done)).is_ok() {
            let _ = flushed.recv_timeout(patience);
        }
    }

    fn send(&self, message: &impl Serialize) {
        // Every message is made of JSON values and of structs with text keys, which always serialise. A closed queue
        // means that the session is over.
        if let Ok(body) = serde_json::to_vec(message) {
            let _ = self.queue.send(Piece::Body(body));
        }
    }
}

/// Writes messages until all senders are gone or the client has closed its end.
pub(crate) fn write_all(queue: &Receiver<Piece>, mut stream: impl Write) -> io::Result<()> {
    while let Ok(piece) = queue.recv() {
        // What waits already goes out in the same flush.
        let mut flushed = Vec::new();
        for piece in std::iter::once(piece).chain(queue.try_iter()) {
            match piece {
                Piece::Body(body) => write_message(&mut stream, &body)?,
                Piece::Flush(done) => flushed.push(done),
            }
        }
        stream.flush()?;
        for done in flushed {
            let _ = done.send(());
        }
    }
    Ok(())
}

fn write_message(stream: &mut impl Write, body: &[u8]) -> io::Result<()> {
    write!(stream, "Content-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_each_message() {
        let (outgoing, queue) = Outgoing::channel();
        outgoing.notify("a", &json!({"text": "é"}));
        outgoing.reply(&Response::from_ok(1.into(), json!(null)));
        drop(outgoing);
        let mut bytes = Vec::new();
        write_all(&queue, &mut bytes).unwrap();
        let first = r#"{"jsonrpc":"2.0","method":"a","params":{"text":"é"}}"#;
        let second = r#"{"jsonrpc":"2.0","result":null,"id":1}"#;
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            format!(
                "Content-Length: {}\r\n\r\n{first}Content-Length: {}\r\n\r\n{second}",
                first.len(),
                second.len()
            )
        );
    }
}
