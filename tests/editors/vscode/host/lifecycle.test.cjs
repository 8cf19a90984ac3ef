// The steps of an operation's life as commands, for the operation at the cursor.

const assert = require("node:assert/strict");
const path = require("node:path");
const vscode = require("vscode");
const { answering } = require("./answers.cjs");
const { known } = require("./operations.cjs");
const { closeAll, fresh, positionOf, replace, show, until } = require("./editing.cjs");

/** The operation with an id. @param {vscode.TextDocument} document @param {string} id */
function operation(document, id) {
  const { paths } = JSON.parse(document.getText());
  return Object.values(paths).flatMap((each) => Object.values(each)).find((each) => each.operationId === id);
}

/** A new copy of the sample with the cursor in an operation, as soon as the extension knows its operations. @param {string} id */
async function at(id) {
  const { document, editor } = await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
  await put(editor, id);
  return { document, editor };
}

/** @param {vscode.TextEditor} editor @param {string} id */
async function put(editor, id) {
  const document = editor.document;
  await known(document, id);
  const position = positionOf(document, `"operationId": "${id.slice(0, 1)}|${id.slice(1)}",`);
  editor.selection = new vscode.Selection(position, position);
}

/** @param {string} label the start of the choice that is taken */
const choose = (label) => ({ pick: (_, choices) => choices.find((each) => each.label.startsWith(label)) });
const step = (name) => vscode.commands.executeCommand(`connector-ls.operation.${name}`);

/** Takes a step that nothing is said against. @param {import("./answers.cjs").Answers} answers @param {string} name */
const take = (answers, name) =>
  answering(answers, async (asked) => {
    await step(name);
    assert.deepEqual(asked.messages, []);
  });

describe("A step of an operation's life", () => {
  afterEach(closeAll);

  it("start asks for the path, makes the revision, and shows it", async () => {
    const { document, editor } = await at("SetShipping");
    await take(choose("A new path"), "start");
    await until("the new revision", () => operation(document, "SetShipping_V2"));
    assert.equal(operation(document, "SetShipping_V2")["x-ms-api-annotation"].status, "Preview");
    const shown = positionOf(document, '"operationId": "|SetShipping_V2"');
    await until("it is shown", () => editor.visibleRanges.some((range) => range.contains(shown)));
  });

  it("start on the same path adds the policy for it", async () => {
    const { document } = await at("SetShipping");
    await take(choose("The same path"), "start");
    await until("the new revision", () => operation(document, "SetShipping_V2"));
    const properties = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(document.uri, "../apiProperties.json"));
    await until("the policy", () => JSON.parse(properties.getText()).properties.policyTemplateInstances.some((policy) =>
      policy.parameters["x-ms-apimTemplate-operationName"].includes("SetShipping_V2")));
  });

  it("promote makes a Preview revision one for Production, and supersede retires the old one beside it", async () => {
    const { document, editor } = await at("SetShipping");
    await take(choose("A new path"), "start");
    await until("the new revision", () => operation(document, "SetShipping_V2"));
    await put(editor, "SetShipping_V2");
    await take({}, "promote");
    await until("Production", () => operation(document, "SetShipping_V2")["x-ms-api-annotation"].status === "Production");
    await put(editor, "SetShipping");
    await take({ input: () => "2040-02-01" }, "supersede");
    await until("deprecated", () => operation(document, "SetShipping").deprecated);
    assert.equal(operation(document, "SetShipping")["x-ms-api-annotation"].expires, "2040-02-01");
    assert.equal(operation(document, "SetShipping_V2").summary, "Set shipping of an order");
  });

  it("deprecate asks for the day", async () => {
    const { document } = await at("CancelOrder");
    await take({ input: () => "2041-12-31" }, "deprecate");
    await until("deprecated", () => operation(document, "CancelOrder").deprecated);
    assert.equal(operation(document, "CancelOrder")["x-ms-api-annotation"].expires, "2041-12-31");
    assert.match(operation(document, "CancelOrder").summary, /\(deprecated\)$/);
  });

  it("hide makes a deprecated operation internal", async () => {
    const { document } = await at("CreateOrder");
    await take({}, "hide");
    await until("internal", () => operation(document, "CreateOrder")["x-ms-visibility"] === "internal");
  });

  it("retire removes an expired operation", async () => {
    const { document, editor } = await at("DeleteOrder");
    await replace(document, '"expires": "2035-01-01"', '"expires": "2020-01-01"');
    await put(editor, "DeleteOrder");
    await until("removed", async () => {
      if (!operation(document, "DeleteOrder")) return true;
      // The server may not have read the new date when the step is asked for first.
      await take({}, "retire");
      return false;
    });
  });

  it("explicit writes the annotation that is implied", async () => {
    const { document } = await at("SetShipping");
    await take({}, "explicit");
    await until("written", () => operation(document, "SetShipping")["x-ms-api-annotation"]);
    assert.deepEqual(operation(document, "SetShipping")["x-ms-api-annotation"], { status: "Production", family: "SetShipping", revision: 1 });
  });

  it("that does not apply says why, and changes nothing", async () => {
    const { document } = await at("CancelOrder");
    const before = document.getText();
    await answering({}, async (asked) => {
      await step("hide");
      assert.equal(asked.messages.length, 1);
      assert.match(asked.messages[0].text, /deprecat/i);
    });
    assert.equal(document.getText(), before);
  });
});
