//! Reads messages, hands them to the service one after the other, and writes what comes back.

use std::io::Read;
use std::pin::Pin;

use futures::{FutureExt, Sink};
use tokio::runtime::Handle;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, Loopback};

use crate::frames::{Frame, Frames};
use crate::message::{self, Message};
use crate::outgoing::Outgoing;

/// Reads `input` to its end or to an `exit` notification. Requests are answered by tasks on `runtime`; this thread
/// never waits for one, except for `initialize` and `shutdown`: what follows them depends on them. After every other
/// request it calls `wait_for_room`.
pub(crate) fn serve<S>(
    input: impl Read,
    mut service: S,
    runtime: &Handle,
    outgoing: &Outgoing,
    mut replies: <ClientSocket as Loopback>::ResponseSink,
    wait_for_room: impl Fn(),
) -> Ended
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    let mut frames = Frames::new(input);
    // A stream that cannot be read is over, whatever the reason.
    while let Ok(Some(frame)) = frames.next_frame() {
        let body = match frame {
            Frame::Body(body) => body,
            Frame::Garbage(reason) => {
                let error = Error { code: ErrorCode::ParseError, message: reason.into(), data: None };
                outgoing.reply(&Response::from_error(Id::Null, error));
                continue;
            }
        };
        let (message, tail) = message::read(&body);
        if !tail.is_empty() {
            frames.unread_tail(tail);
        }
        // A large document is not held twice while it is worked on.
        drop(body);
        let request = match message {
            Message::Request(request) => request,
            Message::Reply(reply) => {
                let _ = Pin::new(&mut replies).start_send(reply);
                continue;
            }
            Message::Malformed(reply) => {
                outgoing.reply(&reply);
                continue;
            }
        };
        let is_exit = request.method() == "exit" && request.id().is_none();
        let is_notification = request.id().is_none();
        let in_order = matches!(request.method(), "initialize" | "shutdown");
        let answer = service.call(request);
        if is_exit {
            return Ended::Exit;
        }
        if is_notification {
            let _ = answer.now_or_never();
            continue;
        }
        let outgoing = outgoing.clone();
        let answer = async move {
            if let Ok(Some(response)) = answer.await {
                outgoing.reply(&response);
            }
        };
        if in_order {
            runtime.block_on(answer);
        } else {
            runtime.spawn(answer);
            wait_for_room();
        }
    }
    Ended::EndOfInput
}

/// Why reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The client said so.
    Exit,
    /// The client closed its end, or the stream broke.
    EndOfInput,
}
