//! A session of which every message is accounted for.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use e2e::{Client, Options, Replies};
use serde_json::{Value, json};

/// How long an answer is waited for before it counts as lost. Nothing waits that long when all is well.
const PATIENCE: Duration = Duration::from_secs(120);
/// Answers that are no failure: cancelled, overtaken by a change, refused with a reason, and about what is not there.
const REFUSALS: [i64; 4] = [-32800, -32801, -32803, -32602];

/// One session with the books that are kept of it.
pub(crate) struct Ledger {
    client: Client,
    /// What was asked and not answered yet: the request's method.
    pending: BTreeMap<i64, String>,
    answers: BTreeMap<i64, Value>,
    documents: BTreeMap<String, Told>,
    /// How many requests were answered.
    pub(crate) answered: u64,
    /// How many lists of diagnostics were published.
    pub(crate) publications: u64,
}

/// What the server was told of a document, and has told.
#[derive(Default)]
struct Told {
    is_open: bool,
    /// The version that was sent last in this opening.
    version: i64,
    published: Option<(i64, Value)>,
}

impl Ledger {
    /// Starts a server for this workspace folder.
    pub(crate) fn start(folder: String, pulls: bool) -> Self {
        let mut capabilities = capabilities();
        if pulls {
            capabilities["textDocument"]["diagnostic"] =
                capabilities["textDocument"]["publishDiagnostics"].clone();
        }
        let client = Client::start(Options {
            capabilities,
            folders: vec![folder],
            replies: Replies::Null,
            ..Options::default()
        });
        Self {
            client,
            pending: BTreeMap::new(),
            answers: BTreeMap::new(),
            documents: BTreeMap::new(),
            answered: 0,
            publications: 0,
        }
    }

    /// The server's process id.
    pub(crate) fn process_id(&self) -> u32 {
        self.client.process_id()
    }

    /// Opens a document in this version.
    pub(crate) fn open(&mut self, uri: &str, version: i64, text: &str) {
        let told = self.documents.entry(uri.to_owned()).or_default();
        assert!(!told.is_open, "{uri} is opened twice");
        *told = Told { is_open: true, version, published: None };
        let language = if Path::new(uri).extension().is_some_and(|extension| extension == "csx") {
            "csharp"
        } else {
            "json"
        };
        let document = json!({ "uri": uri, "languageId": language, "version": version, "text": text });
        self.client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes an open document, whose version rises by one.
    pub(crate) fn change(&mut self, uri: &str, changes: &[Value]) {
        let told = self.documents.get_mut(uri).unwrap_or_else(|| panic!("{uri} is not open"));
        told.version += 1;
        let document = json!({ "uri": uri, "version": told.version });
        self.client
            .notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Closes a document. Nothing is published of it any more once this is done.
    pub(crate) fn close(&mut self, uri: &str) {
        let identifier = json!({ "textDocument": { "uri": uri } });
        self.client.notify("textDocument/didClose", identifier.clone());
        // The answer comes after everything that was under way for the closed document.
        assert_eq!(self.ask("connector-ls/debug/text", identifier), Value::Null, "{uri} is closed");
        let told = self.documents.get_mut(uri).unwrap_or_else(|| panic!("{uri} is not open"));
        assert!(
            told.published.as_ref().is_none_or(|(_, shown)| shown == &json!([])),
            "{uri} is closed and has diagnostics"
        );
        *told = Told::default();
    }

    /// The version of an open document.
    pub(crate) fn version(&self, uri: &str) -> i64 {
        self.documents[uri].version
    }

    /// The diagnostics that the client shows of a document, with their version.
    pub(crate) fn shown(&self, uri: &str) -> Option<&(i64, Value)> {
        self.documents.get(uri)?.published.as_ref()
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.client.notify(method, params);
    }

    /// Sends a request and goes on.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        let id = self.client.request(method, params);
        self.pending.insert(id, method.to_owned());
        id
    }

    /// Asks something and waits for the answer: the result, or the error.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.wait("the answer", |ledger| !ledger.pending.contains_key(&id));
        self.answers.remove(&id).unwrap_or_default()
    }

    /// The answer to a request that was sent before.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait("the answer", |ledger| !ledger.pending.contains_key(&id));
        self.answers.remove(&id).unwrap_or_default()
    }

    /// How many requests wait for their answers.
    pub(crate) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// One of the requests that wait for their answers.
    pub(crate) fn some_pending(&self, number: usize) -> Option<i64> {
        self.pending.keys().nth(number % self.pending.len().max(1)).copied()
    }

    /// Books everything that has come, and forgets the answers.
    pub(crate) fn catch_up(&mut self) {
        while let Some(message) = self.client.next_message(Duration::ZERO) {
            self.book(message);
        }
        self.answers.clear();
    }

    /// Waits until all is answered.
    pub(crate) fn wait_for_answers(&mut self) {
        self.wait("all answers", |ledger| ledger.pending.is_empty());
        self.answers.clear();
    }

    /// Waits for what comes to make this true.
    pub(crate) fn wait(&mut self, what: &str, is_done: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_done(self) {
            let left = end.saturating_duration_since(Instant::now());
            let Some(message) = self.client.next_message(left) else {
                panic!("{what} never came; still to be answered: {:?}", self.pending);
            };
            self.book(message);
        }
    }

    fn book(&mut self, mut message: Value) {
        let Some(method) = message.get("method").and_then(Value::as_str) else {
            return self.book_answer(message);
        };
        match method {
            "textDocument/publishDiagnostics" => {
                let params = message["params"].take();
                self.book_publication(params);
            }
            "window/logMessage" | "window/showMessage" => {
                assert!(message["params"]["type"] != 1, "the server tells of an error: {message}");
            }
            _ => {}
        }
    }

    fn book_answer(&mut self, mut message: Value) {
        let id = message["id"].as_i64().unwrap_or_else(|| panic!("an answer to nobody: {message}"));
        let asked = self.pending.remove(&id);
        let asked =
            asked.unwrap_or_else(|| panic!("a second answer, or one that nobody asked for: {message}"));
        let error = message["error"]["code"].as_i64();
        assert!(error.is_none_or(|code| REFUSALS.contains(&code)), "{asked}: {message}");
        self.answered += 1;
        let answer = if error.is_some() { message["error"].take() } else { message["result"].take() };
        self.answers.insert(id, answer);
    }

    fn book_publication(&mut self, mut params: Value) {
        self.publications += 1;
        let uri = params["uri"].as_str().expect("a URI").to_owned();
        let told = self
            .documents
            .get_mut(&uri)
            .unwrap_or_else(|| panic!("diagnostics for {uri}, which nobody opened"));
        let diagnostics = params["diagnostics"].take();
        let Some(version) = params["version"].as_i64() else {
            assert_eq!(diagnostics, json!([]), "diagnostics for no version of {uri}");
            told.published = None;
            return;
        };
        assert!(told.is_open, "diagnostics for {uri}, which is closed");
        assert!(
            (1..=told.version).contains(&version),
            "diagnostics for version {version} of {uri}, which was never sent"
        );
        let before = told.published.as_ref().map_or(0, |(before, _)| *before);
        assert!(before <= version, "diagnostics for version {version} of {uri} after those for {before}");
        told.published = Some((version, diagnostics));
    }

    /// Ends the session in order.
    pub(crate) fn finish(mut self) {
        self.wait_for_answers();
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.client.notify("exit", Value::Null);
        let status = self.client.wait_for_exit(PATIENCE);
        assert_eq!(status.code(), Some(0));
        while let Some(message) = self.client.left_over() {
            self.book(message);
        }
    }
}

/// An editor that can everything.
fn capabilities() -> Value {
    let markdown = json!(["markdown", "plaintext"]);
    json!({
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": { "valueSet": [1, 2] }, "versionSupport": true },
            "hover": { "contentFormat": markdown },
            "signatureHelp": { "signatureInformation": { "documentationFormat": markdown } },
            "completion": { "completionItem": { "snippetSupport": true, "documentationFormat": markdown, "labelDetailsSupport": true, "resolveSupport": { "properties": ["documentation"] }, "insertTextModeSupport": { "valueSet": [1, 2] } } },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor", "source"] } }, "disabledSupport": true, "isPreferredSupport": true, "dataSupport": true, "resolveSupport": { "properties": ["edit"] } },
            "definition": { "linkSupport": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "foldingRange": {},
            "inlayHint": { "resolveSupport": { "properties": ["textEdits"] } },
            "rename": { "prepareSupport": true },
            "semanticTokens": {
                "requests": { "range": true, "full": { "delta": true } },
                "tokenTypes": ["namespace", "type", "class", "enum", "interface", "struct", "parameter", "variable", "property", "enumMember", "event", "function", "method", "macro", "keyword", "modifier", "comment", "string", "number", "regexp", "operator", "decorator"],
                "tokenModifiers": ["declaration", "definition", "readonly", "deprecated", "documentation"],
                "formats": ["relative"], "overlappingTokenSupport": false, "multilineTokenSupport": false,
            },
        },
        "workspace": {
            "applyEdit": true, "codeLens": { "refreshSupport": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
        },
        "experimental": { "commands": { "commands": ["connector-ls.showReferences"] } },
    })
}
