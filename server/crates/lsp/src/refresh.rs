//! Tells the client to ask again, once for all changes of a short time.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tower_lsp::Client;

use crate::session::Session;

/// How long a client that was sent a change gets to ask by itself before it is told to.
const DELAY: Duration = Duration::from_millis(100);

/// Whether the client is about to be told.
#[derive(Default)]
pub(crate) struct Refresh(AtomicBool);

/// What the client is told to ask for again.
pub(crate) struct Again {
    /// Where it is noted that the client is about to be told.
    pub(crate) mark: fn(&Session) -> &Refresh,
    /// Whether there is still a reason to, when the time has come.
    pub(crate) is_due: fn(&Session) -> bool,
    /// The request.
    pub(crate) ask: fn(Client) -> Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Again {
    /// Tells the client soon, unless it is about to be told.
    pub(crate) fn soon(self, session: &Session) {
        if (self.mark)(session).0.swap(true, Ordering::SeqCst) {
            return;
        }
        session.spawn_client_work(|client, snapshot| async move {
            tokio::time::sleep(DELAY).await;
            (self.mark)(&snapshot.session).0.store(false, Ordering::SeqCst);
            if (self.is_due)(&snapshot.session) {
                (self.ask)(client).await;
            }
        });
    }
}
