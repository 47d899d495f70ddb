// What every page has: the way from a figure to its cell in the report, the language of the same
// page, and the field of the search.
"use strict";

// Each row or column of a table links to its line; a click on a figure goes to the very cell.

function placeOf(cell) {
  const row = cell.parentElement;
  const table = row.closest("table");
  const head = table.tHead.rows[0].cells[cell.cellIndex];
  const links = row.querySelectorAll("td.kilde a");
  if (links.length === 1 && head.dataset.k) return `${links[0].href}-${head.dataset.k}`;
  const foot = table.tFoot?.rows[0].cells[cell.cellIndex]?.querySelectorAll("a") ?? [];
  return foot.length === 1 && row.dataset.k ? `${foot[0].href}-${row.dataset.k}` : "";
}

for (const table of document.querySelectorAll("table.sporbar")) {
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td:not(.kilde)");
    const place = cell && !event.target.closest("a") && placeOf(cell);
    if (place && !getSelection().toString()) location.href = place;
  });
}

// A figure that links to its line by itself knows its cell too; without this script it is the line.
for (const link of document.querySelectorAll("a.sporet[data-k]")) link.hash += `-${link.dataset.k}`;

// The other language shows the same: what is chosen in the address, and the place on the page.
for (const link of document.querySelectorAll(".sprak a")) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = location.hash;
  });
}

// The cell is where keyboard and screen reader are too; it is heard with its column and its row.
function point(cell, column) {
  const head = cell.closest("tbody").querySelectorAll(".rolle-kolonnehode .rad > span")[column];
  const heard = document.createElement("span");
  heard.className = "skjult";
  heard.textContent = ` (${[head, cell.parentElement.firstElementChild].map((each) => each?.textContent).filter(Boolean).join(", ")})`;
  if (!cell.lastElementChild) cell.append(heard);
  cell.classList.add("merket");
  cell.tabIndex = -1;
  cell.focus({ preventScroll: true });
}

function mark() {
  const place = /^#L(\d+)-(\d+)$/.exec(location.hash);
  for (const cell of document.querySelectorAll(".linjer .merket")) cell.classList.remove("merket");
  const line = place && document.getElementById(`L${place[1]}`);
  if (!line) return;
  const cell = line.querySelectorAll(".rad > span")[Number(place[2])];
  line.classList.add("merket");
  if (cell) point(cell, Number(place[2]));
  (cell ?? line).scrollIntoView({ block: "center", inline: "nearest" });
}

if (document.querySelector(".linjer")) {
  addEventListener("hashchange", mark);
  mark();
}

// The search itself is fetched when a reader turns to its field.
const search = document.querySelector(".soek");
const field = search.q;
let fetched;

function startSearch() {
  if (fetched) return;
  fetched = document.createElement("script");
  fetched.src = search.dataset.skript;
  fetched.onerror = () => {
    fetched = fetched.remove(); // at the next touch or letter it is tried again
    search.querySelector("[role=status]").textContent = search.dataset.feil;
  };
  document.head.append(fetched);
}

field.role = "combobox";
field.ariaAutoComplete = "list";
field.ariaExpanded = false;
field.setAttribute("aria-controls", "soek-treff");
field.addEventListener("focus", startSearch);
field.addEventListener("input", startSearch);
search.addEventListener("pointerenter", startSearch);
// The page A–Å, asked for something, answers at once.
if (document.getElementById("treff") && new URLSearchParams(location.search).get("q")) startSearch();

// The key / goes to the field, unless a reader has turned that off (WCAG 2.1.4).
let store = {};
try {
  store = localStorage;
} catch { /* The browser may keep it from us. */ }
document.addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (key !== "/" || ctrlKey || metaKey || altKey || store.snarvei === "av") return;
  if (target.closest("input, textarea, select")) return;
  event.preventDefault();
  field.focus();
  field.select();
});
const shortcut = document.getElementById("snarvei");
if (shortcut) {
  shortcut.checked = store.snarvei !== "av";
  shortcut.addEventListener("change", () => (store.snarvei = shortcut.checked ? "" : "av"));
}
