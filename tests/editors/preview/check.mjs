// Looks at what `connector-ls preview` writes, in a real browser: of every sample connector, of connectors made to be
// difficult, and of real ones where there are some.
//
//   CONNECTOR_LS=…/connector-ls node tests/editors/preview/check.mjs [WORDS…]
//
// With WORDS only the checks whose names have all of them are run. CONNECTOR_CORPUS names a folder of real connectors
// (default: ../shared/corpus beside the repository); SCREENSHOTS a folder for pictures. The browser and the packages come
// from tests/editors/tools.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { hostile, oddities, realConnectors, render, sampleNames, twoStates } from "./connectors.mjs";
import { lookAt } from "./looks.mjs";
import { LOOKS, MAIN_LOOKS } from "./themes.mjs";
import * as use from "./use.mjs";
import { visit } from "./visit.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const samples = join(root, "tests/connectors");
const corpus = process.env.CONNECTOR_CORPUS ?? resolve(root, "../shared/corpus");
const pictures = process.env.SCREENSHOTS;
const words = process.argv.slice(2);
const binary = process.env.CONNECTOR_LS;
if (!binary) {
  console.error("CONNECTOR_LS must name the binary: CONNECTOR_LS=target/debug/connector-ls node tests/editors/preview/check.mjs");
  process.exit(2);
}
const tool = (name) => execFileSync(join(root, "tests/editors/tools"), [name], { encoding: "utf8" }).trim();
const packages = createRequire(join(tool("playwright"), "package.json"));
const { chromium } = packages("playwright-core");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

let passed = 0;
let failed = 0;
const check = async (name, run) => {
  if (!words.every((word) => name.toLowerCase().includes(word.toLowerCase()))) return;
  try {
    await run();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.error(`failed: ${name}\n  ${String(error.message ?? error).replaceAll("\n", "\n  ")}`);
  }
};

const scratch = mkdtempSync(join(tmpdir(), "connector-ls-preview-"));
/** The page of a connector, written when it is first asked for. */
const pages = new Map();
const pageOf = (name, folder, more) => {
  if (!pages.has(name)) pages.set(name, render(binary, folder, join(scratch, `${pages.size}.html`), more));
  return pages.get(name);
};
const browser = await chromium.launch({
  executablePath: tool("chromium"),
  // In a container Chromium's own sandbox does not start; the pages are ours.
  args: ["--no-sandbox"],
});

const looks = async (name, file, wanted) => {
  for (const look of wanted) {
    await check(`${name}, ${look}`, () =>
      visit(browser, file(), LOOKS[look], async (page) => {
        if (pictures) await page.screenshot({ path: join(pictures, `${name}, ${look}.png`.replace(/[ ,/]+/g, "-")) });
        await lookAt(page, axe, LOOKS[look]);
      }),
    );
  }
};
/** One check of how a page is used, in the editor or in a browser. */
const used = (name, file, look, run) => check(name, () => visit(browser, file(), LOOKS[look], run));

try {
  if (pictures) mkdirSync(pictures, { recursive: true });
  const sample = (name) => () => pageOf(name, join(samples, name));
  for (const name of sampleNames(samples)) await looks(name, sample(name), MAIN_LOOKS);

  const evil = () => pageOf("evil", hostile(join(scratch, "evil")));
  await looks("markup as text", evil, MAIN_LOOKS);
  await used("markup stays text", evil, "light", use.evilIsText);
  for (const [name, folder, text] of oddities(scratch)) {
    const file = () => pageOf(name, folder);
    await looks(name, file, ["light", "dark, narrow", "VS Code dark"]);
    await used(`${name}: what is shown`, file, "light", (page) => use.shows(page, text));
    if (name === "right to left") await used(`${name}: directions`, file, "light", use.rightToLeft);
  }

  const orders = sample("versioned-orders");
  const states = twoStates(join(scratch, "states"), join(samples, "versioned-orders"));
  const compared = () => pageOf("compared", states.edited, ["--baseline", states.published]);
  await looks("published and edited", compared, Object.keys(LOOKS));
  await used("as published and as edited", compared, "light", use.sides);
  await used("only what differs", compared, "VS Code light", use.onlyDifferences);
  await used("keyboard: published and edited", compared, "light", use.keyboard);
  await used("keyboard: published and edited, narrow in VS Code", compared, "VS Code dark", use.keyboard);
  await used("the policy refuses what is not ours", orders, "light", use.policyRefuses);
  await used("the policy refuses it in VS Code", orders, "VS Code dark", use.policyRefuses);
  await used("search", orders, "light", use.search);
  for (const name of ["versioned-orders", "ticket-webhook", "project-board", "ledger-multi-auth"]) {
    await used(`keyboard: ${name}`, sample(name), "light", use.keyboard);
    await used(`keyboard: ${name}, narrow in VS Code`, sample(name), "VS Code dark", use.keyboard);
  }
  await used("the page follows the cursor", orders, "VS Code light", use.follows);
  const text = readFileSync(join(samples, "versioned-orders/apiDefinition.swagger.json"));
  await used("the cursor follows the page", orders, "VS Code light", (page) => use.leads(page, text));
  await used("what is open stays open", orders, "VS Code dark", use.remembers);

  const real = realConnectors(corpus);
  if (real.length === 0) console.log(`skipped real connectors: there are none in ${corpus} (CONNECTOR_CORPUS names another folder)`);
  const [light, dark] = [["light", "dark, narrow"], ["dark", "light, narrow"]];
  for (const [index, folder] of real.entries()) {
    const name = `real ${basename(folder)}`;
    await looks(name, () => pageOf(folder, folder), index % 2 === 0 ? light : dark);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
