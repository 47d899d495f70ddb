// Sorts and filters the long tables. Heads become buttons; the words are attributes of this script.
// A hidden figure has no number, so it is never compared: such rows come last in both directions.
"use strict";
{
  const words = document.currentScript.dataset;
  const say = (word, values) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  function numberIn(cell) {
    if (cell.dataset.verdi) return Number(cell.dataset.verdi);
    const copy = cell.cloneNode(true);
    copy.querySelector(".revidert")?.remove();
    const digits = copy.textContent.replace("\u2212", "-").replace(words.desimal, ".").replace(/[^\d.-]/g, "");
    return digits ? Number(digits) : NaN;
  }

  // What a row is sorted by: 0 and a value, 1 for a hidden figure, 2 for none.
  function keyOf(row, column, isText) {
    const cell = row.cells[column];
    if (cell.querySelector(".skjermet")) return [1];
    if (cell.querySelector(".mangler")) return [2];
    const value = isText ? cell.textContent.trim() : numberIn(cell);
    return Number.isNaN(value) ? [2] : [0, value];
  }

  function sorted(rows, column, isText, down) {
    const keys = new Map(rows.map((row) => [row, keyOf(row, column, isText)]));
    const compare = isText ? order : (a, b) => a - b;
    return [...rows].sort((a, b) => {
      const [one, x] = keys.get(a), [other, y] = keys.get(b);
      return one - other || (one ? 0 : down ? compare(y, x) : compare(x, y));
    });
  }

  function told(head, rows, isText, down) {
    const parts = [say(`${isText ? "ord" : "tall"}${down ? "Ned" : "Opp"}`, { kolonne: head.textContent.trim() })];
    const holds = (mark) => rows.some((row) => row.cells[head.cellIndex].querySelector(mark));
    if (holds(".skjermet")) parts.push(words.skjermet);
    if (holds(".mangler")) parts.push(words.mangler);
    return parts.join(" ");
  }

  function enhance(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const region = table.closest(".rulle");
    const status = document.createElement("p");
    status.className = "sortert merk";
    status.setAttribute("role", "status");
    region.after(status);
    const heads = [...table.tHead.rows[0].cells].filter((head) =>
      !head.hasAttribute("data-usortert") && !rows[0].cells[head.cellIndex].matches(".kilde"));

    const said = { sort: "", filter: "" };
    function tell(about, text) {
      said[about] = text;
      status.textContent = [said.filter, said.sort].filter(Boolean).join(" ");
    }

    function turn(head) {
      const isText = head.cellIndex === 0 || head.matches(".ord");
      const turns = isText ? ["ascending", "descending"] : ["descending", "ascending"];
      const next = turns[turns.indexOf(head.ariaSort) + 1];
      for (const each of heads) each.removeAttribute("aria-sort");
      if (next) head.setAttribute("aria-sort", next);
      const down = next === "descending";
      body.append(...(next ? sorted(rows, head.cellIndex, isText, down) : rows));
      tell("sort", next ? told(head, rows, isText, down) : words.somFoer);
    }

    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorter";
      button.append(...head.childNodes);
      button.addEventListener("click", () => turn(head));
      head.append(button);
    }
    const help = document.createElement("span");
    help.className = "skjult";
    help.textContent = ` ${words.hjelp}`;
    table.caption.append(help);

    const filter = region.previousElementSibling?.querySelector("input[type=search]");
    filter?.addEventListener("input", () => {
      const wanted = filter.value.trim().toLocaleLowerCase();
      for (const row of rows) row.hidden = !row.cells[0].textContent.toLocaleLowerCase().includes(wanted);
      const shown = rows.filter((row) => !row.hidden).length;
      tell("filter", wanted ? say("viser", { antall: shown, alle: rows.length }) : "");
    });
  }

  for (const table of document.querySelectorAll("table[data-sorter]")) enhance(table);
}
