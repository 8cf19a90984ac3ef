//! `initialize`: what the server can do.

use ide::Elsewhere;
use tower_lsp::ls_types::{
    CallHierarchyServerCapability, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CodeLensOptions, ColorProviderCapability, CompletionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, DocumentLinkOptions, DocumentSymbolOptions, ExecuteCommandOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeResult, InlayHintOptions,
    InlayHintServerCapabilities, OneOf, PositionEncodingKind, RenameOptions, SaveOptions,
    SelectionRangeProviderCapability, SemanticTokensFullOptions, SemanticTokensOptions,
    SemanticTokensServerCapabilities, ServerCapabilities, ServerInfo, SignatureHelpOptions,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::flags::{ClientFlags, encoding_name};
use crate::handlers::execute_command::commands;
use crate::handlers::signature_help::TRIGGERS;

/// The answer for this client, which may have a JSON server of its own.
pub(crate) fn result(flags: &ClientFlags, elsewhere: Elsewhere) -> InitializeResult {
    // Beside a JSON server these would come twice.
    let is_alone = !elsewhere.json_server;
    let diagnostics = DiagnosticOptions {
        identifier: Some("connector-ls".to_owned()),
        // A policy in one file breaks on an edit in the other.
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: flags
                .encoding_offered
                .then(|| PositionEncodingKind::new(encoding_name(flags.encoding))),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                    include_text: Some(false),
                })),
                ..TextDocumentSyncOptions::default()
            })),
            // Diagnostics are either asked for or published, never both.
            diagnostic_provider: flags
                .pull_diagnostics
                .then_some(DiagnosticServerCapabilities::Options(diagnostics)),
            completion_provider: Some(CompletionOptions {
                // What begins a name or value, or goes on in one.
                trigger_characters: Some(["\"", ":", "/", "@", "'", "#", "."].map(str::to_owned).to_vec()),
                resolve_provider: Some(true),
                ..CompletionOptions::default()
            }),
            code_action_provider: Some(code_actions(flags)),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: commands(flags),
                ..ExecuteCommandOptions::default()
            }),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
            inlay_hint_provider: Some(OneOf::Right(InlayHintServerCapabilities::Options(InlayHintOptions {
                resolve_provider: Some(flags.hint_edits_resolve),
                ..InlayHintOptions::default()
            }))),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
            rename_provider: Some(if flags.prepare_rename {
                OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            } else {
                OneOf::Left(true)
            }),
            document_symbol_provider: Some(OneOf::Right(DocumentSymbolOptions {
                label: flags.structure.symbol_label.then(|| "Connector".to_owned()),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            folding_range_provider: is_alone.then_some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: is_alone.then_some(SelectionRangeProviderCapability::Simple(true)),
            document_formatting_provider: is_alone.then_some(OneOf::Left(true)),
            document_range_formatting_provider: is_alone.then_some(OneOf::Left(true)),
            semantic_tokens_provider: flags.structure.tokens.as_ref().map(|legend| {
                SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
                    legend: legend.announced(),
                    range: Some(true),
                    full: Some(if legend.delta {
                        SemanticTokensFullOptions::Delta { delta: Some(true) }
                    } else {
                        SemanticTokensFullOptions::Bool(true)
                    }),
                    ..SemanticTokensOptions::default()
                })
            }),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            color_provider: Some(ColorProviderCapability::Simple(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            signature_help_provider: Some(SignatureHelpOptions {
                trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
                ..SignatureHelpOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                ..WorkspaceServerCapabilities::default()
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "connector-ls".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        ..InitializeResult::default()
    }
}

/// Only a client that takes code actions with their edits wants to hear of more than that there are some.
fn code_actions(flags: &ClientFlags) -> CodeActionProviderCapability {
    if !flags.action_literals {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(ide::actions::kinds().map(CodeActionKind::from).collect()),
        resolve_provider: flags.action_resolve.then_some(true),
        ..CodeActionOptions::default()
    })
}
