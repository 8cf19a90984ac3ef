// Findings and their fixes.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { closeAll, codeOf, finding, findings, fresh, noFinding, root, show, until } = require("./editing.cjs");

describe("Findings", () => {
  after(closeAll);

  it("come with a code that leads to the rule's page", async () => {
    const { document } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    const found = await finding(document.uri, "operation/id-pascal-case");
    assert.equal(document.getText(found.range), '"createContact"');
    assert.match(String(found.code.target), /^https:\/\/.*id-pascal-case/);
  });

  it("go away with their fix", async () => {
    const { document } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    const found = await finding(document.uri, "operation/visibility-invalid");
    // On a busy machine the first answer has been empty: what counts is that the fix comes.
    const fix = await until("the fix", async () => {
      const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, found.range,
        vscode.CodeActionKind.QuickFix.value, 20);
      return actions.find((action) => action.title === "Change to 'important'");
    });
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await noFinding(document.uri, "operation/visibility-invalid");
    assert.match(document.getText(), /"x-ms-visibility": "important"/);
  });

  it("are those of both files, and a change in one shows in the other", async () => {
    const folder = fresh("versioned-orders");
    const { document } = await show(path.join(folder, "apiDefinition.swagger.json"));
    const properties = await vscode.workspace.openTextDocument(path.join(folder, "apiProperties.json"));
    await until("symbols", async () =>
      (await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri))?.length);
    assert.deepEqual(findings(properties.uri).map(codeOf), []);
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('"GetOrder_V2"');
    edit.replace(document.uri, new vscode.Range(document.positionAt(at + 1), document.positionAt(at + 12)), "FetchOrder");
    await vscode.workspace.applyEdit(edit);
    await finding(properties.uri, "policy/operation-not-found");
    await vscode.commands.executeCommand("undo");
    await noFinding(properties.uri, "policy/operation-not-found");
  });

  it("follow the settings", async () => {
    const { document } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    await finding(document.uri, "operation/id-pascal-case");
    const settings = vscode.workspace.getConfiguration("connector-ls");
    await settings.update("rules", { "operation/id-pascal-case": "off" }, vscode.ConfigurationTarget.Workspace);
    await noFinding(document.uri, "operation/id-pascal-case");
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    await finding(document.uri, "operation/id-pascal-case");
  });

  it("are none of ours in other JSON files", async () => {
    const other = path.join(root(), "notes.json");
    fs.writeFileSync(other, '{ "swagger": "2.0", "paths": { "x": 1 } }\n');
    const { document } = await show(other);
    const { document: connector } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    await finding(connector.uri, "operation/id-pascal-case");
    assert.deepEqual(findings(document.uri), []);
  });
});
