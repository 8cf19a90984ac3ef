// In a workspace with JSON files but no connector.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { codeOf, extension, finding, findings, fresh, root, servers, show, until } = require("./editing.cjs");

describe("Without a connector", () => {
  it("the extension stays asleep while other JSON files are opened and edited", async () => {
    for (const name of ["package.json", "settings.json", "swagger.json"]) {
      const { editor } = await show(path.join(root(), name));
      await editor.edit((builder) => builder.insert(new vscode.Position(0, 1), " "));
    }
    // The JSON server wakes up by the same event; when it answers, the event is over.
    await until("the JSON server's outline", async () => (await vscode.commands.executeCommand(
      "vscode.executeDocumentSymbolProvider", vscode.window.activeTextEditor.document.uri))?.length);
    assert.ok(extension(), "it is installed");
    assert.equal(extension().isActive, false);
    assert.deepEqual(servers(), []);
    assert.deepEqual(vscode.languages.getDiagnostics().flatMap(([uri]) => findings(uri).map(codeOf)), []);
  });

  it("one of its commands wakes it up", async () => {
    await vscode.commands.executeCommand("connector-ls.showLog");
    await until("active", () => extension().isActive);
  });

  it("a connector that comes later is checked", async () => {
    const folder = fresh("clumsy-crm");
    assert.ok(fs.existsSync(folder));
    const { document } = await show(path.join(folder, "apiDefinition.swagger.json"));
    await finding(document.uri, "operation/id-pascal-case");
  });
});
