// The Operations view of a window, and the menus of its rows.

import { until } from "./wait.mjs";

/** @typedef {import("./window.mjs").Window} Window */

/** Opens the view and waits for an operation. @param {Window} window @param {string} summary */
export async function showOperations(window, summary) {
  await window.command("Connectors: Focus on Operations View", () => operationRow(window, summary).isVisible());
}

/** The first row with a summary. @param {Window} window @param {string} summary */
export function operationRow(window, summary) {
  return window.page.locator(".pane-body .monaco-list-row").filter({ hasText: summary }).first();
}

/** Opens the menu of a row; its entry with a title. @param {Window} window @param {string} summary @param {string} title */
export async function menuOf(window, summary, title) {
  const entry = window.page.locator(".context-view .action-item").filter({ hasText: title }).first();
  await window.insist("the menu", async () => {
    await window.page.keyboard.press("Escape");
    await operationRow(window, summary).click({ button: "right", timeout: 6_000 });
  }, () => entry.isVisible());
  return entry;
}

/**
 * Chooses an entry of a row's menu. A menu takes no click in the first moment after it has opened, so that one which did
 * nothing is made again.
 * @param {Window} window @param {string} summary @param {string} title @param {() => Promise<boolean>} effect
 */
export async function choose(window, summary, title, effect) {
  await window.insist(title, async () => {
    const entry = await menuOf(window, summary, title);
    await until("the menu has closed", async () => {
      if (!(await entry.isVisible())) return true;
      await entry.click({ timeout: 2_000 });
      return false;
    }, { limit: 10_000, pause: 250 });
  }, effect);
}
