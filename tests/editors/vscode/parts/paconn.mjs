// Microsoft's paconn as a task, against the stand-in for its service (tests/editors/paconn).

import fs from "node:fs";
import path from "node:path";
import { playHosted } from "../lib/hosted.mjs";
import { run, start } from "../lib/processes.mjs";
import { until } from "../lib/wait.mjs";
import { makeWorkspace } from "../lib/workspace.mjs";

const here = path.resolve(import.meta.dirname, "../..");

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, folder, out }) {
  const paconn = (await run(path.join(here, "tools"), ["paconn"])).trim().split("\n").pop() ?? "";
  const workspace = path.join(folder, "workspace");
  makeWorkspace(workspace, ["clumsy-crm"]);
  const log = path.join(folder, "stand-in.log");
  const wrapper = path.join(folder, "paconn");
  const home = path.join(folder, "home");
  fs.mkdirSync(home);
  const service = start("python3", [path.join(here, "paconn/stand_in.py"), "--home", home, "--connector",
    path.join(workspace, "clumsy-crm"), "--paconn", paconn, "--wrapper", wrapper, "--record", path.join(folder, "requests.jsonl")], { log });
  await until("the stand-in listens", () => {
    const text = fs.readFileSync(log, "utf8");
    if (service.exitCode !== null) throw new Error(text);
    return text.includes('"url"');
  });
  // Settings of a machine count neither among the user's, where code-server drops them, nor without trust.
  fs.mkdirSync(path.join(workspace, ".vscode"));
  fs.writeFileSync(path.join(workspace, ".vscode/settings.json"), JSON.stringify({ "connector-ls.paconn.path": wrapper }));
  try {
    await playHosted(browser, server, { name: "paconn", folder: workspace, files: ["paconn.test.cjs"], out, limit: 240_000 });
  } finally {
    service.kill();
  }
}
