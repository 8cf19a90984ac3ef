
"use strict";
(() => {
  const api = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const cards = all(".card");
  const groups = all(".group");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const sides = all("input[name=side]");
  const published = document.getElementById("show-published");
  const isShown = (element) => {
    const isPublished = element.closest(".published") !== null;
    return isPublished === Boolean(published && published.checked);
  };
  const textOf = (card) => `${card.querySelector("summary").textContent} ${card.dataset.operation || ""}`.toLowerCase();
  const texts = new Map(cards.map((card) => [card, textOf(card)]));

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const card of cards) card.hidden = !words.every((word) => texts.get(card).includes(word));
    for (const group of groups) {
      group.hidden = !group.querySelector(".card:not([hidden])");
      if (words.length > 0 && !("before" in group.dataset)) {
        group.dataset.before = group.open ? "open" : "";
        group.open = true;
      } else if (words.length === 0 && "before" in group.dataset) {
        group.open = group.dataset.before === "open";
        delete group.dataset.before;
      }
    }
    const count = cards.filter((card) => !card.hidden && isShown(card)).length;
    found.textContent = words.length > 0 ? `${count} found` : "";
  };

  // What is open stays open when the page is replaced after an edit.
  const keep = () => api && api.setState({
    open: cards.filter((card) => card.open && isShown(card)).map((card) => card.dataset.operation),
    search: search.value,
    isPublished: Boolean(published && published.checked),
    top: scrollY,
  });
  const recall = () => {
    const state = api && api.getState();
    if (!state) return;
    if (published && state.isPublished) published.checked = true;
    for (const card of cards) {
      if (card.dataset.operation && state.open.includes(card.dataset.operation)) card.open = true;
    }
    search.value = state.search;
    filter();
    scrollTo(0, state.top);
  };

  const show = (operation) => {
    const card = cards.find((found) => found.dataset.operation === operation && isShown(found));
    if (!card) return;
    if (card.hidden) {
      search.value = "";
      filter();
    }
    for (let around = card; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
    for (const other of all(".current")) other.classList.remove("current");
    card.classList.add("current");
    card.scrollIntoView({ block: "nearest" });
  };

  const reveal = (target) => {
    const place = target.closest("[data-start]");
    if (!place) return;
    const card = place.closest(".card");
    api.postMessage({
      type: "reveal",
      file: place.closest("[data-file]").dataset.file,
      operationId: card && card.dataset.operation,
      pointer: place.dataset.pointer,
      start: Number(place.dataset.start),
      end: Number(place.dataset.end),
    });
  };

  search.closest("[hidden]").hidden = false;
  search.addEventListener("input", filter);
  for (const side of sides) side.addEventListener("change", filter);
  addEventListener("message", ({ data }) => {
    if (data && typeof data.operationId === "string") show(data.operationId);
  });
  if (api) {
    for (const button of all(".reveal")) button.hidden = false;
    document.addEventListener("click", ({ target }) => reveal(target));
    document.addEventListener("focusin", ({ target }) => {
      if (!target.matches("summary, button")) reveal(target);
    });
    for (const event of ["toggle", "input", "change", "scroll"]) document.addEventListener(event, keep, true);
    recall();
  }
})();
