// A window on a folder without a connector: the extension must not wake up there.

import { playHosted } from "../lib/hosted.mjs";
import { makeWorkspace } from "../lib/workspace.mjs";

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, folder, out }) {
  makeWorkspace(folder, [], {
    "package.json": '{ "name": "something-else", "version": "1.0.0" }\n',
    "settings.json": '{ "editor": { "size": 12 } }\n',
    "swagger.json": '{ "swagger": "2.0", "info": { "title": "No connector", "version": "1" }, "paths": {} }\n',
  });
  await playHosted(browser, server, { name: "silent", folder, files: ["silent.test.cjs"], out });
}
