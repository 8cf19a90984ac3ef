// In a workspace that has a connector.

const assert = require("node:assert/strict");
const path = require("node:path");
const vscode = require("vscode");
const { extension, fresh, show, until } = require("./editing.cjs");

describe("The extension", () => {
  it("activates because the workspace has a connector, before a file is opened", async () => {
    assert.deepEqual(vscode.window.visibleTextEditors, []);
    await until("active", () => extension()?.isActive);
  });

  it("is the packaged one", () => {
    assert.match(extension().extensionPath, /extensions\/connector-ls\.connector-ls-/);
  });

  it("has every command that it announces", async () => {
    const commands = await vscode.commands.getCommands(true);
    const announced = extension().packageJSON.contributes.commands.map((command) => command.command);
    assert.deepEqual(announced.filter((command) => !commands.includes(command)), []);
  });

  it("leaves the language of connector files alone", async () => {
    const { document } = await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
    assert.equal(document.languageId, "json");
  });

  it("describes every setting", () => {
    const settings = extension().packageJSON.contributes.configuration.properties;
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(setting.description || setting.markdownDescription, name);
      assert.ok("default" in setting, name);
    }
  });
});
