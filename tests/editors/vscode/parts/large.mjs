// How long a definition of 1.1 MB takes until its first finding and its outline, against VS Code without the extension.
// The figures are printed; that both arrive is what is tested.

import fs from "node:fs";
import path from "node:path";
import { startCodeServer } from "../lib/code-server.mjs";
import { playHosted } from "../lib/hosted.mjs";
import { test } from "../lib/suite.mjs";
import { samples } from "../lib/workspace.mjs";

const bytes = 1_100_000;

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, folder, out }) {
  const bare = await startCodeServer({ folder: path.join(folder, "without"), vsix: [] });
  /** @type {Record<string, { finding?: number, outline: number }>} */
  const figures = {};
  for (const [name, where] of Object.entries({ without: bare, with: server })) {
    const workspace = path.join(folder, `workspace-${name}`);
    makeLarge(path.join(workspace, "large"));
    await playHosted(browser, where, { name: `large-${name}`, folder: workspace, files: [`large-${name}.test.cjs`], out });
    const figure = path.join(workspace, "figures.json");
    if (fs.existsSync(figure)) figures[name] = JSON.parse(fs.readFileSync(figure, "utf8"));
  }
  await test("Large definition: both windows told their figures", async () => {
    const seconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
    const { with: ours, without } = figures;
    console.log(`        outline: ${seconds(ours.outline)} with the extension, ${seconds(without.outline)} without, ratio ${(ours.outline / without.outline).toFixed(2)}`);
    console.log(`        first finding: ${seconds(ours.finding ?? NaN)}`);
  });
}

/** A connector whose definition repeats the operations of a sample until it is large. @param {string} folder */
export function makeLarge(folder) {
  fs.cpSync(path.join(samples, "versioned-orders"), folder, { recursive: true });
  const file = path.join(folder, "apiDefinition.swagger.json");
  const definition = JSON.parse(fs.readFileSync(file, "utf8"));
  const paths = Object.entries(definition.paths);
  let text = "";
  for (let copy = 1; text.length < bytes; copy++) {
    for (const [key, methods] of paths) {
      const again = structuredClone(methods);
      for (const operation of Object.values(again)) {
        if (operation.operationId) operation.operationId = `Copy${copy}${operation.operationId}`;
        if (operation.summary) operation.summary = `${operation.summary} ${copy}`;
        const annotation = operation["x-ms-api-annotation"];
        if (annotation?.family) annotation.family = `Copy${copy}${annotation.family}`;
      }
      definition.paths[`/copy${copy}${key}`] = again;
    }
    text = JSON.stringify(definition, null, 2);
  }
  fs.writeFileSync(file, `${text}\n`);
}
