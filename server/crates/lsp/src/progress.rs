//! Progress of long work, shown only if it is long.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::ls_types::{NumberOrString, WorkDoneProgressCreateParams, request};

use crate::client::limited;
use crate::session::Session;

/// Work that ends within this time is not worth a message.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the client is told how far the work has come.
const INTERVAL: Duration = Duration::from_millis(200);

const NOT_ASKED: u8 = 0;
const ASKED: u8 = 1;
const GRANTED: u8 = 2;

/// Every token of ours is another one.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// One piece of work. Dropping it ends the progress.
pub(crate) struct Progress {
    session: Arc<Session>,
    title: &'static str,
    token: Value,
    state: Arc<AtomicU8>,
    started: Instant,
    /// When the client was last told; `None`: it has not been told that it began.
    told: Option<Instant>,
}

impl Progress {
    /// Progress under the token that came with the client's request, else under one that the client is asked for.
    pub(crate) fn new(session: &Arc<Session>, token: Option<&NumberOrString>, title: &'static str) -> Self {
        let (token, state) = match token {
            Some(NumberOrString::Number(number)) => (json!(number), GRANTED),
            Some(NumberOrString::String(text)) => (json!(text), GRANTED),
            None => {
                let number = COUNT.fetch_add(1, Ordering::Relaxed);
                (json!(format!("connector-ls/{number}")), NOT_ASKED)
            }
        };
        Self {
            session: session.clone(),
            title,
            token,
            state: Arc::new(AtomicU8::new(state)),
            started: Instant::now(),
            told: None,
        }
    }

    /// Notes that `done` of `total` steps are done.
    pub(crate) fn step(&mut self, done: usize, total: usize) {
        if self.started.elapsed() < PATIENCE || self.told.is_some_and(|told| told.elapsed() < INTERVAL) {
            return;
        }
        match self.state.load(Ordering::SeqCst) {
            NOT_ASKED => self.ask(),
            GRANTED => {
                let percentage = done * 100 / total.max(1);
                let message = format!("{done} of {total}");
                let value = if self.told.is_none() {
                    json!({ "kind": "begin", "title": self.title, "message": message, "percentage": percentage })
                } else {
                    json!({ "kind": "report", "message": message, "percentage": percentage })
                };
                self.send(&value);
                self.told = Some(Instant::now());
            }
            _ => {}
        }
    }

    fn ask(&self) {
        if !self.session.flags().progress {
            return;
        }
        self.state.store(ASKED, Ordering::SeqCst);
        let (state, token) =
            (self.state.clone(), NumberOrString::String(self.token.as_str().unwrap_or_default().to_owned()));
        self.session.spawn_client_work(|client, _| async move {
            let create = client
                .send_request::<request::WorkDoneProgressCreate>(WorkDoneProgressCreateParams { token });
            if let Some(Ok(())) = limited(create).await {
                state.store(GRANTED, Ordering::SeqCst);
            }
        });
    }

    fn send(&self, value: &Value) {
        self.session.outgoing.notify("$/progress", &json!({ "token": self.token, "value": value }));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told.is_some() {
            self.send(&json!({ "kind": "end" }));
        }
    }
}
