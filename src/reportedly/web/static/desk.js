// What a page gains where script runs. Every page works without it.
"use strict";
(() => {
  // A part of the page that is still being worked out is asked for again, ever more seldom, and put in its place.
  const FIRST_MS = 500, SLOWER = 1.5, LONGEST_MS = 10_000, PATIENCE_MS = 10 * 60_000;
  const began = performance.now();
  let pause = FIRST_MS;

  const isWaiting = (part) => part.querySelector("[data-again]") !== null;
  const waiting = () => [...document.querySelectorAll("[data-part]")].filter(isWaiting);

  const fill = (found) => {
    for (const part of waiting()) {
      const made = found.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!made || isWaiting(made)) continue;
      const focused = part.contains(document.activeElement);
      part.replaceChildren(...made.childNodes);
      if (focused) { part.tabIndex = -1; part.focus(); }
    }
  };

  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) fill(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the desk is away: it may come back */ }
    pause = Math.min(pause * SLOWER, LONGEST_MS);
    next();
  };
  const next = () => {
    if (waiting().length && performance.now() - began < PATIENCE_MS) setTimeout(look, pause);
  };
  next();
})();
