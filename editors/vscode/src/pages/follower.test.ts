import assert from "node:assert/strict";
import test from "node:test";
import type * as vscode from "vscode";
import type { Revision } from "../protocol";
import type { Server } from "../server";
import { window } from "../testing/vscode";
import { Follower } from "./follower";
import type { Page } from "./panels";

const URI = "file:///orders/apiDefinition.swagger.json";
const SUBJECT = { uri: URI, title: "Orders" };

/** A follower with an open page; `answers` are those of the server, and are asked for one after the other. */
function stage(answers: (() => Promise<unknown>)[]) {
  const posted: unknown[] = [];
  const post = async (message: { operationId: string }) => posted.push(message.operationId) > 0;
  const page = { subject: SUBJECT, panel: { webview: { postMessage: post } } } as unknown as Page<{ html: string }>;
  let operationId = "";
  const outline = {
    at: () => ({ uri: URI, operationId }) as Revision,
    atCursor: () => undefined,
  };
  const ask = () => (answers.shift() ?? found)();
  const follower = new Follower({ ask } as unknown as Server, outline);
  follower.panels = { of: () => page as never, isEmpty: false };
  const editor = { document: { uri: { toString: () => URI } }, selection: { active: {} } } as unknown as vscode.TextEditor;
  window.activeTextEditor = editor;
  const move = (to: string) => {
    operationId = to;
    return follower.follow(editor);
  };
  return { follower, page, posted, move };
}

const found = async () => ({ connectors: [SUBJECT] });
const outdated = () => Promise.reject(Object.assign(new Error("modified"), { code: -32801 }));

test("an operation is shown once", async () => {
  const { posted, move } = stage([]);
  await move("GetOrder");
  await move("GetOrder");
  await move("ListOrders");
  assert.deepEqual(posted, ["GetOrder", "ListOrders"]);
});

test("an answer that came too late is asked for again when answers change", async () => {
  const { follower, posted, move } = stage([outdated]);
  await move("GetOrder");
  assert.deepEqual(posted, []);
  await follower.again();
  await follower.again();
  assert.deepEqual(posted, ["GetOrder"]);
});

test("of two moves the last one counts, also one back to what is shown", async () => {
  const { posted, move } = stage([]);
  await Promise.all([move("GetOrder"), move("ListOrders")]);
  assert.deepEqual(posted, ["ListOrders"]);
  await Promise.all([move("GetOrder"), move("ListOrders")]);
  assert.deepEqual(posted, ["ListOrders"]);
});

test("where the reader has gone in the page, the page stays", async () => {
  const { follower, page, posted, move } = stage([]);
  const moving = move("GetOrder");
  follower.note(page, "ListOrders");
  await moving;
  assert.deepEqual(posted, []);
});
