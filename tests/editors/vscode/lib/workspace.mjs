// Folders to open: copies of the sample connectors, below Git where a baseline is wanted.

import fs from "node:fs";
import path from "node:path";
import { run } from "./processes.mjs";

const repository = path.resolve(import.meta.dirname, "../../../..");
export const samples = path.join(repository, "tests/connectors");

/**
 * A new folder with copies of samples, and other files.
 * @param {string} folder @param {string[]} connectors names of samples @param {Record<string, string>} [files] relative paths and texts
 */
export function makeWorkspace(folder, connectors, files = {}) {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of connectors) fs.cpSync(path.join(samples, name), path.join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Commits all of a folder as what is published. @param {string} folder */
export async function publish(folder) {
  const git = (/** @type {string[]} */ ...args) =>
    run("git", ["-c", "user.name=Tests", "-c", "user.email=tests@contoso.com", "-c", "commit.gpgsign=false",
      "-c", "core.autocrlf=false", ...args], { cwd: folder, env: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" } });
  if (!fs.existsSync(path.join(folder, ".git"))) await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git("commit", "--quiet", "--allow-empty", "--message", "Published");
}
