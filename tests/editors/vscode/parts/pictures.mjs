// The pictures of the extension's README. UPDATE_PICTURES=1 puts them into editors/vscode/images; otherwise they are only
// taken, and looked at by nobody.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openWindow } from "../lib/browser.mjs";
import { menuOf, showOperations } from "../lib/operations.mjs";
import { test } from "../lib/suite.mjs";
import { until } from "../lib/wait.mjs";
import { frameOf } from "../lib/webview.mjs";
import { Window } from "../lib/window.mjs";
import { makeWorkspace, publish } from "../lib/workspace.mjs";
import { breaking } from "./pages.mjs";

const images = path.resolve(import.meta.dirname, "../../../../editors/vscode/images");
const definition = "apiDefinition.swagger.json";
/** What a picture may take, in bytes. */
const most = 150_000;

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, folder, out }) {
  const place = process.env.UPDATE_PICTURES === "1" ? images : path.join(folder, "images");
  fs.mkdirSync(place, { recursive: true });
  // The name of the folder is in the title bar.
  const connector = path.join(folder, "northwind-orders");
  fs.renameSync(path.join(makeWorkspace(path.join(folder, "made"), ["versioned-orders"]), "versioned-orders"), connector);
  await publish(connector);
  const file = path.join(connector, definition);
  const published = fs.readFileSync(file, "utf8");
  const size = { width: 1200, height: 680 };

  /** @param {string} name @param {{ dark?: boolean, size?: { width: number, height: number } }} options @param {(window: Window) => Promise<{ clip?: object } | void>} body */
  const picture = (name, options, body) => {
    /** @type {import("../lib/browser.mjs").Page | undefined} */
    let page;
    return test(`Pictures: ${name}`, async () => {
      page = await openWindow(browser, server.base, connector, { size, ...options });
      const window = new Window(page);
      await window.ready();
      await window.open(definition);
      const { clip } = (await body(window)) ?? {};
      await page.mouse.move(1, 400);
      // Where the pointer was, something may tell its name still.
      await until("no tip", async () => (await window.page.locator(".workbench-hover").filter({ visible: true }).count()) === 0);
      await page.screenshot({ path: path.join(place, `${name}.png`), caret: "initial", ...(clip ? { clip } : {}) });
      const bytes = fs.statSync(path.join(place, `${name}.png`)).size;
      assert.ok(bytes <= most, `${name}.png has ${bytes} bytes`);
    }, async () => {
      await page?.screenshot({ path: path.join(out, `pictures-${name}.png`) });
    }).finally(() => page?.context().close());
  };

  await picture("operations", {}, async (window) => {
    await showOperations(window, "Get orders");
    await window.goToOffset(published, published.indexOf('"GetOrders_V3"'));
    await lens(window, "revision 3");
  });
  for (const dark of [false, true]) {
    await picture(dark ? "preview-dark" : "preview-light", { dark }, async (window) => {
      await hideSideBar(window);
      await window.command("Connector: Open preview to the side", () => window.hasTab("Preview: "));
      await until("the preview", async () => (await frameOf(window.page, /: preview$/)).locator("h1").first().isVisible());
      await window.goToOffset(published, published.indexOf('"CreateOrder_V2"'));
      await lens(window, "revision 2");
      await until("its card", async () => {
        const frame = await frameOf(window.page, /: preview$/);
        return frame.locator('.card.current[data-operation="CreateOrder_V2"]').first().isVisible();
      });
    });
  }
  await picture("revision", {}, async (window) => {
    await showOperations(window, "Get orders");
    const entry = await menuOf(window, "Cancel an order", "Start the next revision");
    await entry.hover();
  });
  const wrong = published.replace('"x-ms-visibility": "important"', '"x-ms-visibility": "Important"')
    .replace('"$ref": "#/definitions/OrdersV2"', '"$ref": "#/definitions/OrderV2"');
  fs.writeFileSync(file, wrong);
  await picture("problems", {}, async (window) => {
    await window.openProblems();
    await window.problem("operation/visibility-invalid");
    await window.goToOffset(wrong, wrong.indexOf('Important"'));
    await window.act("Change to 'important'", "Control+.");
  });
  const broken = breaking(published);
  fs.writeFileSync(file, broken);
  await picture("changes", { size: { width: 1080, height: 630 } }, async (window) => {
    await hideSideBar(window);
    await window.command("Connector: Show changes since publication", () => window.hasTab("Changes: "));
    await window.goToOffset(broken, broken.indexOf('"fullName"'));
    // The change with its remedies, under the heading.
    const remedy = (await frameOf(window.page, /changes/i)).getByRole("button", { name: /revision/i }).last();
    await remedy.waitFor();
    await remedy.evaluate((button) => button.scrollIntoView({ block: "end" }));
  });
  fs.writeFileSync(file, published);
}

/** @param {Window} window */
async function hideSideBar(window) {
  await window.insist("no side bar", () => window.page.keyboard.press("Control+b"), async () =>
    !(await window.page.locator(".part.sidebar").isVisible()));
}

/** Waits for a line of the server above an operation. @param {Window} window @param {string} text */
async function lens(window, text) {
  // Those of other lines stay in the page, out of sight.
  await window.page.locator(".codelens-decoration").filter({ hasText: text, visible: true }).first().waitFor();
}
