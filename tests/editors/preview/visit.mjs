// One look at a page in the browser, with everything noted that the browser complains about meanwhile.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inWebview } from "./themes.mjs";

/** A busy machine may take its time; nothing is measured. */
const PATIENCE = 120_000;

/** Runs in the page before anything of it: notes what the policy refuses, and plays VS Code's side if that is wanted. */
const prepare = (isInEditor) => {
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} refuses ${event.blockedURI}`);
  });
  if (!isInEditor) return;
  globalThis.posted = [];
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => globalThis.posted.push(structuredClone(message)),
    setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
  });
};

/**
 * Opens the page `file` and calls `use` with it and the list of complaints. What the browser complained about and `use` did
 * not take off the list is an error at the end.
 */
export const visit = async (browser, file, look, use) => {
  const { colorScheme, forcedColors = "none", width, theme } = look;
  const context = await browser.newContext({ colorScheme, forcedColors, viewport: { width, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  try {
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => complaints.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`asks for ${request.url()}`);
    });
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.addInitScript(prepare, Boolean(theme));
    let shown = file;
    if (theme) {
      shown = file.replace(/\.html$/, `.${theme}.html`);
      writeFileSync(shown, inWebview(readFileSync(file, "utf8"), theme));
    }
    await page.goto(pathToFileURL(shown).href);
    await use(page, complaints);
    complaints.push(...(await page.evaluate(() => globalThis.refused)));
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  } finally {
    await context.close();
  }
};

/** An error unless both are the same, as JSON. */
export const same = (what, found, expected) => {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what}: ${is} and not ${should}`);
};
