// Chromium, driven by Playwright, both from tests/editors/tools.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { need } from "./code-server.mjs";
import { limit } from "./wait.mjs";

const require = createRequire(`${need("PLAYWRIGHT")}/`);
const { chromium } = require("playwright-core");

/** axe-core as a script for a page. */
export const axeSource = () => fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Browser} Browser */

/** @returns {Promise<Browser>} */
export function launch() {
  return chromium.launch({
    executablePath: need("CHROMIUM"),
    headless: true,
    // The sandbox of the browser cannot be had in containers, nor by root; what is opened here is our own.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"],
  });
}

/**
 * A window of VS Code on a folder, with nothing remembered from other windows.
 * @param {Browser} browser @param {string} base @param {string} folder
 * @param {{ payload?: [string, string][], size?: { width: number, height: number }, scale?: number, dark?: boolean, before?: (page: Page) => Promise<void>, console?: string[] }} [options]
 * `console` collects the errors that pages print.
 */
export async function openWindow(browser, base, folder, options = {}) {
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.dark ? "dark" : "light",
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: base });
  const page = await context.newPage();
  page.setDefaultTimeout(limit);
  const errors = options.console;
  if (errors) {
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.location().url}: ${message.text()}`);
    });
    page.on("pageerror", (error) => errors.push(String(error)));
  }
  await options.before?.(page);
  const query = new URLSearchParams({ folder: path.resolve(folder) });
  if (options.payload) query.set("payload", JSON.stringify(options.payload));
  await page.goto(`${base}/?${query}`);
  return page;
}
