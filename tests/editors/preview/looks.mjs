// What every page must be, whatever connector it shows and however it is looked at.

import { same } from "./visit.mjs";

/** axe-core takes minutes for a few hundred opened cards, and finds nothing in them that it does not find in these. */
const MOST_OPENED = 10;

/** Opens the first cards of each list, and all that is in them. */
const openCards = (page) =>
  page.evaluate((most) => {
    for (const list of document.querySelectorAll("section")) {
      for (const card of Array.from(list.querySelectorAll(".card")).slice(0, most)) {
        for (const details of [card, ...card.querySelectorAll("details")]) details.open = true;
      }
    }
    for (const details of Array.from(document.querySelectorAll("details:not(.card)")).slice(0, most)) details.open = true;
  }, MOST_OPENED);

/** The policy of a page, as a table of directives. */
export const policyOf = async (page) => {
  const text = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
  return Object.fromEntries(text.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));
};

const assertPolicy = async (page) => {
  const policy = await policyOf(page);
  same("default-src", policy["default-src"], ["'none'"]);
  for (const [name, values] of Object.entries(policy)) {
    const isStrict = values.every((value) => value === "'none'" || /^'sha256-[A-Za-z0-9+/]{43}='$/.test(value));
    if (!isStrict) throw new Error(`the policy has ${name} ${values.join(" ")}`);
  }
};

/** What axe-core finds wrong, a line for each place. */
const axeFinds = async (page, axe) => {
  // With an evaluation of its own, which the page's policy does not touch.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"], preload: false }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}\n  ${node.failureSummary.replaceAll("\n", "\n  ")}`),
  );
};

/** One page in one look. */
export const lookAt = async (page, axe, look) => {
  await assertPolicy(page);
  same("scripts, and pictures from elsewhere", await page.locator("script, img, iframe, object, link").count(), 1);
  await openCards(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > look.width) throw new Error(`the page is ${width} pixels wide and not ${look.width}`);
  const found = await axeFinds(page, axe);
  if (found.length > 0) throw new Error(`axe-core finds\n${found.join("\n")}`);
};
