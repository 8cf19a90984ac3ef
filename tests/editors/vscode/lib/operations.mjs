// The Operations view of a window, and the menus of its rows.

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
