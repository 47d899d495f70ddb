// Charts are drawn when the site is built. When a reader turns to one (pointer, focus or the
// button), the runtime is fetched once and the same spec becomes a live chart in its place.
"use strict";

const RUNTIME = new URL("vega.js", document.currentScript.src).href;
let runtime;

function loadRuntime() {
  runtime ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = RUNTIME;
    script.type = "module";
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return runtime;
}

// A line of text by the pointer: month and figure, as the spec's own data say them.
function tooltip() {
  const box = document.createElement("div");
  box.className = "chart-tooltip";
  box.hidden = true;
  document.body.append(box);
  return (handler, event, item, value) => {
    const text = value && typeof value === "object" ? Object.values(value)[0] : value;
    box.hidden = !text;
    if (!text) return;
    box.textContent = text;
    const left = Math.min(event.pageX + 12, scrollX + innerWidth - box.offsetWidth - 8);
    box.style.left = `${Math.max(scrollX + 8, left)}px`;
    box.style.top = `${event.pageY - box.offsetHeight - 12}px`;
  };
}

function specAt(figure, width) {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  return { ...spec, width: width - spec.padding.left - spec.padding.right };
}

// Room around each point for a finger: the same points again, large and unseen.
function withRoom(spec) {
  const points = spec.layer.filter(({ mark, encoding }) => mark.type === "point" && encoding.tooltip);
  const room = points.map(({ name, ...layer }) => {
    const { color, shape, ...encoding } = layer.encoding;
    return { ...layer, encoding, mark: { type: "point", filled: true, size: 600, opacity: 0 } };
  });
  return { ...spec, layer: [...spec.layer, ...room] };
}

async function draw(picture, spec) {
  await loadRuntime();
  const live = document.createElement("div");
  await vegaEmbed(live, withRoom(spec), {
    ast: true, actions: false, defaultStyle: false, renderer: "svg",
    config: CONFIG, tooltip: tooltip(),
  });
  const svg = live.querySelector("svg");
  // A tap is no move of a pointer, which is what Vega shows its texts for.
  svg.addEventListener("click", ({ target, clientX, clientY }) => {
    target.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX, clientY }));
  });
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  picture.replaceChildren(live);
}

async function makeLive(figure) {
  if (figure.dataset.state) return;
  figure.dataset.state = "loading";
  const button = figure.querySelector("[data-chart-load]");
  button.textContent = button.dataset.loading;
  try {
    for (const picture of figure.querySelectorAll(".bilde")) {
      await draw(picture, specAt(figure, Number(picture.dataset.width)));
    }
    figure.dataset.state = "live";
    button.textContent = button.dataset.open;
    button.setAttribute("aria-disabled", "true");
    const help = document.createElement("span");
    help.setAttribute("role", "status");
    help.textContent = ` ${button.dataset.help}`;
    button.after(help);
  } catch (error) {
    figure.dataset.state = "";
    button.textContent = button.dataset.failed;
  }
}

for (const figure of document.querySelectorAll("figure.chart")) {
  const button = figure.querySelector("[data-chart-load]");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => makeLive(figure));
  button.addEventListener("focus", () => makeLive(figure));
  figure.querySelector(".bilder").addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") makeLive(figure);
  });
}
