// Builds and packages the extension, as for the marketplace.

import fs from "node:fs";
import path from "node:path";
import { need } from "./code-server.mjs";
import { run } from "./processes.mjs";

const debugBytes = 30e6;

/** @param {string} folder where the VSIX goes @returns {Promise<string>} its path */
export async function packageExtension(folder) {
  const vsix = path.join(folder, "connector-ls.vsix");
  const extension = path.resolve(import.meta.dirname, "../../../../editors/vscode");
  const target = `linux-${process.arch}`;
  const binary = need("CONNECTOR_LS");
  // A debug build is several times as large as what is published, which the limit is for.
  const size = fs.statSync(binary).size > debugBytes ? ["--any-size"] : [];
  await run("npm", ["run", "--silent", "package", "--", "--target", target, "--binary", binary, "--out", vsix, ...size], {
    cwd: extension,
  });
  console.log(`The package has ${(fs.statSync(vsix).size / 1e6).toFixed(1)} MB${size.length > 0 ? " with a debug build" : ""}.`);
  return vsix;
}
