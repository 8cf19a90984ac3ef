//! The language server: the only crate that knows the protocol, the runtime and the framework.
//!
//! The way of a message, in order: `frames` cuts the stream into bodies, `message` reads them, `transport` hands them
//! to `ingress`, which applies notifications to the `session` and gives requests their moment of the `world`. The
//! framework decodes requests and calls `server`, whose methods compute on other threads in `handlers`. `outgoing`
//! writes, and `backlog` says when there is enough to do.
//!
//! The way of an edit: `documents` applies it with `rope`; `scheduler` runs `analysis` in the background on what
//! `loader` finds, of which `models` are made; `diagnostics` writes what is found, `publish` tells the client, and `shown_lenses` that it must ask for lenses again. `workspace` reads
//! the disk, `baseline` finds what is published, `settings` and `config_file` say what is wanted, `idle_entries`
//! what of that covers nothing, `quarantine` what a fault of ours kept from being checked, `client` asks the client,
//! `lifetime` ends it all.
//!
//! The way back of an edit: `workspace_edit` puts what an action changes into the protocol's words, for the versions
//! that were analysed; it goes out in an answer, or `client` asks for it.

mod analyses;
mod analysis;
mod backlog;
mod baseline;
mod body;
mod client;
mod config_file;
mod diagnostics;
mod documents;
mod earlier;
mod file;
mod flags;
mod found;
mod frames;
mod handlers;
mod idle_entries;
mod ingress;
mod job_settings;
mod jobs;
mod lifetime;
mod loader;
mod lock;
mod log;
mod message;
mod models;
mod outgoing;
mod progress;
mod publish;
mod quarantine;
mod refresh;
mod rope;
mod scheduler;
mod server;
mod session;
mod settings;
mod shown_lenses;
mod shown_tokens;
mod stdio;
mod structure_flags;
mod symbol_index;
mod to_proto;
mod today;
mod token_legend;
mod transport;
mod uri;
mod workspace;
mod workspace_edit;
mod world;

use std::io;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use crate::ingress::Ingress;
use crate::lifetime::{End, Ending};
use crate::outgoing::Outgoing;
use crate::server::Server;
use crate::session::Session;

/// How long the last messages may take to go out when the session ends.
const FAREWELL: Duration = Duration::from_millis(300);

/// Serves one client on standard input and output until it ends the session or is gone, and gives the exit code that
/// the protocol asks for.
pub fn run() -> ExitCode {
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("connector-ls: the language server cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    stdio::widen();
    let (ending, mut reasons) = Ending::channel();
    let outgoing = Outgoing::default();
    let session = Session::new(outgoing.clone(), ending.clone(), runtime.handle().clone());
    let (service, socket) = Server::service(session.clone());
    let (mut requests, replies) = socket.split();
    let ingress = Ingress::new(service, session.clone());
    let running = ingress.running();

    let (closed, messages) = (ending.clone(), outgoing.clone());
    let writer = move || {
        // Whatever the reason, a client that cannot be written to is gone.
        let _ = messages.write_all(stdio::output());
        closed.end(End::Closed);
    };
    let (closed, handle, answers) = (ending.clone(), runtime.handle().clone(), outgoing.clone());
    let reader = move || {
        let wait_for_room = || backlog::wait_for_room(&running, &answers);
        let ended = transport::serve(io::stdin().lock(), ingress, &handle, &answers, replies, wait_for_room);
        if ended == transport::Ended::EndOfInput {
            // A script that closes the pipe behind its last message still reads the answers.
            let until = Instant::now() + FAREWELL;
            while (running.count() > 0 || session.is_working()) && Instant::now() < until {
                thread::sleep(Duration::from_millis(2));
            }
            closed.end(End::Closed);
        }
    };
    for (name, work) in
        [("writer", Box::new(writer) as Box<dyn FnOnce() + Send>), ("reader", Box::new(reader))]
    {
        if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
            eprintln!("connector-ls: the language server cannot start: {error}");
            return ExitCode::FAILURE;
        }
    }
    let forward = outgoing.clone();
    runtime.spawn(async move {
        while let Some(request) = futures::StreamExt::next(&mut requests).await {
            forward.request(&request);
        }
    });
    runtime.spawn(lifetime::watch_signals(ending.clone()));

    let reason = runtime.block_on(reasons.recv()).unwrap_or(End::Closed);
    outgoing.flush(FAREWELL);
    // Work that is still under way is not waited for: it ends with the process.
    runtime.shutdown_background();
    ending.exit_code(reason)
}

/// One thread for messages; computations go to a small pool.
fn runtime() -> io::Result<Runtime> {
    let pool = thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
    Builder::new_current_thread().enable_all().max_blocking_threads(pool).build()
}
