import assert from "node:assert/strict";
import test from "node:test";
import { ActiveConnector } from "./currentConnector";
import type { Server } from "./server";
import { run, TabInputWebview, Uri, window, workspace } from "./testing/vscode";

const DEFINITION = Uri.parse("file:///git/orders/apiDefinition.swagger.json");
const never = () => ({ dispose: () => {} });
const server = { onDidChangeState: never, ask: async () => undefined } as unknown as Server;

const editor = (uri: Uri) => ({ viewColumn: 1, document: { uri, languageId: "json" } });
const settled = () => new Promise(setImmediate);
/** What the menus were told last. */
const isConnector = () => run.filter(([command, key]) => command === "setContext" && key === "connector-ls.isConnector").at(-1)?.[2];

async function opened(): Promise<ActiveConnector> {
  window.bring(editor(DEFINITION));
  const current = new ActiveConnector(server);
  await settled();
  assert.equal(current.document?.toString(), DEFINITION.toString());
  assert.equal(isConnector(), true);
  return current;
}

test("the connector's folder is deleted, and with it the connector", async () => {
  const current = await opened();
  window.bring(undefined);
  workspace.deleted.fire({ files: [Uri.parse("file:///git/order")] });
  await settled();
  assert.notEqual(current.document, undefined);
  workspace.deleted.fire({ files: [Uri.parse("file:///git/orders")] });
  await settled();
  assert.equal(current.document, undefined);
  assert.equal(current.isInFront, false);
  current.dispose();
});

test("the workspace's folder is removed; a file that is still in front stays", async () => {
  const current = await opened();
  const removed = [{ uri: Uri.parse("file:///git/") }];
  workspace.foldersChanged.fire({ removed });
  await settled();
  assert.equal(current.document?.toString(), DEFINITION.toString());
  window.bring(undefined);
  workspace.foldersChanged.fire({ removed });
  await settled();
  assert.equal(current.document, undefined);
  current.dispose();
});

test("the palette keeps the steps on our pages, and on no others", async () => {
  const current = await opened();
  window.bring(undefined, new TabInputWebview("mainThreadWebview-connector-ls.preview"));
  await settled();
  assert.equal(isConnector(), true);
  window.bring(undefined, new TabInputWebview("mainThreadWebview-markdown.preview"));
  await settled();
  assert.equal(isConnector(), false);
  window.bring(undefined, new TabInputWebview("mainThreadWebview-connector-ls.changes"));
  await settled();
  assert.equal(isConnector(), true);
  window.bring(undefined);
  await settled();
  assert.equal(isConnector(), false);
  current.dispose();
});
