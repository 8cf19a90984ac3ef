import assert from "node:assert/strict";
import test from "node:test";
import type { ConnectorServer } from "../client/connectorServer";
import { StatusPage } from "./page";

test("what is said about the server is text on the page, and no Markdown", async () => {
  const none = () => ({ dispose: () => {} });
  const server = {
    state: "error",
    problem: "There is no file /home/jo/*tools*/[next](x), which the setting connector-ls.server.path names.",
    crashes: { all: [] },
    starts: 0,
    onDidChangeState: none,
    onDidChangeAnswers: none,
    ask: async () => undefined,
  } as unknown as ConnectorServer;
  const page = new StatusPage(server);
  const text = await page.provideTextDocumentContent();
  assert.ok(text.includes("/home/jo/\\*tools\\*/\\[next\\](x), which"), text);
  page.dispose();
});
