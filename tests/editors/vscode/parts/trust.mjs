// A workspace that is not trusted: its settings must not choose the program that is started.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openWindow } from "../lib/browser.mjs";
import { startCodeServer } from "../lib/code-server.mjs";
import { servers } from "../lib/processes.mjs";
import { test } from "../lib/suite.mjs";
import { until } from "../lib/wait.mjs";
import { Window } from "../lib/window.mjs";
import { makeWorkspace } from "../lib/workspace.mjs";

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, vsix, folder, out }) {
  const server = await startCodeServer({
    folder: path.join(folder, "code-server"),
    vsix: [vsix],
    settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
  });
  const place = path.join(folder, "workspace");
  const trap = path.join(place, "trap.sh");
  const traces = path.join(place, "was-started");
  makeWorkspace(place, ["clumsy-crm"], {
    "trap.sh": `#!/bin/sh\necho "$@" >>"${traces}"\n`,
    ".vscode/settings.json": JSON.stringify({
      "connector-ls.server.path": trap,
      "connector-ls.paconn.path": trap,
      "connector-ls.pac.path": trap,
    }),
  });
  fs.chmodSync(trap, 0o755);
  const page = await openWindow(browser, server.base, place);
  const window = new Window(page);
  const check = (/** @type {string} */ name, /** @type {() => Promise<void>} */ body) =>
    test(`Without trust: ${name}`, body, () => window.picture(path.join(out, `trust-${name.replace(/\W+/g, "-")}.png`)));
  await window.ready();
  await check("(the window is in restricted mode)", async () => {
    await page.getByText("Restricted Mode").first().waitFor();
  });
  await check("connectors are checked, by the server of the extension", async () => {
    await window.open("clumsy-crm/apiDefinition.swagger.json");
    await window.openProblems();
    await until("findings", async () => (await window.problems()).some((row) => row.includes("connector-ls")));
    const programs = servers().map((pid) => fs.readlinkSync(`/proc/${pid}/exe`));
    assert.ok(programs.some((program) => program.startsWith(server.extensions)), programs.join(", "));
  });
  await check("paconn is not started, and the editor says why", async () => {
    await window.command("Connector: Validate (paconn)", () =>
      page.locator(".notification-toast, .monaco-dialog-box").filter({ hasText: "not trusted" }).first().isVisible());
  });
  await check("the program that its settings name has not been started", async () => {
    assert.equal(fs.existsSync(traces), false);
  });
  await page.context().close();
}
