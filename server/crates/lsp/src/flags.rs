//! What the client can do, read once when the session starts, and nowhere else.

use serde_json::Value;
use syntax::Encoding;

use crate::handlers::code_lens::SHOW_REFERENCES;
use crate::handlers::completion::ASK_AGAIN;
use crate::structure_flags::StructureFlags;

/// The client's abilities, as far as the server asks for them.
#[allow(clippy::struct_excessive_bools, reason = "each is one independent fact about the client")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientFlags {
    /// How columns are counted in this session.
    pub(crate) encoding: Encoding,
    /// Whether [`Self::encoding`] was chosen from an offer, so that the client wants to hear of it.
    pub(crate) encoding_offered: bool,
    /// Asks for diagnostics itself (`textDocument.diagnostic`): then nothing is published.
    pub(crate) pull_diagnostics: bool,
    /// Asks again on `workspace/diagnostic/refresh`.
    pub(crate) diagnostic_refresh: bool,
    /// Shows places that belong to a diagnostic.
    pub(crate) related_information: bool,
    /// Shows a link behind a diagnostic's code.
    pub(crate) code_description: bool,
    /// Fades what is unnecessary.
    pub(crate) tag_unnecessary: bool,
    /// Strikes out what is deprecated.
    pub(crate) tag_deprecated: bool,
    /// Prefers Markdown to plain text under the pointer.
    pub(crate) hover_markdown: bool,
    /// Shows images in Markdown whose content stands in their address. No ability says so; the parser that VS Code names
    /// does.
    pub(crate) markdown_images: bool,
    /// Answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// Tells of changed settings when asked to by registration.
    pub(crate) configuration_registration: bool,
    /// Watches files when asked to by registration.
    pub(crate) watch_registration: bool,
    /// Shows progress that the server starts.
    pub(crate) progress: bool,
    /// Asks again on `workspace/codeLens/refresh`.
    pub(crate) lens_refresh: bool,
    /// Has the command that shows the places that name an operation.
    pub(crate) shows_references: bool,
    /// Fetches the edits of an inlay hint when they are wanted.
    pub(crate) hint_edits_resolve: bool,
    /// Prefers Markdown to plain text beside a signature.
    pub(crate) signature_markdown: bool,
    /// Takes completions with stops for the cursor.
    pub(crate) snippets: bool,
    /// Shows Markdown beside completions.
    pub(crate) completion_markdown: bool,
    /// Asks for the documentation of a completion when it shows it.
    pub(crate) resolves_documentation: bool,
    /// Shows details behind the label of a completion.
    pub(crate) label_details: bool,
    /// Has the command that asks for completions.
    pub(crate) asks_again: bool,
    /// Strikes out completions that are deprecated.
    pub(crate) completion_tags: bool,
    /// Inserts a completion with the blanks that it has, if told so.
    pub(crate) keeps_completions: bool,
    /// Indents a completion like the line it is accepted on, if told so.
    pub(crate) indents_completions: bool,
    /// Takes code actions with their edits; else only commands.
    pub(crate) action_literals: bool,
    /// Marks the preferred action.
    pub(crate) action_preferred: bool,
    /// Shows actions that do not apply, with the reason.
    pub(crate) action_disabled: bool,
    /// Asks for the edit of an action when it is chosen.
    pub(crate) action_resolve: bool,
    /// Takes the range of the name that was asked about, and all of what is declared.
    pub(crate) definition_links: bool,
    /// Asks whether and what can be renamed before it asks for a name.
    pub(crate) prepare_rename: bool,
    /// Asks before it carries out edits that are marked so.
    pub(crate) change_annotations: bool,
    /// Carries out an edit that the server asks for.
    pub(crate) apply_edit: bool,
    /// Takes edits for one version of a document, in the order of a list.
    pub(crate) document_changes: bool,
    /// Makes files that an edit asks for.
    pub(crate) create_files: bool,
    /// What it can do with the structure of a file.
    pub(crate) structure: StructureFlags,
}

impl ClientFlags {
    /// Reads the `capabilities` of an `initialize` request. What is missing or of an unknown form counts as not
    /// offered.
    pub(crate) fn new(capabilities: &Value) -> Self {
        let has = |pointer: &str| capabilities.pointer(pointer).and_then(Value::as_bool).unwrap_or(false);
        let exists = |pointer: &str| capabilities.pointer(pointer).is_some_and(|value| !value.is_null());
        let pull_diagnostics = exists("/textDocument/diagnostic");
        // A pulling client may describe diagnostics in either place (the protocol moved it in 3.18).
        let shows = |name: &str| {
            has(&format!("/textDocument/publishDiagnostics/{name}"))
                || has(&format!("/textDocument/diagnostic/{name}"))
        };
        let tag = |number: u64| {
            ["/textDocument/publishDiagnostics/tagSupport", "/textDocument/diagnostic/tagSupport"].iter().any(
                |pointer| match capabilities.pointer(pointer) {
                    // Before 3.15 this was a boolean.
                    Some(Value::Bool(all)) => *all,
                    Some(support) => support
                        .get("valueSet")
                        .and_then(Value::as_array)
                        .is_some_and(|tags| tags.iter().any(|tag| tag.as_u64() == Some(number))),
                    None => false,
                },
            )
        };
        let lists = |pointer: &str, name: &str| {
            let list = capabilities.pointer(pointer).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|each| each.as_str() == Some(name)))
        };
        let text_mode = |number: u64| {
            let modes = "/textDocument/completion/completionItem/insertTextModeSupport/valueSet";
            let modes = capabilities.pointer(modes).and_then(Value::as_array);
            modes.is_some_and(|modes| modes.iter().any(|mode| mode.as_u64() == Some(number)))
        };
        let encoding = choose_encoding(capabilities);
        Self {
            encoding: encoding.unwrap_or(Encoding::Utf16),
            encoding_offered: encoding.is_some(),
            pull_diagnostics,
            diagnostic_refresh: has("/workspace/diagnostics/refreshSupport")
                // The name that the protocol's prose uses.
                || has("/workspace/diagnostic/refreshSupport"),
            related_information: shows("relatedInformation"),
            code_description: shows("codeDescriptionSupport"),
            tag_unnecessary: tag(1),
            tag_deprecated: tag(2),
            hover_markdown: prefers_markdown(capabilities, "/textDocument/hover/contentFormat"),
            markdown_images: capabilities.pointer("/general/markdown/parser").and_then(Value::as_str)
                == Some("marked"),
            configuration: has("/workspace/configuration"),
            configuration_registration: has("/workspace/didChangeConfiguration/dynamicRegistration"),
            watch_registration: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            progress: has("/window/workDoneProgress"),
            lens_refresh: has("/workspace/codeLens/refreshSupport"),
            shows_references: lists("/experimental/commands/commands", SHOW_REFERENCES),
            hint_edits_resolve: lists("/textDocument/inlayHint/resolveSupport/properties", "textEdits"),
            signature_markdown: prefers_markdown(
                capabilities,
                "/textDocument/signatureHelp/signatureInformation/documentationFormat",
            ),
            snippets: has("/textDocument/completion/completionItem/snippetSupport"),
            completion_markdown: prefers_markdown(
                capabilities,
                "/textDocument/completion/completionItem/documentationFormat",
            ),
            asks_again: lists("/experimental/commands/commands", ASK_AGAIN),
            resolves_documentation: lists(
                "/textDocument/completion/completionItem/resolveSupport/properties",
                "documentation",
            ),
            label_details: has("/textDocument/completion/completionItem/labelDetailsSupport"),
            completion_tags: exists("/textDocument/completion/completionItem/tagSupport"),
            keeps_completions: text_mode(1),
            indents_completions: text_mode(2),
            action_literals: exists("/textDocument/codeAction/codeActionLiteralSupport"),
            action_preferred: has("/textDocument/codeAction/isPreferredSupport"),
            action_disabled: has("/textDocument/codeAction/disabledSupport"),
            action_resolve: has("/textDocument/codeAction/dataSupport")
                && lists("/textDocument/codeAction/resolveSupport/properties", "edit"),
            definition_links: has("/textDocument/definition/linkSupport"),
            prepare_rename: has("/textDocument/rename/prepareSupport"),
            change_annotations: has("/workspace/workspaceEdit/documentChanges")
                && exists("/workspace/workspaceEdit/changeAnnotationSupport"),
            apply_edit: has("/workspace/applyEdit"),
            document_changes: has("/workspace/workspaceEdit/documentChanges"),
            create_files: has("/workspace/workspaceEdit/documentChanges")
                && lists("/workspace/workspaceEdit/resourceOperations", "create"),
            structure: StructureFlags::new(capabilities),
        }
    }
}

impl Default for ClientFlags {
    /// A client without any ability.
    fn default() -> Self {
        Self::new(&Value::Null)
    }
}

/// Whether the first format that is known is Markdown. A client that says nothing shows plain text.
fn prefers_markdown(capabilities: &Value, pointer: &str) -> bool {
    let formats = capabilities.pointer(pointer).and_then(Value::as_array);
    let mut names = formats.into_iter().flatten().filter_map(Value::as_str);
    names.find(|name| ["markdown", "plaintext"].contains(name)) == Some("markdown")
}

/// UTF-8 where it is offered, since the text is held in it; else the first offer that is known.
fn choose_encoding(capabilities: &Value) -> Option<Encoding> {
    let offers: Vec<Encoding> = capabilities
        .pointer("/general/positionEncodings")?
        .as_array()?
        .iter()
        .filter_map(|name| match name.as_str()? {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        })
        .collect();
    if offers.contains(&Encoding::Utf8) { Some(Encoding::Utf8) } else { offers.first().copied() }
}

/// The name of an encoding in the protocol.
pub(crate) const fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
        Encoding::Utf32 => "utf-32",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_offered_is_nothing_used() {
        for capabilities in [json!(null), json!({}), json!([]), json!({"textDocument": 1, "general": {}})] {
            let flags = ClientFlags::new(&capabilities);
            assert_eq!(flags, ClientFlags::default(), "{capabilities}");
            assert_eq!(flags.encoding, Encoding::Utf16);
            assert!(!flags.pull_diagnostics && !flags.encoding_offered);
        }
    }

    #[test]
    fn utf8_is_preferred_and_unknown_offers_are_passed_over() {
        for (offers, encoding, offered) in [
            (json!(["utf-16", "utf-8"]), Encoding::Utf8, true),
            (json!(["utf-32", "utf-16"]), Encoding::Utf32, true),
            (json!(["utf-16"]), Encoding::Utf16, true),
            (json!(["utf-7"]), Encoding::Utf16, false),
            (json!([7]), Encoding::Utf16, false),
        ] {
            let flags = ClientFlags::new(&json!({"general": {"positionEncodings": offers}}));
            assert_eq!((flags.encoding, flags.encoding_offered), (encoding, offered), "{offers}");
        }
    }

    #[test]
    fn images_are_for_the_parser_that_shows_them() {
        for (parser, shows) in [(json!("marked"), true), (json!("Python-Markdown"), false), (json!(1), false)]
        {
            let flags = ClientFlags::new(&json!({"general": {"markdown": {"parser": parser}}}));
            assert_eq!(flags.markdown_images, shows, "{parser}");
        }
    }

    #[test]
    fn reads_what_actions_may_carry() {
        let flags = ClientFlags::new(&json!({
            "textDocument": {"codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "disabledSupport": true,
                "dataSupport": true, "resolveSupport": {"properties": ["command", "edit"]},
            }},
            "workspace": {
                "workspaceEdit": {"documentChanges": true, "resourceOperations": ["rename", "create"]},
                "applyEdit": true,
            },
        }));
        assert!(flags.action_literals && flags.action_disabled && !flags.action_preferred);
        assert!(flags.action_resolve && flags.apply_edit && flags.document_changes && flags.create_files);
    }

    #[test]
    fn reads_what_names_are_followed_and_changed_with() {
        let edits = json!({"documentChanges": true, "changeAnnotationSupport": {"groupsOnLabel": true}});
        let flags = ClientFlags::new(&json!({
            "textDocument": {"definition": {"linkSupport": true}, "rename": {"prepareSupport": true}},
            "workspace": {"workspaceEdit": edits},
        }));
        assert!(flags.definition_links && flags.prepare_rename && flags.change_annotations);
        // Annotations stand in the form of edits that only these clients take.
        let edits = json!({"changeAnnotationSupport": {}});
        assert!(!ClientFlags::new(&json!({"workspace": {"workspaceEdit": edits}})).change_annotations);
    }

    #[test]
    fn reads_what_diagnostics_may_carry() {
        let flags = ClientFlags::new(&json!({"textDocument": {
            "publishDiagnostics": {"tagSupport": {"valueSet": [1]}, "relatedInformation": true},
            "diagnostic": {"codeDescriptionSupport": true},
        }}));
        assert!(flags.pull_diagnostics && flags.related_information && flags.code_description);
        assert!(flags.tag_unnecessary && !flags.tag_deprecated);
    }

    #[test]
    fn the_first_known_format_is_taken() {
        for (formats, markdown) in [
            (json!(["markdown", "plaintext"]), true),
            (json!(["plaintext", "markdown"]), false),
            (json!(["html", 1, "markdown"]), true),
            (json!([]), false),
        ] {
            let flags = ClientFlags::new(&json!({"textDocument": {"hover": {"contentFormat": formats}}}));
            assert_eq!(flags.hover_markdown, markdown, "{formats}");
        }
    }
}
