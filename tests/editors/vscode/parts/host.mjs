// The extension's answers and commands, asked for in the extension host of a window on two connectors.

import { playHosted } from "../lib/hosted.mjs";
import { makeWorkspace, publish } from "../lib/workspace.mjs";

const all = ["activation", "findings", "coexistence", "lifecycle", "create", "server", "kills"];

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, only, folder, out }) {
  makeWorkspace(folder, ["versioned-orders"]);
  await publish(folder);
  const files = all.filter((name) => only.length === 0 || only.includes(name)).map((name) => `${name}.test.cjs`);
  await playHosted(browser, server, { name: "host", folder, files, out });
}
