// Two to five series in one chart and one table. Figures come from the site's own files; nothing is
// computed from them: they are shown, drawn and written down as they are, and a hidden one has no
// number here at all. Every word comes from the page; the chart's look and runtime from charts.js.
const HEIGHT = 220, HOLE_ROOM = 6, WIDE = 680, NARROW = 320;

export function viewOf({ tool, settings, say, lists, nameOf }) {
  const words = settings.ord;

  // -- words and numbers --------------------------------------------------------------------------

  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, settings.tusen);
  const monthName = (index) => `${settings.maaneder[index % 12]} ${Math.floor(index / 12)}`;
  const shortMonth = (index) => `${settings.korte[index % 12]} ${Math.floor(index / 12)}`;
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const indexOf = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  const monthOf = (index) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
  const listing = (items) => items.length < 2 ? items.join("")
    : say("og", { a: items.slice(0, -1).join(", "), b: items.at(-1) });
  const span = (from, to) => from === to ? monthName(from)
    : say("spenn", { fra: monthName(from), til: monthName(to) });
  const valueText = (figure, hidden) => figure.hidden ? words[hidden] : number(figure.value);

  // -- figures ------------------------------------------------------------------------------------

  const files = new Map();

  function load(path) {
    if (!files.has(path)) {
      const asked = fetch(`${tool.dataset.filer}${path}?v=${settings.versjon}`).then((answer) => {
        if (!answer.ok) throw new Error(path);
        return answer.json();
      });
      asked.catch(() => files.delete(path));
      files.set(path, asked);
    }
    return files.get(path);
  }

  // A file's runs as month → figure. A hidden figure has no value.
  function figuresOf(runs) {
    const figures = new Map();
    for (const run of runs) {
      run.antall.forEach((value, place) => {
        const hidden = value === "*";
        figures.set(indexOf(run.fra) + place, {
          hidden, value: hidden ? undefined : value, report: run.rapport, line: run.linje,
          column: run.kolonne + place, revised: run.revidert?.includes(place) ?? false,
        });
      });
    }
    return figures;
  }

  async function seriesOf({ way, measure, chosen }) {
    const data = await load(way === "fylke" ? `fylke-${measure}.json` : "serier.json");
    const about = way === "fylke" ? settings.serier[`tiltak/${measure}`] : null;
    return chosen.map((key) => {
      const told = about ?? settings.serier[key];
      const codes = way === "fylke" ? { ...told.koder, fylke: key } : told.koder;
      return {
        key, replaces: told.erstatter, name: nameOf(lists[way], key), codes, figures: figuresOf(data[key] ?? []),
        href: way === "fylke" ? settings.fylker[key].href : told.href,
        begun: told.ny_fra ? indexOf(told.ny_fra) : 0, since: told.ny,
      };
    });
  }

  const isBefore = (series, month, figure) => figure.hidden && month < series.begun;
  const hiddenOf = (series) => [...series.figures].filter(([month, figure]) => figure.hidden && !isBefore(series, month, figure)).map(([month]) => month);
  const monthsOf = (all) => [...new Set(all.flatMap((series) => [...series.figures.keys()]))].sort((a, b) => a - b);

  function holesIn(months) {
    const holes = [];
    months.forEach((month, place) => {
      if (place && month > months[place - 1] + 1) holes.push([months[place - 1] + 1, month - 1]);
    });
    return holes;
  }

  // The breaks that lie between two months of a series, each once, with whom they concern.
  function breaksOf(all) {
    return settings.brudd.map((each) => {
      const month = indexOf(each.maaned);
      const touched = all.filter(({ codes, figures }) => {
        const code = codes[each.dimensjon] ?? "alle";
        const months = [...figures.keys()];
        return code !== "alle" && ["alle", code].includes(each.gjelder)
          && months.some((m) => m < month) && months.some((m) => m >= month);
      });
      return { month, text: each.tekst, names: touched.map((series) => series.name) };
    }).filter((each) => each.names.length);
  }

  // -- the chart ----------------------------------------------------------------------------------

  // A place for each month; a stretch without a report is drawn short, as in the other charts.
  function axisOf(months) {
    const first = months[0], last = months.at(-1);
    const holes = holesIn(months);
    const shifts = holes.map(([from, to]) => [to + 1, Math.max(to - from + 1 - HOLE_ROOM, 0)]);
    const place = (month) => month - first
      - shifts.reduce((sum, [after, cut]) => sum + (month >= after ? cut : 0), 0);
    const length = place(last);
    let step = length < 8 ? 2 : length < 15 ? 3 : length < 40 ? 6 : 12;
    while (Math.floor(length / step) > 9) step += 12;
    const ticks = {};
    for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
      if (holes.some(([from, to]) => from <= month && month <= to)) continue;
      const name = settings.korte[month % 12];
      ticks[place(month)] = month === first || month % 12 === 0 ? [name, String(Math.floor(month / 12))] : name;
    }
    const spans = (month) => first < month && month <= last
      && !holes.some(([from, to]) => from <= month && month <= to + 1);
    return { holes, place, length: length || 1, ticks, spans };
  }

  function steps(largest, most = 5) {
    for (let size = 1; ; size *= 10) {
      for (const factor of [1, 2, 5]) {
        const step = factor * size;
        if (largest <= most * step) {
          return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, count) => count * step);
        }
      }
    }
  }

  // Where the marks of hidden figures stand that share a month: beside each other, in pixels.
  function shifts(all) {
    const taken = new Map();
    for (const { series, month } of all.flatMap((each) => hiddenOf(each).map((hidden) => ({ series: each, month: hidden })))) {
      taken.set(month, [...(taken.get(month) ?? []), series]);
    }
    const shift = (series, month) => 10 * (taken.get(month).indexOf(series) - (taken.get(month).length - 1) / 2);
    return { shift, room: 5 * Math.max(1, ...[...taken.values()].map((each) => each.length)) + 3 };
  }

  function rowsOf(series, count, axis, shift) {
    const rows = [];
    let stretch = 0, before = -1;
    for (const [month, figure] of [...series.figures].sort(([a], [b]) => a - b)) {
      if (isBefore(series, month, figure)) continue;
      const text = say("punkt", { navn: series.name, maaned: monthName(month), verdi: valueText(figure, "skjermet_lang") });
      const row = { x: axis.place(month), s: series.name, t: text };
      if (figure.hidden) rows.push({ ...row, x: row.x + shift(series, month), h: 1 });
      else {
        if (month !== before + 1) stretch += 1;
        before = month;
        rows.push({ ...row, v: figure.value, d: stretch, l: count });
      }
    }
    return rows;
  }

  function holeRow(axis, [from, to]) {
    const before = axis.place(from - 1), after = axis.place(to + 1);
    const years = [from, to].map((month) => String(Math.floor(month / 12)));
    const whole = from % 12 === 0 && to % 12 === 11;
    const when = whole ? (years[0] === years[1] ? [years[0]] : [`${years[0]}–`, years[1]]) : [`${shortMonth(from)}–`, shortMonth(to)];
    return { fra: before + 0.5, til: after - 0.5, midt: (before + after) / 2, t: [...words.hull_figur, ...when] };
  }

  function folded(name) {
    const lines = [];
    for (const word of name.split(" ")) {
      if (lines.length && `${lines.at(-1)} ${word}`.length <= 22) lines.push(`${lines.pop()} ${word}`);
      else lines.push(word);
    }
    return lines;
  }

  // The names at the ends of the lines, moved apart; none where a line does not reach the end.
  function endNames(all, last, top) {
    const ends = all.map((series) => ({ series, figure: series.figures.get(last) }));
    if (ends.some(({ figure }) => !figure || figure.hidden)) return null;
    const names = ends.map(({ series, figure }) => {
      const lines = folded(series.name);
      return { s: series.name, n: lines, room: 15 * lines.length + 8, at: HEIGHT * (1 - figure.value / top) };
    }).sort((a, b) => a.at - b.at);
    let free = -8;
    for (const each of names) {
      each.at = Math.max(each.at, free + each.room / 2);
      free = each.at + each.room / 2;
    }
    free = HEIGHT + 20;
    for (const each of [...names].reverse()) {
      each.at = Math.min(each.at, free - each.room / 2);
      free = each.at - each.room / 2;
    }
    return free < -30 ? null : names;
  }

  function fill(node, values) {
    if (Array.isArray(node)) {
      if (node.length === 1 && Array.isArray(values[node[0]])) return values[node[0]];
      return node.map((each) => fill(each, values));
    }
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, values)]));
    }
    return typeof node === "string" && node in values ? values[node] : node;
  }

  function without(node, key) {
    if (Array.isArray(node)) return node.map((each) => without(each, key));
    if (!node || typeof node !== "object") return node;
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, name === key ? null : without(value, key)]));
  }

  function specOf(all, breaks, isWide) {
    const months = monthsOf(all);
    const axis = axisOf(months);
    const drawn = all.flatMap((series) => [...series.figures.values()].filter((figure) => !figure.hidden));
    const scale = steps(Math.max(6, ...drawn.map((figure) => figure.value)));
    const top = scale.at(-1);
    const { shift, room } = shifts(all);
    const names = isWide ? endNames(all, months.at(-1), top) : null;
    let spec = fill(settings.figur, {
      "@names": all.map((series) => series.name),
      "@ticks": Object.keys(axis.ticks).map(Number),
      "@label": `(${JSON.stringify(axis.ticks)})[datum.value]`,
      "@last": axis.length, "@steps": scale, "@top": top,
      "@written": `(${JSON.stringify(Object.fromEntries(scale.map((step) => [step, number(step)])))})[datum.value]`,
      "@legend": String(-20 * all.length - 6), "@room": String(room),
    });
    spec = names ? without(spec, "legend") : { ...spec, layer: spec.layer.filter((layer) => layer.name !== "navn") };
    spec.padding = {
      left: 14 + 7 * number(top).length,
      right: names ? 22 + Math.ceil(7.4 * Math.max(...names.flatMap((each) => each.n.map((line) => line.length)))) : 14,
      top: names ? 14 : 16 + 20 * all.length, bottom: 42,
    };
    spec.width = (isWide ? WIDE : NARROW) - spec.padding.left - spec.padding.right;
    const perPixel = axis.length / (spec.width - 2 * room);
    spec.datasets = {
      tall: all.flatMap((series, count) => rowsOf(series, count, axis, (...which) => shift(...which) * perPixel)),
      hull: axis.holes.map((hole) => holeRow(axis, hole)),
      brudd: breaks.filter(({ month }) => axis.spans(month)).map(({ month, text }) => ({ x: axis.place(month) - 0.5, t: text, n: words.brudd_figur })),
      navn: (names ?? []).map((each) => ({ x: axis.length, v: top * (1 - each.at / HEIGHT), s: each.s, n: each.n })),
    };
    return spec;
  }

  // -- texts about the chosen ---------------------------------------------------------------------

  // The newest month that all have, and what each has in it: no order, no difference, no place.
  function message(all) {
    const common = monthsOf(all).filter((month) => all.every(({ figures }) => figures.has(month)));
    if (!common.length) return words.ingen_felles;
    const items = all.map(({ name, figures }) => say("tittel_verdi", { navn: name, verdi: valueText(figures.get(common.at(-1)), "skjermet") }));
    return say("tittel", { maaned: capital(monthName(common.at(-1))), liste: listing(items) });
  }

  function description(all, tiltak) {
    const parts = all.map((series) => {
      const told = [...series.figures].filter(([month, figure]) => !isBefore(series, month, figure)).sort(([a], [b]) => a - b);
      const ends = [...new Set([told[0], told.at(-1)])].filter(Boolean)
        .map(([month, figure]) => say("ved", { verdi: valueText(figure, "skjermet"), maaned: monthName(month) }));
      const hidden = told.filter(([, figure]) => figure.hidden).length;
      const word = hidden ? (hidden === 1 ? "del_skjult_en" : "del_skjult_flere") : "del";
      return say(word, { navn: series.name, ender: listing(ends) || words.ingen_aa_tegne, antall: number(hidden) });
    });
    return say(tiltak ? "diagram_fylke" : "diagram", { deler: parts.join(" "), tiltak });
  }

  // -- building the result ------------------------------------------------------------------------

  function element(tag, options = {}, ...children) {
    const made = Object.assign(document.createElement(tag), options);
    made.append(...children);
    return made;
  }

  const unseen = (text) => element("span", { className: "skjult" }, text);

  function sign(mark, className, text) {
    const shown = element("span", {}, mark);
    shown.setAttribute("aria-hidden", "true");
    return element("span", { className }, shown, unseen(text));
  }

  function cellOf(series, month) {
    const figure = series.figures.get(month);
    if (!figure) return element("td", {}, sign("–", "mangler", words.mangler));
    const told = isBefore(series, month, figure) ? say("ny_celle", { dato: series.since }) : words.skjermet_celle;
    const link = element("a", { className: "sporet" }, figure.hidden ? sign("*", "skjermet", told) : number(figure.value));
    link.href = `${tool.dataset.rot}rapport/${figure.report}/#L${figure.line}-${figure.column}`;
    if (figure.revised) {
      const mark = sign("r", "", ` ${words.revidert}`);
      link.append(element("sup", { className: "revidert" }, ...mark.childNodes));
    }
    return element("td", {}, link);
  }

  function fillTable(table, all, tiltak) {
    const months = monthsOf(all);
    table.caption.textContent = say(tiltak ? "tabell_fylke" : "tabell", { navn: listing(all.map((series) => series.name)), tiltak });
    for (const series of all) {
      const head = element("th", { scope: "col" });
      head.append(series.href ? element("a", { href: tool.dataset.rot + series.href }, series.name) : series.name);
      table.tHead.rows[0].append(head);
    }
    const holes = new Map(holesIn(months).map((hole) => [hole[1] + 1, hole]));
    for (const month of [...months].reverse()) {
      const head = element("th", { scope: "row" }, capital(monthName(month)));
      table.tBodies[0].append(element("tr", {}, head, ...all.map((series) => cellOf(series, month))));
      const hole = holes.get(month);
      if (hole) {
        const text = capital(say("hull_rad", { spenn: span(...hole) }));
        table.tBodies[0].append(element("tr", { className: "hull" }, element("td", { colSpan: all.length + 1 }, text)));
      }
    }
  }

  function fillNotes(part, all, breaks) {
    const every = all.flatMap((series) => [...series.figures].map(([month, figure]) => ({ figure, before: isBefore(series, month, figure) })));
    const present = {
      skjermet: every.some(({ figure, before }) => figure.hidden && !before),
      hull: holesIn(monthsOf(all)).length > 0,
      revidert: every.some(({ figure }) => figure.revised),
      mangler: all.some(({ figures }) => figures.size < monthsOf(all).length),
    };
    for (const note of part.querySelectorAll("[data-merk]")) note.hidden = !present[note.dataset.merk];
    const pattern = part.querySelector("[data-merk=brudd]");
    for (const each of breaks) {
      const note = pattern.cloneNode(true);
      note.hidden = false;
      note.append(say("brudd", { maaned: monthName(each.month), tekst: each.text, navn: listing(each.names) }));
      pattern.before(note);
    }
    pattern.remove();
    const add = (text) => part.querySelector(".etter-tabell").append(element("p", { className: "merk" }, text));
    for (const { name, replaces } of all) {
      const old = all.find(({ key }) => key === replaces);
      if (old) add(say("erstatter", { ny: name, gammel: old.name }));
    }
    for (const series of all) {
      if (![...series.figures].some(([month, figure]) => isBefore(series, month, figure))) continue;
      add(say("ny", { navn: series.name, dato: series.since }));
    }
  }

  // The rows of just this comparison, with the columns of the whole data set.
  function csvOf(all) {
    const rows = all.flatMap(({ codes, figures }) => [...figures].map(([month, figure]) => [
      "maaned", monthOf(month), ...settings.dimensjoner.map((name) => codes[name] ?? "alle"),
      figure.hidden ? "" : figure.value, figure.hidden ? "skjermet" : "publisert",
      figure.report, figure.line, figure.column,
    ].join(",")));
    const head = [...settings.noekkel, "antall", "status", "rapport", "linje", "kolonne"].join(",");
    return [head, ...rows.sort(), ""].join("\n");
  }

  // The result for what is chosen, what draws its chart, and what is to be said of it.
  async function build(state) {
    const asked = await seriesOf(state);
    const told = asked.filter((series) => !series.figures.size).map(({ name }) => say("uten_tall", { navn: name }));
    const all = asked.filter((series) => series.figures.size);
    if (!all.length) return { part: null, drawn: () => {}, told };
    const part = document.getElementById("mal-resultat").content.cloneNode(true).firstElementChild;
    const breaks = breaksOf(all);
    part.querySelector("figcaption strong").textContent = message(all);
    const tiltak = state.way === "fylke" ? nameOf(lists.i, state.measure) : "";
    part.querySelector("figcaption span").textContent = say(tiltak ? "under_fylke" : "under", { tiltak });
    part.querySelector("[role=img]").setAttribute("aria-label", description(all, tiltak));
    fillTable(part.querySelector("table"), all, tiltak);
    fillNotes(part, all, breaks);
    const file = part.querySelector("[download='sammenligning.csv']");
    file.addEventListener("click", () => {
      if (file.href.startsWith("blob:")) URL.revokeObjectURL(file.href);
      file.href = URL.createObjectURL(new Blob([csvOf(all)], { type: "text/csv" }));
    });

    async function drawn(isWide, isWanted) {
      const picture = part.querySelector(".bilde");
      const spec = specOf(all, breaks, isWide);
      const { left, right, top, bottom } = spec.padding;
      picture.classList.toggle("bred", isWide);
      picture.style.aspectRatio = `${left + spec.width + right} / ${top + HEIGHT + bottom}`;
      if (!picture.firstElementChild) picture.textContent = words.henter;
      try {
        await loadRuntime();
        if (isWanted()) await draw(picture, spec);
      } catch {
        if (isWanted()) picture.textContent = words.figur_feil;
      }
    }

    return { part, drawn, told };
  }

  return { build };
}
