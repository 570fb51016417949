// A chart that can be looked into: a button beside the drawing exchanges it for one that moves along its axis of time,
// by dragging and the wheel or by keys. The bundle that moves it is loaded when it is first asked for.
"use strict";
(() => {
  const STEP = 0.2; // of what is in sight, with each key
  const HINT = "Drag, or use the arrow keys, to move in time; the wheel, or + and −, to look closer; 0 shows all, Esc goes back.";
  let loading = null;

  function loaded(address) {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = () => { loading = null; script.remove(); failed(new Error(`${address} did not load`)); };
      document.head.append(script);
    });
    return loading;
  }

  function made(tag, attributes, text = "") {
    const element = Object.assign(document.createElement(tag), attributes);
    element.textContent = text;
    return element;
  }

  function offer(figure) {
    const bar = made("p", { className: "zooming" });
    const button = made("button", { type: "button" }, "Zoom");
    const hint = made("span", { className: "note" });
    hint.setAttribute("role", "status");
    bar.append(button, hint);
    figure.prepend(bar);
    let close = null;

    button.addEventListener("click", async () => {
      if (close) return close();
      button.disabled = true;
      hint.textContent = "Loading …";
      try {
        close = await enter(figure, () => { close = null; button.textContent = "Zoom"; hint.textContent = ""; button.focus(); });
        button.textContent = "Back to the drawing";
        hint.textContent = HINT;
      } catch (error) {
        console.warn(error);
        hint.textContent = "This chart could not be loaded: try again.";
      }
      button.disabled = false;
    });
  }

  // Shows the chart that moves; gives what shows the drawing again, which calls `left`.
  async function enter(figure, left) {
    await loaded(figure.dataset.bundle);
    const box = made("div", { className: "moving", tabIndex: 0 });
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", `${figure.dataset.label} ${HINT}`);
    const chart = made("div", {});
    box.append(chart);
    figure.append(box);
    figure.classList.add("zoomed");
    const leave = () => { shown?.finalize(); box.remove(); figure.classList.remove("zoomed"); left(); };
    let shown = null;
    try {
      const spec = { ...JSON.parse(figure.dataset.spec), width: box.clientWidth, autosize: { type: "fit-x", contains: "padding" } };
      // The interpreter (ast) runs no text as code, and no style is put into the page: its policy allows neither.
      shown = await vegaEmbed(chart, spec, {
        ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true },
      });
    } catch (error) {
      leave();
      throw error;
    }
    box.addEventListener("keydown", (event) => pressed(event, shown.view, `zoom_${figure.dataset.zoom}`, leave));
    box.focus();
    return leave;
  }

  function pressed(event, view, signal, leave) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [from, to] = view.scale("x").domain().map(Number);
    const step = (to - from) * STEP;
    const moves = {
      ArrowLeft: [from - step, to - step],
      ArrowRight: [from + step, to + step],
      "+": [from + step, to - step],
      "=": [from + step, to - step],
      "-": [from - step, to + step],
      0: null,
    };
    if (event.key === "Escape") leave();
    else if (event.key in moves) view.signal(signal, moves[event.key]).run();
    else return;
    event.preventDefault();
  }

  document.querySelectorAll("figure[data-spec]").forEach(offer);
})();
