// What a person does with hands and eyes in a window of VS Code.
//
// A busy window swallows clicks and keys, so a gesture is repeated until what it is for can be seen.

import { limit, until } from "./wait.mjs";

/** How long a gesture may go without effect before it is made again. */
const patience = 6_000;

/** A dialog waits for an answer, so that no gesture elsewhere has an effect. */
class DialogOpen extends Error {
  constructor() {
    super("a dialog is open");
  }
}

export class Window {
  /** @param {import("./browser.mjs").Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Makes a gesture until its effect is there.
   * @param {string} what @param {() => Promise<unknown>} gesture @param {() => Promise<unknown>} effect truthy when it is there
   */
  async insist(what, gesture, effect) {
    const end = Date.now() + limit;
    let trouble = "";
    while (Date.now() < end) {
      try {
        await gesture();
      } catch (error) {
        if (error instanceof DialogOpen) throw error;
        trouble = String(error).split("\n")[0];
      }
      try {
        return await until(what, effect, { limit: patience });
      } catch (error) {
        trouble ||= error.message;
      }
    }
    throw new Error(`${what}: no effect within ${limit / 1000} s. ${trouble}`);
  }

  async ready() {
    await this.page.locator(".monaco-workbench").waitFor();
    await this.page.locator(".part.statusbar .statusbar-item").first().waitFor();
  }

  /** Opens a command of the palette by its whole title. @param {string} title @param {() => Promise<unknown>} effect */
  command(title, effect) {
    return this.insist(
      title,
      async () => {
        await this.#quickInput("F1", `>${title}`);
        const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
        await row.waitFor({ timeout: patience });
        await row.click({ timeout: patience });
      },
      effect,
    );
  }

  /** Opens a file by its path, relative to the folder, and waits until its text is in the editor. @param {string} file */
  async open(file) {
    const name = file.split("/").pop();
    await this.insist(
      `open ${file}`,
      async () => {
        await this.#quickInput("Control+p", file);
        const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: name }).first();
        // Not by Enter, which takes what the list has before it knows the name: the files that were open last.
        await row.click({ timeout: patience });
      },
      () => this.activeFile().then((active) => active === name),
    );
    await this.editor.locator(".view-line").first().waitFor();
  }

  /** Opens the input at the top with a key and fills it. @param {string} key @param {string} text */
  async #quickInput(key, text) {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press(key);
    const input = this.page.locator(".quick-input-widget:visible .quick-input-box input").first();
    await input.waitFor({ timeout: patience });
    await input.fill(text, { timeout: patience });
  }

  /** The editor that has the focus, or had it last. */
  get editor() {
    return this.page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  }

  /** The name on the active tab of the active group. */
  async activeFile() {
    const tab = this.page.locator(".editor-group-container.active .tab.active").first();
    return (await tab.count()) > 0 ? tab.getAttribute("data-resource-name") : "";
  }

  /** Whether a tab with this text is open. @param {string} text */
  async hasTab(text) {
    return (await this.page.locator(".tabs-container .tab").filter({ hasText: text }).count()) > 0;
  }

  /** Puts the cursor to a place by Ctrl+G. Both count from 1, columns in UTF-16 units. @param {number} line @param {number} column */
  async goTo(line, column) {
    await this.insist(
      `go to ${line}:${column}`,
      async () => {
        await this.#quickInput("Control+g", `:${line}:${column}`);
        await this.page.keyboard.press("Enter");
      },
      async () => {
        const at = await this.cursor();
        return at && at.line === line && at.column === column;
      },
    );
  }

  /** Where the status bar says that the cursor is. */
  async cursor() {
    const item = this.page.locator("#status\\.editor\\.selection");
    if ((await item.count()) === 0) return undefined;
    const found = /Ln (\d+), Col (\d+)(?: \((\d+) selected\))?/.exec(await item.innerText());
    return found ? { line: Number(found[1]), column: Number(found[2]), selected: Number(found[3] ?? 0) } : undefined;
  }

  /** Gives the keys to the editor. */
  async focusEditor() {
    const focused = this.page.locator(".editor-group-container.active .monaco-editor.focused").first();
    if (await focused.isVisible()) return;
    await this.insist("the editor has the focus", async () => {
      if (await this.page.locator(".monaco-dialog-box").isVisible()) throw new DialogOpen();
      await this.page.keyboard.press("Control+1");
    }, () => focused.isVisible());
  }

  /** The whole text of the active editor, by the clipboard. */
  async text() {
    const nothing = "nothing was copied";
    let text = nothing;
    await this.insist(
      "the text is copied",
      async () => {
        await this.focusEditor();
        await this.page.evaluate((filler) => navigator.clipboard.writeText(filler), nothing);
        await this.page.keyboard.press("Control+a");
        await this.page.keyboard.press("Control+c");
      },
      async () => {
        text = await this.page.evaluate(() => navigator.clipboard.readText());
        return text !== nothing;
      },
    );
    return text;
  }

  /** Puts the cursor to an offset in UTF-16 units. @param {string} text of the active editor @param {number} offset */
  async goToOffset(text, offset) {
    const before = text.slice(0, offset).split("\n");
    await this.goTo(before.length, before[before.length - 1].length + 1);
  }

  /** Selects a part of the active editor's text and pastes another over it. @param {string} text @param {number} start @param {number} end @param {string} other */
  async replace(text, start, end, other) {
    const selected = text.slice(start, end);
    await this.insist(
      "the text is selected",
      async () => {
        await this.goToOffset(text, start);
        await this.focusEditor();
        const lines = selected.split("\n");
        for (let line = 1; line < lines.length; line++) await this.page.keyboard.press("Shift+ArrowDown");
        // Down keeps the column as far as the line has it.
        const column = start - (text.lastIndexOf("\n", start - 1) + 1);
        const lineStart = text.lastIndexOf("\n", end - 1) + 1;
        const lineEnd = text.indexOf("\n", lineStart);
        const reached = lines.length > 1 ? Math.min(column, (lineEnd < 0 ? text.length : lineEnd) - lineStart) : column;
        const rest = end - lineStart - reached;
        for (let unit = 0; unit < Math.abs(rest); unit++) await this.page.keyboard.press(rest < 0 ? "Shift+ArrowLeft" : "Shift+ArrowRight");
      },
      async () => {
        await this.page.evaluate(() => navigator.clipboard.writeText(""));
        await this.page.keyboard.press("Control+c");
        return (await this.page.evaluate(() => navigator.clipboard.readText())) === selected;
      },
    );
    if (other === "") {
      await this.page.keyboard.press("Delete");
    } else {
      await this.page.evaluate((replacement) => navigator.clipboard.writeText(replacement), other);
      await this.page.keyboard.press("Control+v");
    }
  }

  /** Opens the Problems panel. */
  async openProblems() {
    await this.command("Problems: Focus on Problems View", () => this.page.locator(".markers-panel").isVisible());
  }

  /** What the Problems panel lists, one text a row. @returns {Promise<string[]>} */
  async problems() {
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    return (await rows.allTextContents()).map((row) => row.replace(/\s+/g, " "));
  }

  /** Waits for a row of the Problems panel. @param {string} code @param {string} place `[Ln 1, Col 1]` */
  async problem(code, place = "[") {
    await until(`${code} in the Problems panel`, async () => {
      const rows = await this.problems();
      if (rows.some((row) => row.includes(`${code}${place}`))) return true;
      throw new Error(`the rows are ${JSON.stringify(rows)}`);
    });
  }

  /** Opens the menu of code actions at the cursor and takes one. @param {string} title @param {string} key */
  async act(title, key) {
    const row = this.page.locator(".action-widget .monaco-list-row.action").filter({ hasText: title }).first();
    await this.insist(
      `the menu has '${title}'`,
      async () => {
        await this.page.keyboard.press("Escape");
        await this.focusEditor();
        await this.page.keyboard.press(key);
      },
      () => row.isVisible(),
    );
    return row;
  }

  /** @param {string} file a PNG */
  picture(file) {
    return this.page.screenshot({ path: file });
  }
}
