// The same definition without the extension.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { extension, root, show, until } = require("./editing.cjs");
const { outline } = require("./outline.cjs");

describe("A large definition without the extension", () => {
  it("has its outline", async () => {
    assert.equal(extension(), undefined);
    // As with the extension, what answers is running when the time begins.
    fs.writeFileSync(path.join(root(), "small.json"), '{ "a": 1 }\n');
    await show(path.join(root(), "small.json"));
    await until("the JSON server", () => vscode.extensions.getExtension("vscode.json-language-features")?.isActive);
    const { milliseconds } = await outline(path.join(root(), "large/apiDefinition.swagger.json"));
    fs.writeFileSync(path.join(root(), "figures.json"), JSON.stringify({ outline: milliseconds }));
  });
});
