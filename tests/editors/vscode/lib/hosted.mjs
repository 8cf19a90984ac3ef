// Runs mocha inside VS Code's extension host.

import fs from "node:fs";
import path from "node:path";
import { openWindow } from "./browser.mjs";
import { record } from "./suite.mjs";

/**
 * Plays files of `host/` in a window on a folder. Their tests join the results.
 * @param {import("./browser.mjs").Browser} browser @param {import("./code-server.mjs").CodeServer} server
 * @param {{ name: string, folder: string, files: string[], out: string, limit?: number }} options `out` gets pictures and logs of failures
 */
export async function playHosted(browser, server, { name, folder, files, out, limit = 420_000 }) {
  const here = path.resolve(import.meta.dirname, "../host");
  const remote = (/** @type {string} */ file) => `vscode-remote://${new URL(server.base).host}${file}`;
  const results = path.join(server.folder, `${name}-results.jsonl`);
  fs.rmSync(results, { force: true });
  // The extension host cannot be given arguments or an environment of its own.
  fs.writeFileSync(path.join(server.folder, "home", "task.json"), JSON.stringify({ files, results }));
  const lines = [];
  let settle;
  const ended = new Promise((resolve) => (settle = resolve));
  const page = await openWindow(browser, server.base, folder, {
    payload: [
      ["extensionDevelopmentPath", remote(here)],
      ["extensionTestsPath", remote(path.join(here, "mocha.cjs"))],
      ["skipWelcome", "true"],
    ],
    before: async (page) => {
      page.on("console", (message) => lines.push(`[${message.type()}] ${message.text()}`));
      await page.exposeFunction("codeAutomationLog", (type, parts) => lines.push(`[host ${type}] ${parts.join(" ")}`));
      await page.exposeFunction("codeAutomationExit", (code) => settle(code));
      // A released VS Code honours the payload about tests only with this option, for which code-server has no flag.
      await page.addInitScript(() => {
        const original = Element.prototype.getAttribute;
        Element.prototype.getAttribute = function (attribute) {
          const value = original.call(this, attribute);
          if (this.id !== "vscode-workbench-web-configuration" || attribute !== "data-settings") return value;
          const configuration = JSON.parse(value);
          configuration.developmentOptions = { ...configuration.developmentOptions, enableSmokeTestDriver: true };
          return JSON.stringify(configuration);
        };
      });
    },
  });
  const timer = setTimeout(() => settle("no end"), limit);
  const code = await ended;
  clearTimeout(timer);
  let failed = code !== 0;
  let count = 0;
  for (const line of fs.existsSync(results) ? fs.readFileSync(results, "utf8").split("\n").filter(Boolean) : []) {
    const result = JSON.parse(line);
    record(result.name, result.error ? Object.assign(new Error(), { stack: result.error }) : undefined, result.milliseconds);
    failed ||= Boolean(result.error);
    count++;
  }
  if (failed) {
    await page.screenshot({ path: path.join(out, `${name}.png`) }).catch(() => undefined);
    fs.writeFileSync(path.join(out, `${name}.log`), lines.join("\n"));
  }
  if (count === 0 || (code !== 0 && code !== 1)) {
    record(`${name}: the tests come to their end`, new Error(`ended with ${code}, ${count} results; see ${name}.log`), 0);
  }
  await page.context().close();
}
