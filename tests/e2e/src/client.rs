//! A client that keeps count.

use std::collections::VecDeque;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::binary::binary;
use crate::wire::{self, Replies, framed};

/// How long a message is waited for. Long, since tests share the machine; nothing waits that long when all is well.
const PATIENCE: Duration = Duration::from_secs(60);

/// Makes the server answer the requests `connector-ls/debug/…`.
const TEST_REQUESTS: (&str, &str) = ("CONNECTOR_LS_TEST_PANIC", "1");

/// How a session starts.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The client's capabilities.
    pub capabilities: Value,
    /// `initializationOptions`.
    pub settings: Value,
    /// URIs of the workspace folders.
    pub folders: Vec<String>,
    /// What happens with requests of the server.
    pub replies: Replies,
    /// The program that runs the server, with its arguments; nothing runs it directly.
    pub under: Vec<String>,
}

/// One session with one server.
#[derive(Debug)]
pub struct Client {
    child: Child,
    to_server: Sender<Option<Vec<u8>>>,
    from_server: Receiver<Value>,
    unread: VecDeque<Value>,
    /// The methods of messages that may be left over.
    allowed: Vec<&'static str>,
    last_id: i64,
    /// Looks at every message that comes.
    listener: Option<fn(&Value)>,
    /// The answer to `initialize`.
    pub initialized: Value,
}

impl Client {
    /// Starts the server and a session.
    pub fn start(options: Options) -> Self {
        let mut client = Self::spawn_under(&options.under, options.replies, &[TEST_REQUESTS]);
        let capabilities = if options.capabilities.is_null() { json!({}) } else { options.capabilities };
        let folders: Vec<Value> =
            options.folders.iter().map(|uri| json!({ "uri": uri, "name": "folder" })).collect();
        client.initialized = client.ask(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": options.folders.first(),
                "workspaceFolders": folders,
                "capabilities": capabilities,
                "initializationOptions": options.settings,
            }),
        );
        client.notify("initialized", json!({}));
        client
    }

    /// Starts the server without saying a word. The requests `connector-ls/debug/…` are answered.
    pub fn spawn(replies: Replies) -> Self {
        Self::spawn_with(replies, &[TEST_REQUESTS])
    }

    /// Starts the server with these variables in its environment.
    pub fn spawn_with(replies: Replies, variables: &[(&str, &str)]) -> Self {
        Self::spawn_under(&[], replies, variables)
    }

    fn spawn_under(under: &[String], replies: Replies, variables: &[(&str, &str)]) -> Self {
        let server = binary();
        let mut command = match under {
            [] => Command::new(server),
            [program, arguments @ ..] => {
                let mut command = Command::new(program);
                command.args(arguments).arg(server);
                command
            }
        };
        command.envs(variables.iter().copied());
        Self::spawn_by(command, replies)
    }

    /// Starts the server by a command that gets its arguments.
    pub fn spawn_by(mut command: Command, replies: Replies) -> Self {
        let mut child = command
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(if std::env::var_os("E2E_STDERR").is_some() { Stdio::inherit() } else { Stdio::null() })
            .spawn()
            .expect("the server starts");
        let (to_server, outbox) = mpsc::channel();
        let (inbox, from_server) = mpsc::channel();
        let stdin = child.stdin.take().unwrap();
        let stdout = child.stdout.take().unwrap();
        // Writing and reading never wait for each other: what does, proves nothing about the server.
        thread::spawn(move || wire::write(stdin, &outbox));
        let answers = to_server.clone();
        thread::spawn(move || wire::read(stdout, &inbox, &answers, &replies));
        Self {
            child,
            to_server,
            from_server,
            unread: VecDeque::new(),
            allowed: Vec::new(),
            last_id: 0,
            listener: None,
            initialized: Value::Null,
        }
    }

    /// The server's process id.
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Has every message looked at that an answer is waited through or is one, from now on.
    pub fn hear(&mut self, listener: fn(&Value)) {
        self.listener = Some(listener);
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let _ = self.to_server.send(Some(bytes.to_vec()));
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        self.send_bytes(&framed(&message.to_string()));
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&without_null(json!({ "jsonrpc": "2.0", "method": method, "params": params })));
    }

    /// Sends a request and gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&without_null(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })));
        id
    }

    /// Stops reading and closes the pipe from the server, as an editor does that is killed.
    pub fn close_output(&mut self) {
        let (_, nothing) = mpsc::channel();
        // The reader notices that nobody listens when the next message comes.
        self.from_server = nothing;
    }

    /// Closes the pipe to the server once everything is written.
    pub fn close_input(&mut self) {
        let _ = self.to_server.send(None);
    }

    /// The answer to a request, as a whole message.
    #[track_caller]
    pub fn response(&mut self, id: i64) -> Value {
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The result of a request; an error fails the test.
    #[track_caller]
    pub fn result(&mut self, id: i64) -> Value {
        let mut response = self.response(id);
        assert!(response.get("error").is_none(), "{response}");
        response["result"].take()
    }

    /// Sends a request and gives its result; an error fails the test.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.result(id)
    }

    /// Sends a request and gives its error code; a result fails the test.
    #[track_caller]
    pub fn ask_in_vain(&mut self, method: &str, params: Value) -> i64 {
        let id = self.request(method, params);
        self.error(id)
    }

    /// The error code of a request; a result fails the test.
    #[track_caller]
    pub fn error(&mut self, id: i64) -> i64 {
        let response = self.response(id);
        response["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {response}"))
    }

    /// The parameters of the next notification or request of the server with this method.
    #[track_caller]
    pub fn message(&mut self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method)["params"].take()
    }

    /// The next published diagnostics of a document. Those of earlier versions are passed over if a version is given.
    #[track_caller]
    pub fn published(&mut self, uri: &str, version: Option<i64>) -> Vec<Value> {
        loop {
            let mut params = self.wait_for(|message| {
                message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
            })["params"]
                .take();
            if version.is_none() || params["version"].as_i64() == version {
                let Value::Array(diagnostics) = params["diagnostics"].take() else { panic!("{params}") };
                return diagnostics;
            }
            assert!(params["version"].as_i64() < version, "{params}");
        }
    }

    /// The first message that fits, waiting for it; the others stay.
    #[track_caller]
    pub fn wait_for(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&fits) {
            return self.unread.remove(at).unwrap();
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let received = self.from_server.recv_timeout(end.saturating_duration_since(Instant::now()));
            if let (Some(listener), Ok(message)) = (self.listener, &received) {
                listener(message);
            }
            match received {
                Ok(message) if fits(&message) => return message,
                Ok(message) => self.unread.push_back(message),
                Err(RecvTimeoutError::Timeout) => panic!("no such message; unread: {:#?}", self.unread),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("the server is gone; unread: {:#?}", self.unread)
                }
            }
        }
    }

    /// The first message that fits among those that have come; the others stay.
    pub fn take(&mut self, fits: impl Fn(&Value) -> bool) -> Option<Value> {
        while let Ok(message) = self.from_server.try_recv() {
            self.unread.push_back(message);
        }
        let at = self.unread.iter().position(fits)?;
        self.unread.remove(at)
    }

    /// Fails if a message comes within `time` that fits.
    #[track_caller]
    pub fn expect_none(&mut self, time: Duration, fits: impl Fn(&Value) -> bool) {
        let end = Instant::now() + time;
        while let Ok(message) = self.from_server.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.unread.push_back(message);
        }
        let found = self.unread.iter().find(|message| fits(message));
        assert!(found.is_none(), "unexpected: {found:?}");
    }

    /// Drops everything that was received and not read, of these methods. For tests that are not about them.
    pub fn forget(&mut self, method: &str) {
        while let Ok(message) = self.from_server.try_recv() {
            self.unread.push_back(message);
        }
        self.unread.retain(|message| message["method"] != method);
    }

    /// The next message, whatever it is: one that was not read yet, else what comes within `patience`. For those who keep
    /// count themselves. A server that is gone fails the test.
    #[track_caller]
    pub fn next_message(&mut self, patience: Duration) -> Option<Value> {
        if let Some(message) = self.unread.pop_front() {
            return Some(message);
        }
        match self.from_server.recv_timeout(patience) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the server is gone"),
        }
    }

    /// A message that came and was not read, without waiting for more.
    pub fn left_over(&mut self) -> Option<Value> {
        self.unread.pop_front()
    }

    /// Drops the answers that nobody waits for. For tests that end a session in the middle of work.
    pub fn forget_answers(&mut self) {
        self.unread.retain(|message| message.get("method").is_some());
    }

    /// The server's copy of an open document: text and version, at this point of the wire.
    #[track_caller]
    pub fn text(&mut self, uri: &str) -> (String, i64) {
        let result = self.ask("connector-ls/debug/text", json!({ "textDocument": { "uri": uri } }));
        (result["text"].as_str().expect("an open document").to_owned(), result["version"].as_i64().unwrap())
    }

    /// Opens a document as version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "json", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text of a document.
    pub fn replace(&mut self, uri: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": text }] }),
        );
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Asks for the diagnostics of a document.
    #[track_caller]
    pub fn pull(&mut self, uri: &str, previous: Option<&str>) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri } });
        if let Some(previous) = previous {
            params["previousResultId"] = json!(previous);
        }
        self.ask("textDocument/diagnostic", params)
    }

    /// Asks for the code actions at a range of a document; an empty `only` asks for all.
    #[track_caller]
    pub fn actions(&mut self, uri: &str, range: Value, only: &[&str]) -> Vec<Value> {
        let mut context = json!({ "diagnostics": [] });
        if !only.is_empty() {
            context["only"] = json!(only);
        }
        self.actions_in(uri, range, context)
    }

    /// Asks for the code actions at a range of a document in this context.
    #[track_caller]
    pub fn actions_in(&mut self, uri: &str, range: Value, context: Value) -> Vec<Value> {
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        match self.ask("textDocument/codeAction", params) {
            Value::Array(actions) => actions,
            other => panic!("no list of actions: {other}"),
        }
    }

    /// Sends a command and gives its answer.
    #[track_caller]
    pub fn execute(&mut self, command: &str, argument: &Value) -> Value {
        let params = json!({ "command": command, "arguments": [argument] });
        self.ask("workspace/executeCommand", params)
    }

    /// Messages of this method may be left over, now and at the end: the test is not about them.
    pub fn allow_unread(&mut self, method: &'static str) {
        self.allowed.push(method);
    }

    /// Ends the session in order. A message that was never read fails the test.
    #[track_caller]
    pub fn finish(mut self) {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.wait_for_exit(PATIENCE).code(), Some(0));
    }

    /// Waits for the server to end by itself.
    #[track_caller]
    pub fn wait_for_exit(&mut self, patience: Duration) -> ExitStatus {
        let end = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(message) = self.from_server.recv() {
                    self.unread.push_back(message);
                }
                return status;
            }
            assert!(Instant::now() < end, "the server still runs after {patience:?}");
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !thread::panicking() {
            // The reader ends with the server.
            while let Ok(message) = self.from_server.recv() {
                self.unread.push_back(message);
            }
            self.unread.retain(|message| self.allowed.iter().all(|allowed| message["method"] != *allowed));
            assert!(self.unread.is_empty(), "messages that nobody read: {:#?}", self.unread);
        }
    }
}

/// Without `params` if they are `null`.
fn without_null(mut message: Value) -> Value {
    if message["params"].is_null() {
        message.as_object_mut().unwrap().remove("params");
    }
    message
}
