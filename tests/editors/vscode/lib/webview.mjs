// Pages of the extension inside of the window.

import assert from "node:assert/strict";
import { axeSource } from "./browser.mjs";
import { until } from "./wait.mjs";

/** The frame that has a page's document. @param {import("./browser.mjs").Page} page @param {RegExp} title of the document */
export function frameOf(page, title) {
  return until(`a page with the title ${title}`, async () => {
    // VS Code puts the document into a frame within a frame, and a new one beside it while it is replaced.
    for (const frame of page.frames().reverse()) {
      if (frame.parentFrame() && !frame.isDetached() && title.test(await frame.title())) return frame;
    }
    return undefined;
  });
}

/** The frame must forbid everything that it does not name. @param {import("playwright-core").Frame} frame */
export async function assertStrict(frame) {
  const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.match(policy ?? "", /default-src 'none'/);
  assert.doesNotMatch(policy ?? "", /unsafe|https?:|\*/);
}

/** Asks axe-core about a page. @param {import("playwright-core").Frame} frame */
export async function assertAccessible(frame) {
  // Evaluated by the debugger, so that the page's policy need not allow it.
  await frame.evaluate(axeSource());
  const violations = await frame.evaluate(async () => {
    // @ts-expect-error axe comes from the line above.
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
  assert.deepEqual(violations, []);
}
