// The commands about the server, and those that show and copy.

const assert = require("node:assert/strict");
const path = require("node:path");
const vscode = require("vscode");
const { answering } = require("./answers.cjs");
const { known } = require("./operations.cjs");
const { closeAll, finding, fresh, positionOf, publish, replace, root, servers, show, until } = require("./editing.cjs");

const run = (name) => vscode.commands.executeCommand(`connector-ls.${name}`);
const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const tab = (start) => tabs().find((each) => each.label.startsWith(start) && each.input instanceof vscode.TabInputWebview);

/** A connector whose published state has a field that is gone now. */
async function breaking() {
  const folder = fresh("versioned-orders");
  publish(folder);
  const { document } = await show(path.join(folder, "apiDefinition.swagger.json"));
  await replace(document, `        "name": {
          "type": "string",
          "x-ms-summary": "Customer Name",
          "description": "The name of the customer."
        }`, `        "fullName": {
          "type": "string",
          "x-ms-summary": "Customer Name",
          "description": "The name of the customer."
        }`);
  await finding(document.uri, "change/output-field-removed");
  return document;
}

describe("The command", () => {
  afterEach(closeAll);

  it("'Restart the server' starts another process", async () => {
    const { document } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    await finding(document.uri, "operation/id-pascal-case");
    const [before] = servers();
    await run("restart");
    const [after] = await until("one server", () => servers().length === 1 && servers());
    assert.notEqual(after, before);
    await finding(document.uri, "operation/id-pascal-case");
  });

  it("'Show log' shows the log", async () => {
    await run("showLog");
    await until("the log", () => vscode.window.visibleTextEditors.some((editor) =>
      editor.document.uri.scheme === "output" && /Starting .*connector-ls/.test(editor.document.getText())));
  });

  it("'Show server status' shows a page", async () => {
    await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
    await run("showServerStatus");
    await until("the page", () => tabs().some((each) => /Connector status/.test(each.label)));
  });

  it("'Copy report' copies versions and the log, and nothing of the files", async () => {
    const { document } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    await finding(document.uri, "operation/id-pascal-case");
    // The server's refusal names the operation.
    const place = positionOf(document, '"operationId": "|createContact"');
    await assert.rejects(
      async () => await vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, place, "ListContacts"),
      /ListContacts/,
    );
    await answering({}, async (asked) => {
      await run("copyReport");
      assert.match(asked.messages[0].text, /clipboard/);
    });
    const report = await vscode.env.clipboard.readText();
    for (const word of ["Editor", "Version", "Built-in JSON server", "End of the log", "textDocument/rename failed", "error -32"]) assert.ok(report.includes(word), word);
    for (const word of ["createContact", "ListContacts", root()]) assert.ok(!report.includes(word), word);
  });

  it("'Open preview to the side' opens it beside the text, once", async () => {
    await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
    await until("the preview", async () => {
      await answering({}, () => run("showPreview"));
      return tab("Preview: ");
    });
    await run("showPreview");
    assert.equal(tabs().filter((each) => each.label.startsWith("Preview: ")).length, 1);
    assert.notEqual(tab("Preview: ").group.viewColumn, vscode.ViewColumn.One);
  });

  it("'Show changes since publication' opens the page, and the changes can be copied", async () => {
    await breaking();
    await until("the page", async () => {
      await answering({}, () => run("showChanges"));
      return tab("Changes: ");
    });
    await answering({}, async (asked) => {
      await run("copyChanges");
      assert.match(asked.messages[0].text, /^Copied the changes since /);
    });
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /breaking/i);
    assert.match(text, /name/);
  });

  it("'Find an operation…' goes to it", async () => {
    const { document } = await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
    await known(document, "CancelOrder");
    await until("the place", async () => {
      await answering({ pick: (_, choices) => choices.find(({ revision }) => revision?.operationId === "CancelOrder") },
        () => run("operations.search"));
      const editor = vscode.window.activeTextEditor;
      if (editor?.document !== document) return false;
      const line = editor.selection.active.line;
      return document.getText(new vscode.Range(Math.max(0, line - 2), 0, line + 3, 0)).includes('"CancelOrder"');
    });
  });

  it("'Refresh' of the view fails in no case", () => run("operations.refresh"));
});
