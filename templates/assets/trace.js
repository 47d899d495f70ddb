// From a figure to its place in the report. Each row or column of a table links to its line;
// with this script a click on a figure goes to the line with the very cell marked.
"use strict";

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

function mark() {
  const place = /^#L(\d+)-(\d+)$/.exec(location.hash);
  for (const cell of document.querySelectorAll(".linjer .merket")) cell.classList.remove("merket");
  const line = place && document.getElementById(`L${place[1]}`);
  if (!line) return;
  const cell = line.querySelectorAll(".rad span")[Number(place[2])];
  cell?.classList.add("merket");
  line.classList.add("merket");
  (cell ?? line).scrollIntoView({ block: "center", inline: "nearest" });
}

if (document.querySelector(".linjer")) {
  addEventListener("hashchange", mark);
  mark();
}
