// The pictures of the extension's README. UPDATE_PICTURES=1 puts them into editors/vscode/images; otherwise they are only
// taken, and looked at by nobody.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openWindow } from "../lib/browser.mjs";
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

  /** @param {string} name @param {{ dark?: boolean }} options @param {(window: Window) => Promise<{ clip?: object } | void>} body */
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
      await page.screenshot({ path: path.join(place, `${name}.png`), caret: "initial", ...(clip ? { clip } : {}) });
      const bytes = fs.statSync(path.join(place, `${name}.png`)).size;
      assert.ok(bytes <= most, `${name}.png has ${bytes} bytes`);
    }, async () => {
      await page?.screenshot({ path: path.join(out, `pictures-${name}.png`) });
    }).finally(() => page?.context().close());
  };

  await picture("operations", {}, async (window) => {
    await showOperations(window);
    await window.goToOffset(published, published.indexOf('"GetOrders_V3"'));
    await window.page.locator(".codelens-decoration").filter({ hasText: "revision 3" }).first().waitFor();
  });
  for (const dark of [false, true]) {
    await picture(dark ? "preview-dark" : "preview-light", { dark }, async (window) => {
      await hideSideBar(window);
      await window.command("Connector: Open preview to the side", () => window.hasTab("Preview: "));
      await until("the preview", async () => (await frameOf(window.page, /: preview$/)).locator("h1").first().isVisible());
      await window.goToOffset(published, published.indexOf('"CreateOrder_V2"'));
      await until("its card", async () => {
        const frame = await frameOf(window.page, /: preview$/);
        return frame.locator('.card.current[data-operation="CreateOrder_V2"]').first().isVisible();
      });
    });
  }
  await picture("revision", {}, async (window) => {
    await showOperations(window);
    const row = operation(window, "Cancel an order");
    const entry = window.page.locator(".context-view .action-item").filter({ hasText: "Start the next revision" }).first();
    await window.insist("the menu", async () => {
      await window.page.keyboard.press("Escape");
      await row.click({ button: "right", timeout: 6_000 });
    }, () => entry.isVisible());
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
  fs.writeFileSync(file, breaking(published));
  await picture("changes", {}, async (window) => {
    await hideSideBar(window);
    await window.command("Connector: Show changes since publication", () => window.hasTab("Changes: "));
    await (await frameOf(window.page, /changes/i)).getByText(/breaking/i).first().waitFor();
  });
  fs.writeFileSync(file, published);
}

/** Opens the Operations view. @param {Window} window */
async function showOperations(window) {
  await window.command("Connectors: Focus on Operations View", () => operation(window, "Get orders").isVisible());
}

/** A row of the Operations view. @param {Window} window @param {string} summary */
function operation(window, summary) {
  return window.page.locator(".pane-body .monaco-list-row").filter({ hasText: summary }).first();
}

/** @param {Window} window */
async function hideSideBar(window) {
  await window.insist("no side bar", () => window.page.keyboard.press("Control+b"), async () =>
    !(await window.page.locator(".part.sidebar").isVisible()));
}
