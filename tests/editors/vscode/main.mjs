// Plays all parts of the tests, or those that the arguments name, and prints what passed.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "./lib/browser.mjs";
import { startCodeServer } from "./lib/code-server.mjs";
import { packageExtension } from "./lib/package.mjs";
import { endAll } from "./lib/processes.mjs";
import { close, record } from "./lib/suite.mjs";

/** In the order in which they are played. Each is a file of `parts/`. */
const parts = ["host", "silent", "trust", "paconn", "scenario", "pages", "pictures", "large"];

/** `host`, or `host/kills` for one file of that part. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts.includes(name.split("/")[0]));
if (unknown.length > 0) {
  console.error(`There is no part '${unknown[0]}'. The parts are: ${parts.join(", ")}.`);
  process.exit(2);
}

const out = path.resolve(import.meta.dirname, "../../.cache/vscode");
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "connector-ls-vscode-"));
const tidy = () => {
  endAll();
  if (!process.env.KEEP) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};
process.on("exit", tidy);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

let browser;
try {
  const vsix = await packageExtension(folder);
  browser = await launch();
  const server = await startCodeServer({ folder: path.join(folder, "code-server"), vsix: [vsix] });
  for (const name of parts) {
    const asked = wanted.filter((each) => each.split("/")[0] === name);
    if (wanted.length > 0 && asked.length === 0) continue;
    const only = asked.flatMap((each) => each.split("/").slice(1));
    const started = Date.now();
    try {
      const part = await import(`./parts/${name}.mjs`);
      await part.play({ browser, server, vsix, only, folder: path.join(folder, name), out });
    } catch (error) {
      record(`${name}: can be played`, error instanceof Error ? error : new Error(String(error)), Date.now() - started);
    }
  }
} catch (error) {
  record("The tests start", error instanceof Error ? error : new Error(String(error)), 0);
}
await browser?.close().catch(() => undefined);
const passed = close();
if (!passed) {
  const log = path.join(folder, "code-server", "code-server.log");
  if (fs.existsSync(log)) fs.copyFileSync(log, path.join(out, "code-server.log"));
  console.log(`Pictures and logs are in ${path.relative(process.cwd(), out)}.`);
}
process.exit(passed ? 0 : 1);
