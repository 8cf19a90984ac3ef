// The pages beside the text: the preview of what makers see, and the changes since publication.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openWindow } from "../lib/browser.mjs";
import { test } from "../lib/suite.mjs";
import { until } from "../lib/wait.mjs";
import { assertAccessible, assertStrict, frameOf } from "../lib/webview.mjs";
import { Window } from "../lib/window.mjs";
import { makeWorkspace, publish } from "../lib/workspace.mjs";

const definition = "apiDefinition.swagger.json";

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, folder, out }) {
  const connector = path.join(makeWorkspace(folder, ["versioned-orders"]), "versioned-orders");
  await publish(connector);
  const file = path.join(connector, definition);
  const published = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, breaking(published));

  /** @type {string[]} */
  const errors = [];
  const page = await openWindow(browser, server.base, connector, { console: errors, size: { width: 1500, height: 900 } });
  const window = new Window(page);
  const check = (/** @type {string} */ name, /** @type {() => Promise<void>} */ body) =>
    test(`Pages: ${name}`, body, () => window.picture(path.join(out, `pages-${name.replace(/\W+/g, "-")}.png`)));
  await window.ready();
  await window.open(definition);
  const text = await window.text();

  const previewTitle = /: preview$/;
  await check("the preview opens beside the text", async () => {
    await window.command("Connector: Open preview to the side", () => window.hasTab("Preview: "));
    const frame = await frameOf(page, previewTitle);
    await frame.getByRole("heading", { name: "Northwind Orders" }).first().waitFor();
  });
  await check("the preview has a strict policy and no violation that axe-core finds", async () => {
    const frame = await frameOf(page, previewTitle);
    await assertStrict(frame);
    await assertAccessible(frame);
  });
  await check("the preview follows the cursor", async () => {
    await window.goToOffset(text, text.indexOf('"SetShipping"'));
    await until("its card is marked", async () => (await frameOf(page, previewTitle)).locator('.card.current[data-operation="SetShipping"]').first().isVisible());
  });
  await check("a click in the preview moves the cursor", async () => {
    const place = text.slice(0, text.indexOf('"CancelOrder",')).split("\n").length;
    await window.insist("the cursor moves", async () => {
      const card = (await frameOf(page, previewTitle)).locator('.side.edited .card[data-operation="CancelOrder"] > summary').first();
      await card.click({ timeout: 6_000 });
    }, async () => {
      await page.keyboard.press("Control+1");
      const at = await window.cursor();
      return at && Math.abs(at.line - place) < 30;
    });
  });
  await check("the preview shows what is published, too", async () => {
    await window.insist("the published side", async () => {
      await (await frameOf(page, previewTitle)).locator("#show-published").check({ force: true, timeout: 6_000 });
    }, async () => (await frameOf(page, previewTitle)).locator(".side.published").first().isVisible());
  });

  const changesTitle = /changes/i;
  await check("the changes open as a page, with a strict policy and no violation that axe-core finds", async () => {
    await window.focusEditor();
    await window.command("Connector: Show changes since publication", () => window.hasTab("Changes: "));
    const frame = await frameOf(page, changesTitle);
    await frame.getByText(/breaking/i).first().waitFor();
    await assertStrict(frame);
    await assertAccessible(frame);
  });
  await check("a remedy's button carries it out", async () => {
    await window.insist("a new revision", async () => {
      const frame = await frameOf(page, changesTitle);
      await frame.getByRole("button", { name: /revision/i }).first().click({ timeout: 6_000 });
    }, async () => {
      await page.keyboard.press("Control+1");
      return (await window.text()).includes('_V4"') || (await window.text()) !== text;
    });
    assert.notEqual(await window.text(), text);
  });
  await check("no page printed an error", async () => {
    const ours = errors.filter((error) => /webview|fake\.html|Content Security Policy/i.test(error));
    assert.deepEqual(ours, []);
  });
  await page.context().close();
}

/** Takes a field away that flows may read. @param {string} text */
export function breaking(text) {
  return text.replace('"name": {\n          "type": "string",\n          "x-ms-summary": "Customer Name"', '"fullName": {\n          "type": "string",\n          "x-ms-summary": "Customer Name"');
}
