// The shared scenario (tests/editors/scenario), played by clicks and keys.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openWindow } from "../lib/browser.mjs";
import { choose, showOperations } from "../lib/operations.mjs";
import { run } from "../lib/processes.mjs";
import { test } from "../lib/suite.mjs";
import { until } from "../lib/wait.mjs";
import { Window } from "../lib/window.mjs";

const scenario = path.resolve(import.meta.dirname, "../../scenario");
const { steps } = JSON.parse(fs.readFileSync(path.join(scenario, "steps.json"), "utf8"));

/** @param {import("../lib/part.mjs").Part} part */
export async function play({ browser, server, folder, out }) {
  await run(path.join(scenario, "make.sh"), [folder]);
  const page = await openWindow(browser, server.base, folder);
  const player = new Player(new Window(page));
  await player.window.ready();
  await player.window.openProblems();
  let whole = true;
  for (const [index, step] of steps.entries()) {
    // A step needs those before it, so the first that fails is the last that is played.
    whole = await test(`Scenario: ${step.name}`, () => player.play(step), (name) =>
      player.window.picture(path.join(out, `scenario-${index + 1}.png`)));
    if (!whole) break;
  }
  if (whole) await test("Scenario: the saved files are those of every editor", async () => compare(folder));
  await page.context().close();
}

/** Compares all files but Git's with those that are expected. @param {string} folder */
function compare(folder) {
  const expected = path.join(scenario, "expected");
  const files = (/** @type {string} */ of) => fs.readdirSync(of).filter((name) => name !== ".git").sort();
  assert.deepEqual(files(folder), files(expected));
  for (const name of files(expected)) {
    assert.equal(fs.readFileSync(path.join(folder, name), "utf8"), fs.readFileSync(path.join(expected, name), "utf8"), name);
    assert.ok(fs.readFileSync(path.join(folder, name)).equals(fs.readFileSync(path.join(expected, name))), name);
  }
}

class Player {
  /** The texts before the last step that changed some. @type {Map<string, string>} */
  #before = new Map();

  /** @param {Window} window */
  constructor(window) {
    this.window = window;
  }

  /** @param {any} step one of steps.json */
  async play(step) {
    await this[step.do](step);
    for (const { file, has, lacks } of step.then ?? []) {
      await until(`${file} ${has ? `has ${JSON.stringify(has)}` : `lacks ${JSON.stringify(lacks)}`}`, async () => {
        const text = await this.#textOf(file);
        return has === undefined ? !text.includes(lacks) : text.includes(has);
      });
    }
  }

  /** @param {string} file */
  async #textOf(file) {
    if ((await this.window.activeFile()) !== file) await this.window.open(file);
    return this.window.text();
  }

  /** Keeps the texts for an undo. */
  async #keep() {
    for (const file of ["apiProperties.json", "apiDefinition.swagger.json"]) this.#before.set(file, await this.#textOf(file));
  }

  /** Puts the cursor to the place of a step. @param {{ file: string, at: string }} place */
  async #goTo({ file, at }) {
    const text = await this.#textOf(file);
    await this.window.goToOffset(text, offsetOf(text, at));
  }

  /** @param {{ file: string }} step */
  async open({ file }) {
    await this.window.open(file);
  }

  async see({ file, at, code }) {
    await this.#goTo({ file, at });
    const place = await this.window.cursor();
    await this.window.problem(code, `[Ln ${place?.line}, Col ${place?.column}]`);
    await until("the squiggle", () =>
      this.window.editor.locator(".squiggly-error, .squiggly-warning, .squiggly-info").first().isVisible());
  }

  async miss({ code }) {
    await until(`no ${code} in the Problems panel`, async () =>
      !(await this.window.problems()).some((row) => row.includes(`connector-ls${code}[`)));
  }

  async edit({ file, replace, with: other }) {
    const text = await this.#textOf(file);
    const start = offsetOf(text, `$0${replace}`);
    await this.window.replace(text, start, start + replace.length, other);
    const expected = text.slice(0, start) + other + text.slice(start + replace.length);
    await until("the text is replaced", async () => (await this.window.text()) === expected);
  }

  async act({ file, at, title, kind, then }) {
    if (kind === "refactor.rewrite.revision.start" && then[0].has.includes("CreateBooking")) {
      await this.#keep();
      // A person who does not look at the text starts it in the tree; the other one is started at its place below.
      await this.#startInTree("Create a booking", "CreateBooking_V2");
      return;
    }
    await this.#goTo({ file, at });
    const row = await this.window.act(title, kind === "quickfix" ? "Control+." : "Control+Shift+R");
    await row.click();
  }

  /** Starts a revision by the menu of a row. @param {string} summary @param {string} name of the new operation */
  async #startInTree(summary, name) {
    await showOperations(this.window, summary);
    const choice = this.window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "A new path" }).first();
    await choose(this.window, summary, "Start the next revision", () => choice.isVisible());
    await choice.click();
    await this.window.editor.locator(".view-line").filter({ hasText: name }).first().waitFor();
    // It is shown by its place, after which the editor leaves the cursor alone.
    await until("the cursor is in the new operation", async () => (await this.#atCursor()).includes(name));
  }

  /** What is selected, else the line of the cursor. */
  async #atCursor() {
    await this.window.focusEditor();
    await this.window.page.keyboard.press("Control+c");
    return this.window.page.evaluate(() => navigator.clipboard.readText());
  }

  async complete({ file, at, type, accept }) {
    await this.#goTo({ file, at });
    await this.window.focusEditor();
    await this.window.page.keyboard.type(type);
    const widget = this.window.page.locator(".suggest-widget.visible");
    const row = (/** @type {string} */ state) =>
      widget.locator(`.monaco-list-row${state}`).filter({ has: this.window.page.getByText(accept, { exact: true }) }).first();
    await this.window.insist("the list has the value", () => this.window.page.keyboard.press("Control+Space"), () => row("").isVisible());
    await this.window.insist("the value is chosen", async () => {
      if (!(await row(".focused").isVisible())) await this.window.page.keyboard.press("ArrowDown");
    }, () => row(".focused").isVisible());
    await this.window.page.keyboard.press("Enter");
    await widget.waitFor({ state: "hidden" });
  }

  async go({ file, at, to }) {
    await this.#goTo({ file, at });
    await this.window.focusEditor();
    await this.window.insist("the other file is shown", () => this.window.page.keyboard.press("F12"), async () =>
      (await this.window.activeFile()) === to.file);
    const place = await until("the cursor there", () => this.window.cursor());
    const text = await this.window.text();
    const before = text.slice(0, offsetOf(text, to.at)).split("\n");
    assert.deepEqual([place.line, place.column], [before.length, before[before.length - 1].length + 1]);
  }

  async rename({ file, at, to }) {
    await this.#goTo({ file, at });
    const box = this.window.page.locator(".rename-box input");
    await this.window.insist("the box for the name", async () => {
      await this.window.focusEditor();
      await this.window.page.keyboard.press("F2");
    }, () => box.isVisible());
    await box.fill(to);
    await box.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  async undo({ files }) {
    await this.window.open(files[0]);
    await this.window.focusEditor();
    await this.window.page.keyboard.press("Control+z");
    // VS Code may ask whether the step is to be taken back in all the files that it changed.
    const button = this.window.page.locator(".monaco-dialog-box").getByRole("button", { name: /^Undo in \d+ Files$/ }).first();
    await until("the step is taken back", async () => {
      if (await button.isVisible()) await button.click();
      return this.#isTakenBack(files[0]);
    });
    for (const file of files) assert.equal(await this.#textOf(file), this.#before.get(file), file);
  }

  /** @param {string} file the active one */
  async #isTakenBack(file) {
    // While a dialog is open, keys are not the editor's.
    if (await this.window.page.locator(".monaco-dialog-box").isVisible()) return false;
    return (await this.window.text()) === this.#before.get(file);
  }

  async save() {
    await this.window.command("File: Save All", async () =>
      (await this.window.page.locator(".tabs-container .tab.dirty").count()) === 0);
  }
}

/** Where `$0` is in a text that occurs once. @param {string} text @param {string} at */
function offsetOf(text, at) {
  const [before, after] = at.split("$0");
  const start = text.indexOf(before + after);
  assert.ok(start >= 0 && text.indexOf(before + after, start + 1) < 0, `${before}${after} is not there once`);
  return start + before.length;
}
