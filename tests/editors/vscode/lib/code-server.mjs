// code-server: VS Code whose window is a page of a browser.

import fs from "node:fs";
import path from "node:path";
import { run, start } from "./processes.mjs";
import { until } from "./wait.mjs";

/** Nothing that moves, asks or goes to the network by itself. */
const calm = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "git.autofetch": false,
  "git.blame.statusBarItem.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "terminal.integrated.shellIntegration.enabled": false,
  "update.mode": "none",
  "window.autoDetectColorScheme": true,
  "window.restoreWindows": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** @typedef {{ folder: string, extensions: string, base: string, log: string }} CodeServer */

/**
 * Starts code-server on a free port with extensions installed from VSIX files.
 * @param {{ folder: string, vsix: string[], settings?: object, env?: Record<string, string | undefined> }} options
 * `folder` is new and holds everything it writes.
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({ folder, vsix, settings = {}, env = {} }) {
  const node = need("NODE");
  const entry = need("CODE_SERVER");
  const data = path.join(folder, "data");
  const extensions = path.join(folder, "extensions");
  const home = path.join(folder, "home");
  for (const each of [path.join(data, "User"), extensions, home]) fs.mkdirSync(each, { recursive: true });
  // A home of its own, so that neither settings nor Git configuration of the user take part.
  const environment = {
    ...env,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, ".config"),
    XDG_DATA_HOME: path.join(home, ".local/share"),
    XDG_CACHE_HOME: path.join(home, ".cache"),
    GIT_CONFIG_NOSYSTEM: "1",
  };
  fs.writeFileSync(path.join(data, "User", "settings.json"), JSON.stringify({ ...calm, ...settings }, null, 2));
  const common = ["--user-data-dir", data, "--extensions-dir", extensions, "--config", path.join(home, "none.yaml")];
  fs.writeFileSync(path.join(home, "none.yaml"), "");
  for (const file of vsix) {
    await run(node, [entry, ...common, "--install-extension", file], { env: environment });
  }
  const log = path.join(folder, "code-server.log");
  const child = start(
    node,
    [entry, ...common, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check",
      "--disable-getting-started-override"],
    { env: environment, log },
  );
  const base = await until("code-server listens", () => {
    const text = fs.readFileSync(log, "utf8");
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}:\n${text}`);
    return /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
  });
  await until("code-server answers", async () => (await fetch(`${base}/healthz`)).ok);
  return { folder, extensions, base, log };
}

/** @param {string} name of an environment variable that `run` sets */
export function need(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start these tests with tests/editors/vscode/run`);
  return value;
}
