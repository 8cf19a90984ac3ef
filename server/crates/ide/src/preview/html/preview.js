
"use strict";
(() => {
  const api = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const cards = all(".card");
  const groups = all(".group");
  const connections = all(".sign-in > details");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const published = document.getElementById("show-published");
  const only = document.getElementById("only");
  const isChecked = (box) => Boolean(box && box.checked);
  const isOnShownSide = (element) => (element.closest(".published") !== null) === isChecked(published);
  const textOf = (card) => `${card.querySelector("summary").textContent} ${card.dataset.operation || ""}`.toLowerCase();
  const texts = new Map(cards.map((card) => [card, textOf(card)]));

  const cardOf = (operation) =>
    operation ? cards.find((card) => card.dataset.operation === operation && isOnShownSide(card)) : undefined;

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
    // Without the cards of the other side, and those that do not differ if only others are wanted.
    const isSeen = (card) => !card.hidden && getComputedStyle(card).display !== "none" && isOnShownSide(card);
    found.textContent = words.length > 0 ? `${cards.filter(isSeen).length} found` : "";
  };

  /** The card that the editor's cursor or the last click is in. */
  let current;
  /** The card that was opened since the cursor came to it, and is closed when it goes. */
  let followed;
  const mark = (card) => {
    if (current) current.classList.remove("current");
    current = card;
    current.classList.add("current");
  };

  // What is open stays open when the page is replaced after an edit.
  const keep = () => api && api.setState({
    open: cards.filter((card) => card.open && isOnShownSide(card)).map((card) => card.dataset.operation),
    isConnectionOpen: connections.some((connection) => connection.open),
    search: search.value,
    isPublished: isChecked(published),
    isOnly: isChecked(only),
    current: current && current.dataset.operation,
    followed: followed && followed.dataset.operation,
    top: scrollY,
  });
  const recall = (state) => {
    if (published) published.checked = state.isPublished;
    if (only) only.checked = state.isOnly;
    for (const connection of connections) connection.open = state.isConnectionOpen;
    for (const card of cards) {
      if (card.dataset.operation && state.open.includes(card.dataset.operation)) card.open = true;
    }
    followed = cardOf(state.followed);
    if (cardOf(state.current)) mark(cardOf(state.current));
    search.value = state.search;
    filter();
    scrollTo(0, state.top);
  };

  const show = (operation) => {
    const card = cardOf(operation);
    // Who has just closed it here wants it closed.
    if (!card || card === current) return;
    if (followed) followed.open = false;
    followed = card.open ? undefined : card;
    if (card.hidden) {
      search.value = "";
      filter();
    }
    if (isChecked(only) && getComputedStyle(card).display === "none") only.checked = false;
    for (let around = card; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
    mark(card);
    card.scrollIntoView({ block: card.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
  };

  const reveal = (target) => {
    const place = target.closest("[data-start]");
    if (!place) return;
    const card = place.closest(".card");
    if (card) {
      if (card === followed) followed = undefined;
      mark(card);
    }
    api.postMessage({
      type: "reveal",
      file: place.closest("[data-file]").dataset.file,
      operationId: card ? card.dataset.operation : undefined,
      pointer: place.dataset.pointer,
      start: Number(place.dataset.start),
      end: Number(place.dataset.end),
    });
  };

  search.closest("[hidden]").hidden = false;
  search.addEventListener("input", filter);
  for (const choice of all(".switch input, #only")) choice.addEventListener("change", filter);
  // Beside an editor there is no room for what is not asked for.
  if (!matchMedia("(min-width: 960px)").matches) for (const connection of connections) connection.open = false;
  addEventListener("message", ({ data }) => {
    if (data && typeof data.operationId === "string") show(data.operationId);
  });
  if (api) {
    for (const button of all(".reveal")) button.hidden = false;
    document.addEventListener("click", ({ target }) => reveal(target));
    document.addEventListener("focusin", ({ target }) => {
      if (!target.matches("summary, button")) reveal(target);
    });
    const state = api.getState();
    if (state) recall(state);
    for (const event of ["toggle", "input", "change", "scroll"]) document.addEventListener(event, keep, true);
  }
})();
