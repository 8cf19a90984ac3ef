// Beside the JSON support that comes with VS Code: nothing twice.

const assert = require("node:assert/strict");
const path = require("node:path");
const vscode = require("vscode");
const { closeAll, codeOf, finding, fresh, positionOf, replace, show, until } = require("./editing.cjs");

/** Where the cursor is, what is offered there among others, and in which file. */
const positions = [
  { name: "a value of 'x-ms-visibility'", at: '"x-ms-visibility": "|advanced"', offers: "important" },
  { name: "a value of 'in'", at: '"in": "|query"', offers: "header" },
  { name: "a value of 'type'", at: '"type": "|string"', offers: "integer" },
  { name: "a value of 'format'", at: '"format": "|', offers: "int64" },
  { name: "a reference", at: '"$ref": "|#/definitions/OrdersV1"', offers: "OrdersV2" },
  { name: "a boolean", at: '"deprecated": |false', offers: "true" },
  { name: "the status of an annotation", at: '"status": "|Production"', offers: "Preview" },
  { name: "a key of an operation", at: '"summary": "Get orders (V2)",|', offers: "x-ms-pageable", line: true },
  { name: "a policy's template", file: "apiProperties.json", at: '"templateId": "|setheader"', offers: "setqueryparameter" },
  { name: "an operation of a policy", file: "apiProperties.json", at: '"|GetOrder"', offers: "GetOrders_V2" },
];

/** @param {vscode.CompletionItem} item */
const labelOf = (item) => (typeof item.label === "string" ? item.label : item.label.label);
/** Without what one server writes around a name and the other does not. @param {string} label */
const bare = (label) => label.replace(/^["']|["']$/g, "").trim().toLowerCase();

describe("Beside the JSON server", () => {
  let folder;
  before(() => (folder = fresh("versioned-orders")));
  after(closeAll);

  it("(which runs)", async () => {
    await until("the JSON server", () => vscode.extensions.getExtension("vscode.json-language-features")?.isActive);
    const { document } = await show(path.join(fresh("torn-notes"), "apiDefinition.swagger.json"));
    await until("its findings", () => vscode.languages.getDiagnostics(document.uri).some((each) => each.source === "jsonc" || each.source === "json"));
  });

  for (const { name, file = "apiDefinition.swagger.json", at, offers, line } of positions) {
    it(`${name} is completed, with no label twice`, async () => {
      const { document, editor } = await show(path.join(folder, file));
      let position = positionOf(document, at);
      if (line) {
        // A new line with the quotes of a key that is not written yet.
        await editor.edit((builder) => builder.insert(position, '\n        "",'));
        position = new vscode.Position(position.line + 1, 9);
      }
      try {
        const list = await until(`'${offers}' is offered`, async () => {
          const answer = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, position);
          return answer.items.some((item) => bare(labelOf(item)).includes(offers.toLowerCase())) && answer;
        });
        const labels = list.items.map((item) => bare(labelOf(item)));
        assert.deepEqual(labels.filter((label, index) => labels.indexOf(label) !== index), []);
      } finally {
        if (line) await vscode.commands.executeCommand("workbench.action.files.revert");
      }
    });
  }

  for (const sample of ["torn-notes", "clumsy-crm"]) {
    it(`no place of ${sample} has a finding twice`, async () => {
      const { document } = await show(path.join(fresh(sample), "apiDefinition.swagger.json"));
      await finding(document.uri, sample === "clumsy-crm" ? "operation/id-pascal-case" : "swagger/ref-not-found");
      if (sample === "torn-notes") {
        await until("the JSON server's findings", () =>
          vscode.languages.getDiagnostics(document.uri).some((each) => !codeOf(each).includes("/")));
      }
      const all = vscode.languages.getDiagnostics(document.uri);
      const places = all.map((each) => `${each.range.start.line}:${each.range.start.character} ${each.message.toLowerCase()}`);
      assert.deepEqual(places.filter((place, index) => places.indexOf(place) !== index), []);
      // Of two servers that see the same mistake, one keeps silent: no line has a syntax error of both.
      const ours = all.filter((each) => codeOf(each).startsWith("json/")).map((each) => codeOf(each));
      assert.ok(!ours.includes("json/syntax") && !ours.includes("json/duplicate-key"), ours.join(", "));
    });
  }

  it("a type that is wrong is said once", async () => {
    const { document } = await show(path.join(folder, "apiDefinition.swagger.json"));
    await replace(document, '"deprecated": true', '"deprecated": "true"');
    const found = await finding(document.uri, "swagger/wrong-json-type");
    // Both servers check on every edit; a second edit comes back when both have seen the first one.
    await replace(document, '"in": "query"', '"in": "qeury"');
    await until("a finding at the second edit", () => vscode.languages.getDiagnostics(document.uri).some((each) =>
      document.getText(each.range).includes("qeury")));
    for (const place of [found.range.start.line, positionOf(document, '"|qeury"').line]) {
      const there = vscode.languages.getDiagnostics(document.uri).filter((each) => each.range.start.line === place);
      assert.equal(there.length, 1, JSON.stringify(there));
    }
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("there is one outline, of the file's members", async () => {
    const { document } = await show(path.join(folder, "apiDefinition.swagger.json"));
    const symbols = await until("symbols", async () => {
      const answer = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
      return answer?.length > 0 && answer;
    });
    const names = symbols.map((symbol) => symbol.name);
    // A second server's would have its symbols beside these.
    assert.deepEqual(names, Object.keys(JSON.parse(document.getText())));
  });

  it("format document works, keeps the text and asks nobody which formatter is meant", async () => {
    const { document, editor } = await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
    const before = document.getText();
    const line = positionOf(document, '"host": |').line;
    await editor.edit((builder) => builder.insert(new vscode.Position(line, 0), "        "));
    assert.notEqual(document.getText(), before);
    await until("formatted", async () => {
      await vscode.commands.executeCommand("editor.action.formatDocument");
      // Whether a file ends with a line end is the JSON formatter's own affair.
      return document.getText().trimEnd() === before.trimEnd();
    });
  });

  it("a hover says one thing", async () => {
    const { document } = await show(path.join(folder, "apiDefinition.swagger.json"));
    const position = positionOf(document, '"x-ms-|visibility"');
    const hovers = await until("a hover", async () => {
      const answer = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, position);
      return answer.length > 0 && answer;
    });
    // The editor shows nothing for an answer without a text.
    const texts = hovers.map((hover) => hover.contents.map((part) => part.value ?? part).join("").trim()).filter(Boolean);
    assert.equal(texts.length, 1, texts.join("\n---\n"));
  });
});
