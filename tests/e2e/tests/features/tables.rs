//! What the page tells, by subject.

/// A feature: the capability that announces it, the request, and what it does for an author.
pub(crate) struct Feature {
    pub(crate) capability: &'static str,
    pub(crate) method: &'static str,
    pub(crate) text: &'static str,
}

const fn feature(capability: &'static str, method: &'static str, text: &'static str) -> Feature {
    Feature { capability, method, text }
}

/// Everything that is announced, in the order of the page.
pub(crate) const FEATURES: &[Feature] = &[
    feature(
        "textDocumentSync",
        "textDocument/didChange",
        "Open files count as they are typed, edit by edit, saved or not.",
    ),
    feature("positionEncoding", "initialize", "Columns in UTF-8, UTF-16 or UTF-32, as the client prefers."),
    feature(
        "diagnosticProvider",
        "textDocument/diagnostic",
        "All rules on all files of the connector, and what breaks flows since it was published. For a client that does not ask, \
         the same is published; never both.",
    ),
    feature(
        "completionProvider",
        "textDocument/completion",
        "Members, values, names of this connector, paths into answers, policy expressions, and snippets, with the quotes, \
         colon and commas that are missing.",
    ),
    feature(
        "hoverProvider",
        "textDocument/hover",
        "What a member or value means, what stands behind a reference, the card of an operation, the whole call of dynamic \
         values, what a policy does, what has changed since it was published, how much of a limit is used.",
    ),
    feature(
        "signatureHelpProvider",
        "textDocument/signatureHelp",
        "The arguments of a function in a policy expression.",
    ),
    feature(
        "definitionProvider",
        "textDocument/definition",
        "From a `$ref`, an operationId, a parameter name, a path into an answer or a connection parameter to where it is declared, \
         in whichever file.",
    ),
    feature(
        "referencesProvider",
        "textDocument/references",
        "Everything that names an operation, a definition, a parameter, a connection parameter, a family or a tag, over all files.",
    ),
    feature(
        "documentHighlightProvider",
        "textDocument/documentHighlight",
        "The same within the file at hand.",
    ),
    feature(
        "renameProvider",
        "textDocument/rename",
        "A new name everywhere at once: definition, properties and script. A name that flows depend on asks for a confirmation.",
    ),
    feature(
        "callHierarchyProvider",
        "textDocument/prepareCallHierarchy",
        "From an operation to those that it calls for its dynamic values, and back.",
    ),
    feature(
        "documentSymbolProvider",
        "textDocument/documentSymbol",
        "Operations by family, triggers and actions marked and deprecated ones struck through; definitions; connection parameters; policies.",
    ),
    feature(
        "workspaceSymbolProvider",
        "workspace/symbol",
        "Operations, definitions and policies of all connectors, open or not.",
    ),
    feature(
        "codeActionProvider",
        "textDocument/codeAction",
        "Fixes, remedies for breaking changes, the steps of an operation's life, and refactorings.",
    ),
    feature(
        "codeLensProvider",
        "textDocument/codeLens",
        "The stage of each operation, who refers to it, and what has changed; how much of the limits is used.",
    ),
    feature("inlayHintProvider", "textDocument/inlayHint", "What is implied and not written."),
    feature(
        "semanticTokensProvider",
        "textDocument/semanticTokens/full",
        "References and expressions inside of texts; plain JSON keeps the editor's colours.",
    ),
    feature(
        "documentLinkProvider",
        "textDocument/documentLink",
        "Addresses, and the files that settings.json names.",
    ),
    feature("colorProvider", "textDocument/documentColor", "The swatch of the brand colour."),
    feature("foldingRangeProvider", "textDocument/foldingRange", "Objects and lists."),
    feature(
        "selectionRangeProvider",
        "textDocument/selectionRange",
        "From a value to its member, its object, and so on.",
    ),
    feature(
        "documentFormattingProvider",
        "textDocument/formatting",
        "Indentation and line breaks; order, line ends and the spelling of values stay.",
    ),
    feature("documentRangeFormattingProvider", "textDocument/rangeFormatting", "The same for a selection."),
    feature(
        "executeCommandProvider",
        "workspace/executeCommand",
        "The steps of an operation's life, for key bindings and menus, and `connector-ls.remedy` (`{ uri, change, message, \
         remedy }`), which does about a change what the page of changes offers.",
    ),
    feature(
        "workspace",
        "workspace/didChangeWorkspaceFolders",
        "Several folders, added and removed while the server runs.",
    ),
];

/// What the server does not do, and why.
pub(crate) const ABSENT: &[(&str, &str)] = &[
    ("textDocument/linkedEditingRange", "A name stands in several files; rename takes them all."),
    ("textDocument/onTypeFormatting", "Editors indent JSON well while it is typed."),
    ("textDocument/prepareTypeHierarchy", "Schemas have no hierarchy worth a view."),
    ("textDocument/declaration", "There is one place to go to: the definition."),
    ("textDocument/implementation", "There is one place to go to: the definition."),
    ("textDocument/typeDefinition", "There is one place to go to: the definition."),
    ("textDocument/moniker", "Nothing outside of the connector refers to its names by text."),
    ("textDocument/inlineValue", "Nothing is debugged here."),
    ("workspace/willRenameFiles", "The platform fixes the names of the files."),
];

/// Kinds of action, with examples of titles. A kind stands for those below it.
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("quickfix", "Change to 'important', Ignore this here, Keep the change in revision 2"),
    ("source.fixAll.connector-ls", "Apply all safe fixes in this file"),
    ("refactor.rewrite.revision.start", "Start revision 2 of GetItems"),
    ("refactor.rewrite.revision.startSameBackend", "Start revision 2 of GetItems on the same backend path"),
    ("refactor.rewrite.revision.promote", "Promote GetItems_V2 to Production"),
    ("refactor.rewrite.revision.deprecate", "Deprecate GetItems"),
    ("refactor.rewrite.revision.supersede", "Deprecate GetItems and promote GetItems_V2"),
    ("refactor.rewrite.revision.hide", "Hide deprecated GetItems"),
    ("refactor.rewrite.revision.retire", "Remove expired GetItems"),
    ("refactor.rewrite.revision.explicit", "Write the implied annotation of GetItems"),
    ("refactor.extract.definition", "Extract to definition 'Order', all copies at once"),
    ("refactor.extract.parameter", "Extract to shared parameter 'Region', all copies at once"),
    ("refactor.inline", "Inline 'Order' here, or at all places and remove it"),
    (
        "refactor.rewrite.dynamicTwin",
        "Add 'x-ms-dynamic-list' to a parameter with 'x-ms-dynamic-values', and the other way round",
    ),
    ("refactor.rewrite.dynamicValues", "Let makers choose 'status' from the answer of ListStatuses"),
    ("refactor.rewrite.flattenAllOf", "Flatten 'allOf' of 'Order'"),
    ("refactor.rewrite.moveParameter", "Move parameter 'region' to the path, or to the operations"),
    ("refactor.rewrite.openApi2", "Turn the file into Swagger 2.0, where it has OpenAPI 3 in it"),
    ("refactor.rewrite.removeUnused", "Remove all unused definitions"),
    ("refactor.rewrite.schemaFromSample", "Generate the schema from the example"),
    ("refactor.rewrite.staticList", "Make 'status' a fixed list"),
];

/// Requests of our own.
pub(crate) const OWN: &[(&str, &str)] = &[
    (
        "connector-ls/operations",
        "The operations as a tree: families, revisions, triggers and actions, each with its findings, its changes and \
         the steps of its life.",
    ),
    (
        "connector-ls/changes",
        "What has changed since the connector was published, with its class and remedy.",
    ),
    (
        "connector-ls/changesPage",
        "The same as a page with the remedies as buttons, and as Markdown for a pull request.",
    ),
    ("connector-ls/preview", "A page that shows what makers will see."),
    (
        "connector-ls/properties",
        "The policies and the connection parameters, those of every way to sign in, each with its findings.",
    ),
    (
        "connector-ls/status",
        "How connectors stand: findings, what is published, changes, how much of the limits is used. Without `uri` of \
         all that have an open file.",
    ),
];

/// Requests with parameters of their own, by which something is made.
pub(crate) const MAKING: &[(&str, &str)] = &[
    (
        "connector-ls/policyTemplates",
        "`{ uri }`: the policy templates with their parameters, and the operations that a policy can be limited to.",
    ),
    (
        "connector-ls/addPolicy",
        "`{ uri, templateId, title, operations, parameters }`: the edit that adds a policy.",
    ),
    (
        "connector-ls/newOperation",
        "`{ uri, kind, method, path, operationId, summary }`: the edit that adds an action, or a trigger with all that \
         belongs to it.",
    ),
    (
        "connector-ls/schemaFromSample",
        "`{ textDocument, position, sample }`: the edit that gives the schema at or around a position the shape of JSON.",
    ),
    (
        "connector-ls/newConnector",
        "`{ title, host, basePath, publisher, signIn }`: the files of a new connector.",
    ),
];
