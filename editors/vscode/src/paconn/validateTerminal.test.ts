import assert from "node:assert/strict";
import test from "node:test";
import type * as vscode from "vscode";
import type { Problems } from "./problems";
import type { Program } from "./programs";
import { ValidateTerminal } from "./validateTerminal";

/** What the terminal prints, and the code that it ends with. */
async function played(program: () => Promise<Program | undefined>) {
  const run = { program, args: ["validate"], folder: {}, definition: {}, environment: {}, isMatched: false, ended: () => {} };
  const terminal = new ValidateTerminal(run as never, { clear: () => {} } as unknown as Problems);
  let printed = "";
  terminal.onDidWrite((text) => (printed += text));
  const code = new Promise<number | void>((resolve) => (terminal.onDidClose as vscode.Event<number | void>)(resolve));
  terminal.open();
  return { code: await code, printed };
}

test("a search that fails ends the terminal, which says why", async () => {
  const { code, printed } = await played(() => Promise.reject(new Error("no such folder")));
  assert.equal(code, 1);
  assert.equal(printed, "paconn cannot be started: no such folder\r\n");
});

test("a name that PATH does not have is not started in the connector's folder", async () => {
  const { code, printed } = await played(async () => ({ program: "paconn-next", before: [] }));
  assert.equal(code, 127);
  assert.match(printed, /^There is no paconn-next, in PATH or as a file\./);
});

test("paconn that is absent is said to be", async () => {
  const { code, printed } = await played(async () => undefined);
  assert.deepEqual([code, printed], [127, "paconn is not installed.\r\n"]);
});
