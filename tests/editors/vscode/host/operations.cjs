// What the extension knows of a connector's operations.

const vscode = require("vscode");
const { answering } = require("./answers.cjs");
const { until } = require("./editing.cjs");

/** Waits until the extension knows an operation of this very document. @param {vscode.TextDocument} document @param {string} id */
exports.known = (document, id) =>
  until(`${id} is known`, async () => {
    let isKnown = false;
    // The search lists what the extension knows, and giving it up changes nothing.
    const pick = (_, choices) => {
      isKnown = choices.some(({ revision }) =>
        revision?.operationId === id && vscode.Uri.parse(revision.uri).fsPath === document.uri.fsPath);
    };
    await answering({ pick }, async () => vscode.commands.executeCommand("connector-ls.operations.search"));
    return isKnown;
  });
