// The commands that make something new, and ask for what they need.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { answering } = require("./answers.cjs");
const { closeAll, codeOf, findings, fresh, positionOf, root, show, until } = require("./editing.cjs");

/** Opens a copy of the sample once the server has read it. */
async function open() {
  const folder = fresh("versioned-orders");
  const shown = await show(path.join(folder, "apiDefinition.swagger.json"));
  await until("the server has read it", async () => (await vscode.commands.executeCommand(
    "vscode.executeHoverProvider", shown.document.uri, positionOf(shown.document, '"operation|Id"')))?.length);
  return { folder, ...shown };
}

describe("New", () => {
  afterEach(closeAll);

  it("operation: is asked for step by step, written and selected", async () => {
    const { document, editor } = await open();
    await answering({
      pick: (question, choices) => choices.find((each) => each.label === (/method/i.test(question) ? "GET" : "Action")),
      input: (question, proposal) => (/path/i.test(question) ? "/orders/{orderId}/remarks" : /summary/i.test(question) ? "List remarks of an order" : proposal),
    }, async (asked) => {
      await vscode.commands.executeCommand("connector-ls.newOperation");
      assert.equal(asked.inputs.length, 3);
      assert.deepEqual(asked.messages, []);
    });
    const made = JSON.parse(document.getText()).paths["/orders/{orderId}/remarks"].get;
    assert.equal(made.summary, "List remarks of an order");
    assert.match(made.operationId, /^[A-Z]\w+$/);
    assert.equal(made.parameters[0].name ?? "OrderId", made.parameters[0].$ref ? "OrderId" : "orderId");
    const at = document.offsetAt(editor.selection.active);
    const near = document.getText().slice(Math.max(0, at - 1500), at + 1500);
    assert.ok(near.includes(made.operationId), "the cursor is not in the new operation");
  });

  it("policy: a template, its parameters and operations", async () => {
    const { document, folder } = await open();
    await answering({
      pick: (question, choices) =>
        /what shall/i.test(question) ? choices.find((each) => each.description === "setheader")
          : /else/i.test(question) ? []
            : /operations/i.test(question) ? choices.filter((each) => each.label === "CancelOrder")
              : choices[0],
      input: (question, proposal) => (/title/i.test(question) ? "Say where it comes from" : proposal || "X-Origin"),
    }, async (asked) => {
      await vscode.commands.executeCommand("connector-ls.addPolicy");
      assert.deepEqual(asked.messages, []);
    });
    const properties = await vscode.workspace.openTextDocument(path.join(folder, "apiProperties.json"));
    const policy = JSON.parse(properties.getText()).properties.policyTemplateInstances.find((each) => each.title === "Say where it comes from");
    assert.equal(policy.templateId, "setheader");
    assert.deepEqual(policy.parameters["x-ms-apimTemplate-operationName"], ["CancelOrder"]);
    assert.equal(policy.parameters["x-ms-apimTemplateParameter.name"], "X-Origin");
    assert.ok(document.uri);
  });

  it("schema: from the sample on the clipboard, where the cursor is", async () => {
    const { document, editor } = await open();
    const position = positionOf(document, '"Buyer": {|');
    editor.selection = new vscode.Selection(position, position);
    await vscode.env.clipboard.writeText('{ "number": 12, "name": "Contoso", "isOpen": true }');
    await answering({ pick: (_, choices) => choices.find((each) => each.label === "On the clipboard") }, async (asked) => {
      await vscode.commands.executeCommand("connector-ls.schemaFromSample");
      assert.deepEqual(asked.messages, []);
    });
    const { properties } = JSON.parse(document.getText()).definitions.Buyer;
    assert.deepEqual(["number", "name", "isOpen"].filter((name) => !properties[name]), []);
    assert.equal(properties.isOpen.type, "boolean");
  });

  it("connector: a folder with all files, without a finding of an error", async () => {
    await answering({
      pick: (question, choices) => (/sign in/i.test(question) ? choices.find((each) => each.label === "API key") : choices[0]),
      input: (question, proposal) =>
        /^The title/.test(question) ? "Fabrikam Parts"
          : /host/i.test(question) ? "api.fabrikam.com"
            : /begin with/i.test(question) ? "/v1"
              : /publisher/i.test(question) ? "Fabrikam"
                : proposal,
    }, async (asked) => {
      await vscode.commands.executeCommand("connector-ls.newConnector");
      assert.deepEqual(asked.messages, []);
    });
    const document = await until("its definition is shown", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active && path.basename(active.uri.fsPath) === "apiDefinition.swagger.json" && active;
    });
    const folder = path.dirname(document.uri.fsPath);
    assert.equal(path.dirname(folder), root());
    assert.deepEqual(["apiDefinition.swagger.json", "apiProperties.json", "settings.json", "readme.md"].filter((name) => !fs.existsSync(path.join(folder, name))), []);
    assert.equal(JSON.parse(document.getText()).info.title, "Fabrikam Parts");
    // The server has looked at it when it answers about it.
    await until("the server has read it", async () => (await vscode.commands.executeCommand(
      "vscode.executeHoverProvider", document.uri, positionOf(document, '"hos|t"')))?.length);
    const errors = () => findings(document.uri).filter((each) => each.severity === vscode.DiagnosticSeverity.Error).map(codeOf);
    assert.deepEqual(errors(), []);
    fs.rmSync(folder, { recursive: true });
  });
});
