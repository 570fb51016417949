// Keys for reviewing claims. Each presses a button or follows a link that is there without them; none is taken while a
// field is typed in, and a person can switch all of them off, which this browser remembers.
"use strict";
(() => {
  const SWITCH = "reportedly-keys";
  const root = document.documentElement;
  const help = document.getElementById("keys");
  const button = document.getElementById("keys-switch");
  const form = document.getElementById("review-form");
  if (!help || !button || !form) return;

  const remembered = () => { try { return localStorage.getItem(SWITCH); } catch { return null; } };
  const remember = (word) => { try { localStorage.setItem(SWITCH, word); } catch { /* it holds for this page alone */ } };
  let on = remembered() !== "off";
  let rejecting = false;

  const show = () => {
    root.classList.toggle("with-keys", on);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Keys are on" : "Keys are off";
    for (const one of document.querySelectorAll("[data-key]")) {
      if (on) one.setAttribute("aria-keyshortcuts", one.dataset.key);
      else one.removeAttribute("aria-keyshortcuts");
    }
  };
  help.hidden = false;
  show();
  button.addEventListener("click", () => { on = !on; remember(on ? "on" : "off"); show(); });

  const isField = (element) => element.matches("input, select, textarea, [contenteditable]");
  const why = form.elements.namedItem("why");
  const reject = form.querySelector('[data-key="r"]');
  why.addEventListener("blur", () => { rejecting = false; });

  const press = (key) => {
    if (key === "?") {
      help.open = !help.open;
      help.querySelector("summary").focus();
      return true;
    }
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    if (key === "r" && !why.value.trim()) {
      why.focus();
      rejecting = true;
    } else if (target.dataset.first) {
      form.elements.namedItem(target.dataset.first).focus();
    } else {
      target.click();
    }
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (isField(event.target)) {
      if (event.key === "Escape") event.target.blur();
      if (event.key === "Enter" && event.target === why && rejecting && why.value.trim()) {
        event.preventDefault();
        reject.click();
      }
      return;
    }
    if (!on || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if ("npracu?".includes(event.key) && press(event.key)) event.preventDefault();
  });
})();
