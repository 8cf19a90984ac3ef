//! The framework's side: one method for each request, all of the same shape.

use std::sync::Arc;

use rules::Stop;
use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, CodeAction,
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, ColorInformation, ColorPresentation,
    ColorPresentationParams, CompletionItem, CompletionParams, CompletionResponse, DocumentColorParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportPartialResult, DocumentDiagnosticReportResult,
    DocumentFormattingParams, DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InlayHint, InlayHintParams, Location, PrepareRenameResponse,
    ReferenceParams, RenameParams, SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, SignatureHelp, SignatureHelpParams,
    TextDocumentPositionParams, TextEdit, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
    WorkspaceEdit, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer, LspService};

use crate::handlers;
use crate::handlers::OfConnector;
use crate::handlers::changes::Difference;
use crate::handlers::changes_page::ChangesPage;
use crate::handlers::making::{AddOperation, AddPolicy, FromSample, Made, Templates};
use crate::handlers::new_connector::{NewFiles, Wanted};
use crate::handlers::operations::Operations;
use crate::handlers::preview::Rendered;
use crate::handlers::properties::Properties;
use crate::handlers::status::{About, Status};
use crate::ingress::{CONTEXT, Context, failure};
use crate::session::{Session, Snapshot};

/// The handlers. All state is in the session.
pub(crate) struct Server {
    session: Arc<Session>,
}

impl Server {
    /// The framework's service around a session, and the client's side of it.
    pub(crate) fn service(session: Arc<Session>) -> (LspService<Self>, tower_lsp::ClientSocket) {
        let is_tested = session.is_tested;
        let make = |client: Client| {
            session.connect(client);
            Self { session }
        };
        let builder = LspService::build(make)
            .custom_method("connector-ls/changes", Self::changes)
            .custom_method("connector-ls/changesPage", Self::changes_page)
            .custom_method("connector-ls/addPolicy", Self::add_policy)
            .custom_method("connector-ls/newConnector", Self::new_connector)
            .custom_method("connector-ls/newOperation", Self::new_operation)
            .custom_method("connector-ls/operations", Self::operations)
            .custom_method("connector-ls/policyTemplates", Self::policy_templates)
            .custom_method("connector-ls/preview", Self::preview)
            .custom_method("connector-ls/properties", Self::properties)
            .custom_method("connector-ls/schemaFromSample", Self::schema_from_sample)
            .custom_method("connector-ls/status", Self::status);
        if is_tested {
            builder
                .custom_method("connector-ls/debug/panic", Self::debug_panic)
                .custom_method("connector-ls/debug/text", Self::debug_text)
                .custom_method("connector-ls/debug/sleep", Self::debug_sleep)
                .finish()
        } else {
            builder.finish()
        }
    }

    async fn changes(&self, params: OfConnector) -> Result<Difference> {
        answer("connector-ls/changes", params, handlers::changes::list).await
    }

    async fn operations(&self, params: OfConnector) -> Result<Operations> {
        answer("connector-ls/operations", params, handlers::operations::list).await
    }

    async fn preview(&self, params: OfConnector) -> Result<Option<Rendered>> {
        answer("connector-ls/preview", params, handlers::preview::render).await
    }

    async fn properties(&self, params: OfConnector) -> Result<Properties> {
        answer("connector-ls/properties", params, handlers::properties::list).await
    }

    async fn status(&self, params: About) -> Result<Status> {
        answer("connector-ls/status", params, handlers::status::report).await
    }

    async fn changes_page(&self, params: OfConnector) -> Result<Option<ChangesPage>> {
        answer("connector-ls/changesPage", params, handlers::changes_page::render).await
    }

    async fn policy_templates(&self, params: OfConnector) -> Result<Templates> {
        answer("connector-ls/policyTemplates", params, handlers::making::templates).await
    }

    async fn add_policy(&self, params: AddPolicy) -> Result<Made> {
        answer("connector-ls/addPolicy", params, handlers::making::policy).await
    }

    async fn new_operation(&self, params: AddOperation) -> Result<Made> {
        answer("connector-ls/newOperation", params, handlers::making::operation).await
    }

    async fn schema_from_sample(&self, params: FromSample) -> Result<Made> {
        answer("connector-ls/schemaFromSample", params, handlers::making::schema).await
    }

    async fn new_connector(&self, params: Wanted) -> Result<NewFiles> {
        answer("connector-ls/newConnector", params, handlers::new_connector::files).await
    }

    async fn debug_panic(&self, params: Value) -> Result<Value> {
        assert!(params.get("inPool").is_some(), "a panic on purpose, in the handler");
        answer("connector-ls/debug/panic", params, handlers::debug::panic).await
    }

    async fn debug_text(&self, params: Value) -> Result<Value> {
        answer("connector-ls/debug/text", params, handlers::debug::text).await
    }

    async fn debug_sleep(&self, params: Value) -> Result<Value> {
        answer("connector-ls/debug/sleep", params, handlers::debug::sleep).await
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(handlers::initialize::result(self.session.flags(), self.session.world().settings.elsewhere))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        compute("textDocument/diagnostic", context()?, move |context| {
            let report = handlers::diagnostic::document(&context.snapshot, &params, &context.stop)?;
            let _ = context.written.set(report);
            Ok(DocumentDiagnosticReportResult::Partial(DocumentDiagnosticReportPartialResult::default()))
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        answer("textDocument/codeAction", params, handlers::code_action::list).await
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        answer("codeAction/resolve", params, handlers::code_action::resolve).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        answer("workspace/executeCommand", params, handlers::execute_command::execute).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        answer_written("textDocument/documentSymbol", params, handlers::document_symbol::list).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        answer_written("textDocument/foldingRange", params, handlers::folding_range::list).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        answer_written("textDocument/selectionRange", params, handlers::selection_range::list).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        answer_written("textDocument/formatting", params, handlers::formatting::document).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        answer_written("textDocument/rangeFormatting", params, handlers::formatting::range).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        answer("textDocument/hover", params, handlers::hover::hover).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        answer_written("textDocument/inlayHint", params, handlers::inlay_hint::list).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        answer("inlayHint/resolve", hint, handlers::inlay_hint::resolve).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        answer("textDocument/codeLens", params, handlers::code_lens::list).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        answer("codeLens/resolve", lens, handlers::code_lens::resolve).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        answer_written("textDocument/completion", params, handlers::completion::list).await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        answer("completionItem/resolve", params, handlers::completion::resolve).await
    }

    async fn document_color(&self, params: DocumentColorParams) -> Result<Vec<ColorInformation>> {
        answer("textDocument/documentColor", params, handlers::color::list).await
    }

    async fn color_presentation(&self, params: ColorPresentationParams) -> Result<Vec<ColorPresentation>> {
        answer("textDocument/colorPresentation", params, handlers::color::presentations).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        answer("textDocument/documentLink", params, handlers::document_link::list).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        answer("textDocument/signatureHelp", params, handlers::signature_help::signature_help).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        answer("textDocument/definition", params, handlers::navigation::definition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        answer_written("textDocument/references", params, handlers::navigation::references).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        answer_written("textDocument/documentHighlight", params, handlers::navigation::highlights).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        answer("textDocument/prepareRename", params, handlers::rename::prepare).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        answer_written("textDocument/rename", params, handlers::rename::rename).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        answer("textDocument/prepareCallHierarchy", params, handlers::call_hierarchy::prepare).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        answer_written("callHierarchy/incomingCalls", params, handlers::call_hierarchy::incoming).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        answer_written("callHierarchy/outgoingCalls", params, handlers::call_hierarchy::outgoing).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        answer_written("textDocument/semanticTokens/full", params, handlers::semantic_tokens::full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        answer_written("textDocument/semanticTokens/full/delta", params, handlers::semantic_tokens::delta)
            .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        answer_written("textDocument/semanticTokens/range", params, handlers::semantic_tokens::range).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        answer_written("workspace/symbol", params, handlers::workspace_symbol::search).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        handlers::workspace_diagnostic::workspace(context()?, params).await
    }
}

/// The moment of the request that the current task answers.
pub(crate) fn context() -> Result<Context> {
    CONTEXT.try_with(Context::clone).map_err(|_| Error::internal_error())
}

/// Computes the answer to the current request on another thread, so that no computation holds up anything else.
pub(crate) async fn answer<P, R>(
    method: &'static str,
    params: P,
    handler: fn(&Snapshot, &P, &Stop) -> Result<R>,
) -> Result<R>
where
    P: Send + 'static,
    R: Send + 'static,
{
    compute(method, context()?, move |context| handler(&context.snapshot, &params, &context.stop)).await
}

/// Like [`answer`], for answers that may be long: what the handler gives becomes JSON on the other thread, at once. The
/// framework would make a tree of values of it first, on the thread that reads messages, which takes several times as
/// long.
async fn answer_written<P, R>(
    method: &'static str,
    params: P,
    handler: fn(&Snapshot, &P, &Stop) -> Result<Option<R>>,
) -> Result<Option<R>>
where
    P: Send + 'static,
    R: Serialize + Send + 'static,
{
    compute(method, context()?, move |context| {
        let result = handler(&context.snapshot, &params, &context.stop)?;
        match serde_json::to_vec(&result) {
            Ok(written) => {
                let _ = context.written.set(written.into());
                Ok(None)
            }
            Err(_) => Ok(result),
        }
    })
    .await
}

/// Runs `work` on the pool. A panic in it becomes an error, and if the request is dropped before `work` has begun it
/// never does.
pub(crate) async fn compute<R: Send + 'static>(
    method: &'static str,
    context: Context,
    work: impl FnOnce(&Context) -> Result<R> + Send + 'static,
) -> Result<R> {
    /// Takes the task out of the pool's queue when nobody waits for it any more.
    struct Waiting<R>(tokio::task::JoinHandle<Result<R>>);
    impl<R> Drop for Waiting<R> {
        fn drop(&mut self) {
            self.0.abort();
        }
    }

    let mut waiting = Waiting(tokio::task::spawn_blocking(move || {
        if context.stop.is_stopped() { Err(Error::request_cancelled()) } else { work(&context) }
    }));
    match (&mut waiting.0).await {
        Ok(result) => result,
        Err(error) => Err(match error.try_into_panic() {
            Ok(panic) => failure(method, &*panic),
            Err(_) => Error::request_cancelled(),
        }),
    }
}
