// Search in the page head: a combobox with a list of hits. page.js fetches this script when a reader
// turns to the field, and this script the index. Without it the form leads to the page A–Å, which
// lists everything. All words that are shown stand in the page or in the index.
"use strict";
{
  const MOST = 8;
  const HELP = ["a-aa/", "dekning/"]; // what to look at where nothing is found
  const form = document.querySelector(".soek");
  const input = form.q;
  const [panel, nothing, list] = form.querySelectorAll(".soek-svar, .soek-svar > *");
  const status = form.querySelector("[role=status]");
  const words = form.dataset;
  let index, loading, failed, timer;
  let active = -1;

  // å, ø and æ are typed in many ways: all become the bare letter.
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/æ|ae|aa/g, "a")
      .replace(/ø|oe/g, "o").replace(/ŋ/g, "n").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const split = (text) => fold(text).split(" ");
  // The words of a name, and each with the next: «jobseekers» means «job seekers».
  const joined = (text) => split(text).flatMap((word, at, all) => [word, word + (all[at + 1] ?? "")]);
  const stems = { __proto__: null };
  const stem = (word) => (stems[word] ??= word.replace(index.ends, (end, at) => (at > 3 ? "" : end)));

  const read = ({ kinds, skip, ends, other, here, rows }) => {
    index = { skip: split(skip), ends: new RegExp(`(?:${ends})$`) };
    index.rows = rows.map(([name, kind, href, note, own, foreign, hidden, text, towns]) => ({
      name, href, note,
      kind: kinds[kind],
      section: href.includes("#"),
      whole: [name, ...own, ...foreign, ...hidden, ...(towns = towns?.split("|") ?? [])].map(fold),
      own: [name, ...name.split(/[()]/, 2)].map(fold), // «Produksjonsverksted (PV)» has three names
      names: [...[name, ...own, ...foreign].map((text) => [1, joined(text)]),
        ...hidden.map((text) => [0.6, joined(text)]), ...towns.map((text) => [0.8, joined(text)])],
      told: [note, ...own, ...foreign, ...hidden.map(() => note),
        ...towns.map((town) => filled(here, 0, town))],
      lang: [note, ...own].map(() => "").concat(foreign.map(() => other)),
      rest: [[0.5, split(`${note} ${kinds[kind]}`)], [0.4, split(text)]],
    }));
  };

  // How well a typed word fits a word of the index, 0 to 1.
  const fits = (typed, word) => {
    if (word === typed) return 1;
    if (stem(word) === stem(typed)) return 0.97;
    const part = (0.1 * typed.length) / word.length;
    const at = word.indexOf(typed);
    // Inside a word only where the first part of a compound may have ended: not «lønn» in «kolonne».
    return !at ? 0.8 + part : typed[2] && at > 2 ? 0.5 + part : 0;
  };

  // The same for a misspelt one: Damerau–Levenshtein distance to the word or to its beginning.
  const nearly = (typed, word) => {
    const most = typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2;
    if (!most || word.length < typed.length - most) return 0;
    let before;
    let row = [...word, 0].map((_, at) => at);
    for (let i = 1; i <= typed.length; i++) {
      const next = [i];
      for (let j = 1; j <= word.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (typed[i - 1] !== word[j - 1]));
        if (i > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    const whole = row.at(-1);
    const start = Math.min(...row.slice(typed.length - most));
    return whole <= most ? 0.5 - 0.1 * whole : start <= most ? 0.4 - 0.1 * start : 0;
  };

  // What a typed word gives each row: by its names, whose first words count most, and by the rest.
  const weigh = (typed, how) =>
    index.rows.map((row) => {
      const best = ([weight, parts]) =>
        weight * Math.max(...parts.map((word, at) => how(typed, word) * (at > 1 || weight < 0.6 ? 1 : 1.1)));
      const names = row.names.map(best);
      // A misspelt word is looked for in names alone: in texts too much is like it.
      return { names, best: Math.max(...names, ...(how === fits ? row.rest.map(best) : [])) };
    });

  const find = (query) => {
    const all = fold(query);
    if (!all) return [];
    const telling = all.split(" ").filter((word) => !index.skip.includes(word));
    const weights = (telling[0] ? telling : [all]).map((typed) => {
      const exact = weigh(typed, fits);
      return exact.some(({ best }) => best) ? exact : weigh(typed, nearly);
    });
    const sum = (each, value) => each.reduce((total, weight) => total + value(weight), 0);
    const hits = index.rows.map((row, place) => {
      const each = weights.map((weight) => weight[place]);
      const bonus = row.whole.map((whole, at) =>
        !at && row.own.includes(all) ? 2.2 : whole === all ? 2
          : whole.startsWith(all) ? row.names[at][0] - 0.7 : 0);
      const named = bonus.map((more, at) => more + sum(each, ({ names }) => names[at]));
      const most = Math.max(...named);
      const at = named[0] > most - 0.1 ? 0 : named.indexOf(most);
      return {
        ...row,
        // The other name that was clearly meant, else what is always told.
        note: row.told[at] ?? row.note,
        lang: row.lang[at],
        matched: sum(each, ({ best }) => best > 0),
        named: sum(each, ({ names }) => Math.max(...names)) > 0,
        said: row.own.some((own) => ` ${all} `.includes(` ${own} `)), // one of several things asked for
        score: sum(each, ({ best }) => best) / each.length + bonus[at],
      };
    });
    hits.sort((a, b) => b.score - a.score); // a stable sort: those alike stay in the index's order
    const matched = hits[0].matched || 1;
    // A section that only speaks of it is worth showing where nothing is called so.
    const some = hits.some(({ named }) => named);
    const full = hits.filter((hit) => hit.matched >= matched && !(some && hit.section && !hit.named));
    const said = hits.filter((hit) => hit.said && hit.matched < matched);
    return [...full.slice(0, 3), ...said, ...full.slice(3)];
  };

  const filled = (text, n, q) => text.replace("{n}", n).replace("{q}", () => q);
  const count = ({ length }, q) => filled(words[["ingen", "en"][length] ?? "mange"], length, q);
  const make = (tag, given, ...parts) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...parts);
    return element;
  };
  const links = (hits) => hits.map(({ href, name, kind, note, lang }) => {
    const told = make("span", {}, kind);
    // A name in the other language says so.
    if (note) told.append(" · ", lang ? make("bdi", { lang }, note) : note);
    return make("a", { href: words.rot + href }, name, " ", told);
  });

  const mark = (at) => {
    active = at;
    [...list.children].forEach((option, place) => (option.ariaSelected = place === at));
    input.setAttribute("aria-activedescendant", list.children[at]?.id ?? "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const open = (yes) => {
    panel.hidden = !yes;
    input.ariaExpanded = Boolean(yes) && !list.hidden;
    mark(-1);
  };
  // Said when a reader stops typing, not at every letter.
  const say = (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = text), 500);
  };

  const show = () => {
    if (document.activeElement !== input) return; // the reader has gone on
    const q = input.value.trim();
    const hits = index && q ? find(q) : [];
    const some = links(hits.slice(0, hits.length > MOST + 1 ? MOST : MOST + 1));
    if (hits[some.length]) {
      const href = `${form.action}?${new URLSearchParams({ q })}`;
      some.push(make("a", { href }, filled(words.alle, hits.length)));
    }
    const text = !q ? "" : index ? count(hits, q) : failed ? words.feil : "";
    nothing.hidden = !!some[0];
    nothing.textContent = text;
    if (text && index && !some[0]) {
      nothing.append(". ", words.tips);
      some.push(...links(index.rows.filter(({ href }) => HELP.includes(href))));
    }
    some.forEach((link, at) =>
      Object.assign(link, { id: `soek-${at}`, role: "option", tabIndex: -1 }));
    list.replaceChildren(...some);
    list.hidden = !some[0];
    say(nothing.textContent);
    panel.scrollTop = 0;
    open(nothing.textContent);
  };

  const load = () => {
    failed &&= loading; // a new try has not failed yet
    return (loading ??= fetch(words.indeks).then((answer) => answer.json()).then(read).catch(() => {
      loading = null;
      failed = true;
    }));
  };

  Object.assign(list, { role: "listbox", ariaLabel: words.liste });
  open(false);
  input.addEventListener("focus", () => load().then(show));
  input.addEventListener("input", show);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = list.children.length + 1; // the hits and, as place 0, the field itself
    if (event.key === "Escape" && !panel.hidden) open(false);
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else if (step && panel.hidden) show();
    else if (step) mark(((active + 1 + step + places) % places) - 1);
    else return;
    event.preventDefault();
  });
  // A press on a hit must not take the focus, and the hits with it, away before the click.
  panel.addEventListener("mousedown", (event) => event.preventDefault());

  // The page A–Å, asked for something: the hits in the place of the list.
  const page = document.getElementById("treff");
  const asked = page && new URLSearchParams(location.search).get("q")?.trim();
  if (asked) {
    const everything = document.getElementById("alle");
    input.value ||= asked; // nothing that was typed meanwhile is lost
    everything.hidden = true;
    page.hidden = false;
    load().then(() => {
      const hits = index ? find(asked) : [];
      page.querySelector("h2").textContent = index ? count(hits, asked) : words.feil;
      page.querySelector("ul").append(...links(hits).map((link) => make("li", {}, link)));
      everything.hidden = hits[0];
      document.title = `${asked} – ${document.title}`;
    });
  }
  // What was typed while this script was on its way.
  if (document.activeElement === input) load().then(show);
}
