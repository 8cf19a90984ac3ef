// What happens when the server's process ends by itself.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { answering } = require("./answers.cjs");
const { closeAll, extension, finding, findings, fresh, noFinding, replace, servers, show, until } = require("./editing.cjs");

/** Ends the server and waits until it is gone. */
async function kill() {
  const [pid] = await until("a server runs", () => {
    const running = servers();
    return running.length === 1 && running;
  });
  process.kill(pid, "SIGKILL");
  await until("the server is gone", () => !servers().includes(pid));
  return pid;
}

describe("The server, when it is killed,", () => {
  afterEach(async () => {
    await closeAll();
    await vscode.commands.executeCommand("connector-ls.restart");
    await until("it runs again", () => servers().length === 1);
  });

  it("comes back with the findings of what is not saved, and sees what is typed afterwards", async () => {
    const { document } = await show(path.join(fresh("versioned-orders"), "apiDefinition.swagger.json"));
    await replace(document, '"x-ms-visibility": "important"', '"x-ms-visibility": "imprtant"');
    await finding(document.uri, "operation/visibility-invalid");
    // Other connectors beside it, one of whose files is open without a tab: the edit must not get lost among them.
    for (const sample of ["clumsy-crm", "torn-notes"]) await show(path.join(fresh(sample), "apiDefinition.swagger.json"));
    await vscode.workspace.openTextDocument(path.join(fresh("versioned-orders"), "apiProperties.json"));
    await show(document.uri.fsPath);
    assert.ok(document.isDirty);
    await kill();
    await until("it runs again", () => servers().length === 1);
    await finding(document.uri, "operation/visibility-invalid");
    await replace(document, '"imprtant"', '"important"');
    await noFinding(document.uri, "operation/visibility-invalid");
  });

  it("five times, says so with the buttons that help, and they do", async () => {
    const { document } = await show(path.join(fresh("clumsy-crm"), "apiDefinition.swagger.json"));
    await finding(document.uri, "operation/id-pascal-case");
    await answering({ buttons: [undefined] }, async (asked) => {
      for (let times = 0; times < 5; times++) await kill();
      const message = await until("the message", () => asked.messages.find((each) => each.kind === "showErrorMessage"));
      assert.ok(message.buttons.includes("Restart") && message.buttons.includes("Show log"), JSON.stringify(message));
      assert.deepEqual(servers(), []);
    });
    await vscode.commands.executeCommand("connector-ls.restart");
    await until("it runs again", () => servers().length === 1);
    await finding(document.uri, "operation/id-pascal-case");
    assert.ok(findings(document.uri).length > 50);
  });
});

describe("A server that never answers", () => {
  it("can be started afresh, which is no crash", async () => {
    const program = path.join(fresh("clumsy-crm"), "sleeps");
    fs.writeFileSync(program, "#!/bin/sh\nexec sleep 1000\n", { mode: 0o755 });
    const { server } = extension().exports;
    const crashes = server.crashes.all.length;
    const settings = vscode.workspace.getConfiguration("connector-ls");
    try {
      await settings.update("server.path", program, vscode.ConfigurationTarget.Global);
      const hanging = await until("it hangs", () => server.binary?.path === program && server.state === "starting" && server.processId);
      void vscode.commands.executeCommand("connector-ls.restart");
      await until("another one hangs", () => server.processId !== undefined && server.processId !== hanging);
      await until("the first is gone", () => !fs.existsSync(`/proc/${hanging}`));
    } finally {
      await settings.update("server.path", undefined, vscode.ConfigurationTarget.Global);
    }
    await until("the right one runs", () => server.state === "ready" && servers().length === 1);
    assert.equal(server.crashes.all.length, crashes);
  });
});
