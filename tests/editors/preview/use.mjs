// What people and VS Code do with a page.

import { EVIL } from "./connectors.mjs";
import { same } from "./visit.mjs";

const card = (id, side = "edited") => `.${side} [data-operation="${id}"]`;
const isOpen = (page, id) => page.locator(card(id)).evaluate((found) => found.open && found.checkVisibility());
const posted = (page) => page.evaluate(() => globalThis.posted);
const tell = (page, operationId) => page.evaluate((id) => postMessage({ operationId: id }), operationId);

/** The policy refuses a script, a style and a request; if it did not, the other checks of it would show nothing. */
export const policyRefuses = async (page, complaints) => {
  const answer = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.wasRun = true";
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "h1 { letter-spacing: 77px }";
    document.head.append(style);
    const button = document.createElement("button");
    button.setAttribute("onclick", "globalThis.wasRun = true");
    document.body.append(button);
    button.click();
    const asked = await fetch("https://example.com/").then(() => "answered", () => "refused");
    const picture = document.createElement("img");
    await new Promise((done) => {
      picture.onload = picture.onerror = done;
      picture.src = "https://example.com/picture.png";
    });
    const isStyled = getComputedStyle(document.querySelector("h1")).letterSpacing === "77px";
    return { wasRun: globalThis.wasRun ?? false, isStyled, asked };
  });
  same("what got through", answer, { wasRun: false, isStyled: false, asked: "refused" });
  // The event comes some time after the refusal.
  await page.waitForFunction(() => globalThis.refused.length >= 5);
  const refused = await page.evaluate(() => globalThis.refused.splice(0).sort());
  const expected = [
    "connect-src refuses https://example.com/", "img-src refuses https://example.com/picture.png",
    "script-src-attr refuses inline", "script-src-elem refuses inline", "style-src-elem refuses inline",
  ];
  same("what is refused", refused, expected);
  // A picture counts as asked for before the policy is looked at.
  const isAboutThese = (complaint) => /Content Security Policy|ERR_BLOCKED_BY_CSP|^asks for \S+picture.png$/.test(complaint);
  same("other complaints", complaints.splice(0).filter((complaint) => !isAboutThese(complaint)), []);
};

/** What an author writes is text. */
export const evilIsText = async (page) => {
  const shown = await page.evaluate(() => {
    const text = (selector) => Array.from(document.querySelectorAll(selector)).map((found) => found.textContent);
    return {
      title: document.title,
      heading: document.querySelector("h1").textContent,
      summaries: text(".card h3"),
      descriptions: text(".card > summary p"),
      names: text(".token"),
      choices: text("option"),
      hints: text(".fact"),
    };
  });
  same("the title", shown.title, `${EVIL}: preview`);
  same("the heading", shown.heading, EVIL);
  for (const [what, texts] of [["summaries", shown.summaries], ["descriptions", shown.descriptions], ["outputs", shown.names]]) {
    same(what, texts, texts.map(() => EVIL));
    if (texts.length < 3) throw new Error(`there are only ${texts.length} ${what}`);
  }
  for (const what of ["choices", "hints"]) {
    if (!shown[what].includes(EVIL)) throw new Error(`no ${what} with the text: ${shown[what].join(" | ")}`);
  }
  const markup = await page.evaluate(() => document.querySelectorAll("img, script").length);
  same("elements from the text", markup, 1);
};

/** The search box leaves what fits. */
export const search = async (page) => {
  const shown = () => page.$$eval(".card", (cards) => cards.filter((found) => !found.hidden).map((found) => found.dataset.operation));
  const everything = await shown();
  await page.fill("#search", "cancel ORDER");
  same("what is found", await shown(), ["CancelOrder"]);
  same("what is said of it", await page.textContent("#found"), "1 found");
  await page.fill("#search", "no such thing");
  same("what is said of nothing", await page.textContent("#found"), "0 found");
  await page.fill("#search", "");
  same("all are back", await shown(), everything);
};

/** With the Tab key alone every card is reached, opened with Enter, and every control in it is reached. */
export const keyboard = async (page) => {
  // A list grows as cards open, so the end is when the focus is at the beginning again.
  await page.evaluate(() => {
    globalThis.reached = new Set();
    document.activeElement?.blur();
  });
  const step = () =>
    page.evaluate(() => {
      const now = document.activeElement;
      if (now === document.body || globalThis.reached.has(now)) return "end";
      globalThis.reached.add(now);
      // What a radio button is drawn as is its label.
      const { outlineStyle, outlineWidth } = getComputedStyle(now.closest(".switch label") ?? now);
      const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
      if (!isMarked) return `nothing shows that ${now.outerHTML.slice(0, 120)} has the focus`;
      const box = now.getBoundingClientRect();
      const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
      const isSeen = at && (now.contains(at) || at.contains(now) || at.closest("label")?.htmlFor === now.id);
      if (!isSeen) return `${now.outerHTML.slice(0, 120)} has the focus and is not seen`;
      return now.tagName === "SUMMARY" && !now.parentElement.open ? "closed" : "next";
    });
  for (;;) {
    await page.keyboard.press("Tab");
    const answer = await step();
    if (answer === "end") break;
    if (answer === "closed") {
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement.parentElement.open);
    } else if (answer !== "next") {
      throw new Error(answer);
    }
  }
  const missed = await page.evaluate(() => {
    const able = document.querySelectorAll("summary, input:not([type=radio]), select, button, fieldset.switch :checked");
    const found = Array.from(able).filter((element) => element.checkVisibility());
    return {
      controls: found.length,
      missed: found.filter((element) => !globalThis.reached.has(element)).map((element) => element.outerHTML.slice(0, 120)),
      closed: Array.from(document.querySelectorAll(".edited .card:not([open])"), (found) => found.dataset.operation),
    };
  });
  same("controls that the Tab key does not reach", missed.missed, []);
  same("cards that Enter has not opened", missed.closed, []);
  if (missed.controls < 20) throw new Error(`there are only ${missed.controls} controls`);
};

/** The page follows the editor's cursor. */
export const follows = async (page) => {
  await tell(page, "GetOrders_V2");
  await page.waitForSelector(`.current${card("GetOrders_V2").replace(".edited ", "")}`);
  same("an advanced operation is shown by a message", await isOpen(page, "GetOrders_V2"), true);
  await tell(page, "CancelOrder");
  await page.waitForFunction(() => document.querySelector(".current").dataset.operation === "CancelOrder");
  same("the next one is", await isOpen(page, "CancelOrder"), true);
  same("and the last one is no more", await isOpen(page, "GetOrders_V2"), false);
  const { y: top, height } = await page.locator(`${card("CancelOrder")} > summary`).boundingBox();
  if (top < 0 || top + height > 900) throw new Error(`it is out of sight, at ${top}`);
  await tell(page, "NoSuchOperation");
  await tell(page, 7);
  await page.evaluate(() => postMessage(null));
  same("nothing is asked for by being told", await posted(page), []);
  // Something found by the words of a search is left for it.
  await page.fill("#search", "print");
  await tell(page, "CreateOrder_V2");
  await page.waitForFunction(() => document.querySelector(".current").dataset.operation === "CreateOrder_V2");
  same("what a search hides is shown again", await isOpen(page, "CreateOrder_V2"), true);
};

/** The editor follows the page. `text` is the definition's. */
export const leads = async (page, text) => {
  await page.click(`${card("CancelOrder")} > summary`);
  const [first] = await posted(page);
  same("what is posted", [first.type, first.file, first.operationId], ["reveal", "apiDefinition.swagger.json", "CancelOrder"]);
  same("the pointer", first.pointer, "/paths/~1orders~1{orderId}~1cancel/post");
  const operation = JSON.parse(`{${text.subarray(first.start, first.end)}}`);
  same("the bytes", Object.values(operation)[0].operationId, "CancelOrder");
  // The editor's cursor moves there, and it tells so: a card that was just closed stays closed.
  await page.click(`${card("CancelOrder")} > summary`);
  await tell(page, "CancelOrder");
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  same("closed again", await isOpen(page, "CancelOrder"), false);
  await page.focus(`${card("CancelOrder")} > summary`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const last = (await posted(page)).at(-1);
  const field = JSON.parse(`{"it":${text.subarray(last.start, last.end).toString().replace(/^[^{]*/, "")}}`).it;
  same("a field by keyboard", [last.type, field.name ?? field.$ref], ["reveal", "orderId"]);
  await page.click(`${card("CancelOrder")} .reveal`);
  same("the button", (await posted(page)).at(-1), first);
};

/** What is open and searched stays when the page is replaced after an edit. */
export const remembers = async (page) => {
  await page.click(`${card("CancelOrder")} > summary`);
  await page.fill("#search", "order");
  await page.reload();
  same("open", await isOpen(page, "CancelOrder"), true);
  same("searched", await page.inputValue("#search"), "order");
};

/** The switch between what is published and what is edited, with what differs marked. */
export const sides = async (page) => {
  const seen = (side) => page.$$eval(`.${side} .card`, (cards) => cards.filter((found) => found.checkVisibility()).length);
  const badges = (id, side) => page.$$eval(`${card(id, side)} > summary .badge`, (found) => found.map((badge) => badge.textContent));
  if ((await seen("edited")) === 0 || (await seen("published")) > 0) throw new Error("the page at hand is not what is shown first");
  same("something new", (await badges("GetReturns", "edited")).at(-1), "New");
  same("something that is gone", (await badges("SetShipping", "edited")).at(-1), "Removed");
  same("something else", (await badges("CancelOrder", "edited")).at(-1), "Changed");
  await page.click(`${card("CancelOrder")} > summary`);
  const differences = await page.$$eval(`${card("CancelOrder")} .differences li`, (found) => found.map((line) => line.textContent));
  same("what differs", differences, ["Title was 'Cancel an order'", "1 input differs"]);
  same("a new field", await page.textContent(`${card("CancelOrder")} .field.added label`), "Reason * (required) New");
  await page.check("#show-published");
  if ((await seen("edited")) > 0 || (await seen("published")) === 0) throw new Error("the switch does not switch");
  same("the old title", await page.textContent(`${card("CancelOrder", "published")} h3`), "Cancel an order");
  same("nothing new", await page.locator(card("GetReturns", "published")).count(), 0);
  const [edited, published] = [page.locator("#show-edited"), page.locator("#show-published")];
  await published.focus();
  await page.keyboard.press("ArrowLeft");
  same("back with the keyboard", await edited.isChecked(), true);
};

/** The box that leaves out what is the same. */
export const onlyDifferences = async (page) => {
  const seen = () => page.$$eval(".edited .card", (cards) => cards.filter((found) => found.checkVisibility()).map((found) => found.dataset.operation));
  await page.check("#only");
  same("what differs", (await seen()).sort(), ["CancelOrder", "GetReturns", "SetShipping"]);
  same("sections without a difference", await page.locator(".edited .group:visible").count(), 0);
  await tell(page, "CreateOrder_V2");
  await page.waitForFunction(() => document.querySelector(".current")?.dataset.operation === "CreateOrder_V2");
  same("the cursor is followed anyway", await isOpen(page, "CreateOrder_V2"), true);
  same("so the box is empty", await page.isChecked("#only"), false);
};

/** The text is there and can be seen. */
export const shows = (page, text) => page.getByText(text).first().waitFor();

/** Each text has its own direction, and the words around it theirs. */
export const rightToLeft = async (page) => {
  const direction = (selector) => page.$eval(selector, (found) => getComputedStyle(found).direction);
  for (const selector of ["h1", ".card h3", ".card > summary p", ".field bdi"]) same(selector, await direction(selector), "rtl");
  for (const selector of ["h2", "h4", ".technical"]) same(selector, await direction(selector), "ltr");
};
