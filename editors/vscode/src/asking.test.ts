import assert from "node:assert/strict";
import test from "node:test";
import { demand, look, oneAtATime } from "./asking";
import type { Server } from "./server";
import { messages } from "./testing/vscode";

/** A server that refuses everything, and what it has logged. */
function refusing(error: Error) {
  const lines: string[] = [];
  const log = { warn: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
  const server = { log, ask: () => Promise.reject(error) } as unknown as Server;
  return { server, lines };
}

const refusal = () => Object.assign(new Error("There is no operation GetContosoSalary."), { code: -32803 });

test("a refused request is told to the user in the server's words, and logged without them", async () => {
  const { server, lines } = refusing(refusal());
  assert.equal(await demand(server, "connector-ls/addPolicy", {}), undefined);
  assert.deepEqual(messages.splice(0), ["There is no operation GetContosoSalary."]);
  assert.deepEqual(lines, ["connector-ls/addPolicy: error -32803"]);
});

test("so is one of a view, of which the user is told nothing", async () => {
  const { server, lines } = refusing(refusal());
  assert.equal(await look(server, "connector-ls/operations", {}), undefined);
  assert.deepEqual(messages.splice(0), []);
  assert.deepEqual(lines, ["connector-ls/operations: error -32803"]);
});

test("an answer that came too late is no failure", async () => {
  const { server, lines } = refusing(Object.assign(new Error("modified"), { code: -32801 }));
  assert.equal(await look(server, "connector-ls/operations", {}), undefined);
  assert.deepEqual(lines, []);
});

test("what the client itself says is logged as it is", async () => {
  const { server, lines } = refusing(new Error("Client is not running"));
  await look(server, "connector-ls/operations", {});
  assert.deepEqual(lines, ["connector-ls/operations: Client is not running"]);
});

test("whoever asks while a question is under way is asked for once more, and not more often", async () => {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
  const asked = [ask(), ask(), ask()];
  assert.equal(ends.length, 1);
  ends[0]?.();
  await new Promise(setImmediate);
  assert.equal(ends.length, 2);
  ends[1]?.();
  await Promise.all(asked);
  assert.equal(ends.length, 2);
});
