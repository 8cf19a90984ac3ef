// A large definition with the extension.

const fs = require("node:fs");
const path = require("node:path");
const { extension, findings, root, until } = require("./editing.cjs");
const { outline } = require("./outline.cjs");

describe("A large definition with the extension", () => {
  it("has its outline and its first finding", async () => {
    await until("active", () => extension().isActive && extension().exports.server.client);
    const started = Date.now();
    const { document, milliseconds } = await outline(path.join(root(), "large/apiDefinition.swagger.json"));
    await until("a finding", () => findings(document.uri).length > 0);
    fs.writeFileSync(path.join(root(), "figures.json"), JSON.stringify({ outline: milliseconds, finding: Date.now() - started }));
  });
});
