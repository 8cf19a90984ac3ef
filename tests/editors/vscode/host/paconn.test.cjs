// The task that validates a connector by paconn, and its answer in the Problems panel.

const assert = require("node:assert/strict");
const path = require("node:path");
const vscode = require("vscode");
const { answering } = require("./answers.cjs");
const { extension, finding, root, show, until } = require("./editing.cjs");

/** What stands in the Problems panel from paconn: text and place. @param {vscode.TextDocument} document */
const told = (document) =>
  vscode.languages.getDiagnostics(document.uri)
    .filter((each) => each.source === "paconn")
    .map((each) => `${each.message} | ${document.getText(each.range)}`)
    .sort();
const expected = [
  'A \'default\' response has no schema. | "default"',
  'The \'summary\' property is required. | "patch"',
];

describe("paconn", () => {
  let document;
  before(async () => {
    ({ document } = await show(path.join(root(), "clumsy-crm/apiDefinition.swagger.json")));
    await until("active", () => extension().isActive);
    await finding(document.uri, "operation/id-pascal-case");
  });

  it("validates as a task, and what it finds is in the Problems panel at its place", async () => {
    const task = await until("the task", async () =>
      (await vscode.tasks.fetchTasks({ type: "connector-ls-paconn" })).find((each) => each.definition.command === "validate"));
    await vscode.tasks.executeTask(task);
    await until("its findings", () => told(document).length > 0);
    assert.deepEqual(told(document), expected);
  });

  it("validates by its command once the user goes on in spite of our findings", async () => {
    await answering({ buttons: ["Validate anyway"] }, async (asked) => {
      const ended = new Promise((resolve) => {
        const listener = vscode.tasks.onDidEndTask(({ execution }) => {
          listener.dispose();
          resolve(execution.task.definition.command);
        });
      });
      await vscode.commands.executeCommand("connector-ls.paconn.validate");
      assert.match(asked.messages[0].text, /errors in this connector/);
      assert.deepEqual(asked.messages[0].buttons, ["Validate anyway", "Show problems"]);
      assert.equal(await ended, "validate");
    });
    await until("its findings", () => told(document).length > 0);
    assert.deepEqual(told(document), expected);
  });
});
