//! Between the wire and the framework: what must happen in the order of the wire happens here.
//!
//! The framework keeps the order of messages only up to a handler's first `.await`, ends the whole server when a
//! handler panics, and cannot tell a handler that its request was cancelled. So this service, which stands in front of
//! it and is called for one message after the other, never waiting:
//! - applies notifications itself, before the next message is looked at;
//! - gives every request the state of that moment ([`Context`]) and a flag that is set when it is cancelled;
//! - turns a panic into an error reply;
//! - gives requests numbers of its own on the inside, so that no id of a client (64 bits, text, used twice) confuses
//!   the framework's bookkeeping.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{self, Poll};
use std::time::Instant;

use futures::FutureExt;
use futures::future::{self, BoxFuture};
pub(crate) use ide::failure::reason as panic_text;
use rules::Stop;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use tower::Service;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::ls_types::Uri;

use crate::body::Body;
use crate::lifetime::End;
use crate::lock::lock;
use crate::quarantine::Asked;
use crate::session::{Session, Snapshot};
use crate::uri::Key;

tokio::task_local! {
    /// What belongs to the request that the current task answers.
    pub(crate) static CONTEXT: Context;
}

/// The moment a request belongs to.
#[derive(Clone)]
pub(crate) struct Context {
    /// The state after all messages before the request and none after it.
    pub(crate) snapshot: Snapshot,
    /// Set when the client no longer wants the answer.
    pub(crate) stop: Stop,
    /// The answer as JSON, if the handler has written it by itself.
    pub(crate) written: Arc<OnceLock<Body>>,
}

/// The requests that are not answered yet.
#[derive(Default)]
pub(crate) struct Running {
    by_id: Mutex<FxHashMap<Id, (i64, Stop)>>,
    count: AtomicUsize,
}

impl Running {
    /// How many requests wait for their answer.
    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    fn start(&self, id: Id, number: i64) -> Stop {
        let stop = Stop::default();
        self.count.fetch_add(1, Ordering::SeqCst);
        self.map().insert(id, (number, stop.clone()));
        stop
    }

    fn end(&self, id: &Id, number: i64) {
        let mut map = self.map();
        if map.get(id).is_some_and(|(latest, _)| *latest == number) {
            map.remove(id);
        }
    }

    fn get(&self, id: &Id) -> Option<(i64, Stop)> {
        self.map().get(id).cloned()
    }

    fn map(&self) -> std::sync::MutexGuard<'_, FxHashMap<Id, (i64, Stop)>> {
        lock(&self.by_id)
    }
}

/// How far the session has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

/// The service in front of the framework's.
pub(crate) struct Ingress<S> {
    framework: S,
    session: Arc<Session>,
    phase: Phase,
    last_number: i64,
    running: Arc<Running>,
    /// Requests that panicked: the framework still holds an entry for each.
    abandoned: Arc<Mutex<Vec<i64>>>,
}

impl<S> Ingress<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// Stands in front of `framework`.
    pub(crate) fn new(framework: S, session: Arc<Session>) -> Self {
        Self {
            framework,
            session,
            phase: Phase::New,
            last_number: 0,
            running: Arc::default(),
            abandoned: Arc::default(),
        }
    }

    /// The requests on their way.
    pub(crate) fn running(&self) -> Arc<Running> {
        self.running.clone()
    }

    fn notify(&mut self, method: &str, params: Value) {
        match (method, self.phase) {
            ("exit", _) => self.session.ending.end(End::Exit),
            (_, Phase::New | Phase::ShutDown) => {}
            ("$/cancelRequest", Phase::Running) => self.cancel(&params),
            (_, Phase::Running) => {
                // An edit that panics is lost, but the session is not.
                let session = &self.session;
                if let Err(panic) = catch_unwind(AssertUnwindSafe(|| session.notify(method, params))) {
                    session.log.error(format!("{method} failed: {}", panic_text(&*panic)));
                }
            }
        }
    }

    fn cancel(&mut self, params: &Value) {
        let id = match params.get("id") {
            Some(Value::String(id)) => Id::String(id.clone()),
            Some(Value::Number(id)) if id.is_i64() => Id::Number(id.as_i64().unwrap_or_default()),
            _ => return,
        };
        if let Some((number, stop)) = self.running.get(&id) {
            stop.stop();
            self.abandon(number);
        }
    }

    /// Makes the framework drop a request; if it still runs, the client gets "cancelled" for it.
    fn abandon(&mut self, number: i64) {
        self.pass_on(Request::build("$/cancelRequest").params(json!({ "id": number })).finish());
    }

    /// Hands the framework a notification, whose handlers never wait.
    fn pass_on(&mut self, notification: Request) {
        let _ = self.framework.call(notification).now_or_never();
    }

    /// The reply; `None` if it is sent already.
    fn request(
        &mut self,
        id: Id,
        method: &str,
        params: Option<Value>,
    ) -> BoxFuture<'static, Option<Response>> {
        if let Some(refused) = self.refuse(&id, method) {
            return future::ready(Some(refused)).boxed();
        }
        let params = match method {
            "initialize" if self.phase == Phase::New => {
                self.phase = Phase::Running;
                self.session.begin(&params.unwrap_or_default());
                // The framework only has to change its state: what the client said is read already, and more
                // tolerantly than the framework would.
                Some(json!({ "capabilities": {} }))
            }
            "shutdown" => {
                self.phase = Phase::ShutDown;
                self.session.shut_down();
                None
            }
            _ => params.map(with_valid_uri),
        };
        let snapshot = self.session.snapshot();
        let asked = Asked::new(&snapshot, method, params.as_ref());
        if let Some(nothing) = asked.as_ref().and_then(|asked| self.session.quarantine.answer(asked)) {
            return future::ready(Some(Response::from_ok(id, nothing))).boxed();
        }
        let abandoned = std::mem::take(&mut *lock(&self.abandoned));
        for number in abandoned {
            self.abandon(number);
        }

        // Numbers stay within 31 bits, which is all that the framework takes in a cancellation.
        self.last_number = (self.last_number + 1) & 0x7FFF_FFFF;
        let number = self.last_number;
        let stop = self.running.start(id.clone(), number);
        let written = Arc::default();
        let context = Context { snapshot, stop, written: Arc::clone(&written) };
        let mut inner = Request::build(method.to_owned()).id(number);
        if let Some(params) = params {
            inner = inner.params(params);
        }
        let inner = inner.finish();
        let answer = catch_unwind(AssertUnwindSafe(|| self.framework.call(inner)));
        let mut answered = Answered {
            session: self.session.clone(),
            running: self.running.clone(),
            abandoned: self.abandoned.clone(),
            method: method.to_owned(),
            asked,
            id,
            number,
            started: Instant::now(),
        };
        async move {
            let outcome = match answer {
                Ok(answer) => AssertUnwindSafe(CONTEXT.scope(context, answer)).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            answered.response(outcome, written.get())
        }
        .boxed()
    }

    /// The protocol's answers to requests that come too early or too late.
    fn refuse(&self, id: &Id, method: &str) -> Option<Response> {
        let (code, message) = match self.phase {
            Phase::New if method != "initialize" => {
                (ErrorCode::ServerError(-32002), "The session has not been initialized.")
            }
            Phase::ShutDown => (ErrorCode::InvalidRequest, "The session has been shut down."),
            _ => return None,
        };
        Some(Response::from_error(id.clone(), Error { code, message: message.into(), data: None }))
    }
}

/// What is needed to finish a request.
struct Answered {
    session: Arc<Session>,
    running: Arc<Running>,
    abandoned: Arc<Mutex<Vec<i64>>>,
    method: String,
    /// What not to try again if it fails.
    asked: Option<Asked>,
    id: Id,
    number: i64,
    started: Instant,
}

impl Answered {
    fn response(
        &mut self,
        outcome: Result<Result<Option<Response>, ExitedError>, Box<dyn Any + Send>>,
        written: Option<&Body>,
    ) -> Option<Response> {
        let body = match outcome {
            Ok(Ok(Some(response))) => response.into_parts().1,
            // The framework keeps silent on unknown methods that start with "$/", but a request wants an answer.
            Ok(Ok(None)) => Err(Error::method_not_found()),
            Ok(Err(_)) => Err(Error::invalid_request()),
            Err(panic) => {
                lock(&self.abandoned).push(self.number);
                Err(failure(&self.method, &*panic))
            }
        };
        if body.as_ref().is_err_and(|error| error.code == ErrorCode::InternalError)
            && let Some(asked) = self.asked.take()
        {
            self.session.quarantine.hold_request(asked);
        }
        self.running.end(&self.id, self.number);
        self.session.log.trace_request(&self.method, &self.id, self.started.elapsed(), body.as_ref().err());
        if let Some(result) = written.filter(|_| body.is_ok()) {
            self.session.outgoing.reply_written(&self.id, result.clone());
            return None;
        }
        Some(Response::from_parts(self.id.clone(), body))
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.running.count.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Some clients write URIs that are none, with blanks in them for example. The framework would refuse the request; with
/// the key in their place the document is found all the same.
fn with_valid_uri(mut params: Value) -> Value {
    if let Some(uri) = params.pointer_mut("/textDocument/uri")
        && let Some(text) = uri.as_str()
        && text.parse::<Uri>().is_err()
    {
        *uri = Value::String(Key::of_uri(text).as_str().to_owned());
    }
    params
}

/// The reply to a request whose handler panicked.
pub(crate) fn failure(method: &str, panic: &(dyn Any + Send)) -> Error {
    Error {
        code: ErrorCode::InternalError,
        message: format!("{method} failed: {}. Other requests are not affected.", panic_text(panic)).into(),
        data: None,
    }
}

impl<S> Service<Request> for Ingress<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Result<Option<Response>, ExitedError>>;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), ExitedError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id, params) = request.into_parts();
        if let Some(id) = id {
            self.request(id, &method, params).map(Ok).boxed()
        } else {
            self.notify(&method, params.unwrap_or_default());
            future::ready(Ok(None)).boxed()
        }
    }
}
