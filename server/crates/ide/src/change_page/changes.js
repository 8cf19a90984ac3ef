
"use strict";
(() => {
  const api = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
  const { uri, command } = document.body.dataset;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const post = (button, message) => {
    // Outside of an editor nobody listens.
    if (api) button.addEventListener("click", () => api.postMessage(message));
    else button.hidden = true;
  };
  for (const button of all("[data-remedy]")) {
    const { change, message, remedy } = button.dataset;
    post(button, { type: "remedy", command, arguments: [{ uri, change, message, remedy }] });
  }
  for (const button of all("[data-place]")) {
    const [startLine, start, endLine, end] = button.dataset.range.split(" ").map(Number);
    const range = { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
    post(button, { type: "reveal", uri: button.dataset.place, range });
  }
  for (const button of all("#copy")) post(button, { type: "copy" });

  // The page is replaced after an edit: it stays where it was scrolled to, and the keyboard where it was.
  const buttons = all("button");
  const keep = () => api && api.setState({ top: scrollY, at: buttons.indexOf(document.activeElement) });
  const state = api && api.getState();
  if (state) {
    if (buttons[state.at]) buttons[state.at].focus({ preventScroll: true });
    scrollTo(0, state.top);
  }
  addEventListener("scroll", keep, { passive: true });
  addEventListener("focusin", keep);
})();
