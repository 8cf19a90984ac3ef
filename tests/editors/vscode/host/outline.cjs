const vscode = require("vscode");
const { show, until } = require("./editing.cjs");

/** Opens a file; how long it takes until its outline is there. @param {string} file */
exports.outline = async function (file) {
  const started = Date.now();
  const { document } = await show(file);
  await until("the outline", async () =>
    (await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri))?.length);
  return { document, milliseconds: Date.now() - started };
};
