// Chooses two to five measures or fylker to put side by side; what is chosen stands in the address.
// What shows them (compare-view.js) is loaded with the first choice. Every word comes from the page.
"use strict";
{
  const byId = (id) => document.getElementById(id);
  const tool = byId("verktoy");
  const settings = JSON.parse(byId("innstillinger").textContent);
  const words = settings.ord;
  const lists = { tiltak: byId("velg-tiltak"), fylke: byId("velg-fylke"), i: byId("i-tiltak") };
  const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // -- what is chosen, and the address ------------------------------------------------------------

  const known = (list, key) => [...list.options].some((option) => option.value && option.value === key);
  const nameOf = (list, key) => [...list.options].find((option) => option.value === key).textContent.trim();

  function readAddress() {
    const query = new URLSearchParams(location.search);
    const state = { way: query.has("fylke") ? "fylke" : "tiltak", measure: "", chosen: [] };
    const unknown = [];
    let most = false;
    const take = (key, list, told) => {
      if (!known(list, key)) unknown.push(told);
      else if (state.chosen.includes(key)) return;
      else if (state.chosen.length < settings.hoeyst) state.chosen.push(key);
      else most = true;
    };
    for (const [name, value] of query) {
      for (const code of value.split(",").filter(Boolean)) {
        if (state.way === "fylke" && name === "fylke") take(code, lists.fylke, code);
        else if (state.way === "fylke" && name === "tiltak") {
          if (!state.measure && known(lists.i, code)) state.measure = code;
          else unknown.push(code);
        } else if (["tiltak", "tiltaksgruppe", "hovedgruppe"].includes(name)) {
          take(`${name}/${code}`, lists.tiltak, code);
        }
      }
    }
    state.measure ||= lists.i.value || lists.i.options[0]?.value;
    const problems = [];
    if (unknown.length) problems.push(say("ukjent", { navn: unknown.map((code) => `«${code}»`).join(", ") }));
    if (most) problems.push(words.for_mange);
    return { state, problems };
  }

  function address({ way, measure, chosen }) {
    if (way === "fylke") return `?tiltak=${measure}&fylke=${chosen.join(",")}`;
    const parts = [];
    for (const key of chosen) {
      const [name, code] = key.split("/");
      if (parts.at(-1)?.startsWith(`${name}=`)) parts.push(`${parts.pop()},${code}`);
      else parts.push(`${name}=${code}`);
    }
    return parts.length ? `?${parts.join("&")}` : location.pathname;
  }

  // -- the result ---------------------------------------------------------------------------------

  const page = { tool, settings, say, lists, nameOf };
  const wide = matchMedia("(min-width: 47rem)");
  let view;
  let turn = 0;
  let redraw = () => {};

  function loadView() {
    view ??= import(new URL(tool.dataset.figur, document.baseURI)).then((module) => module.viewOf(page));
    view.catch(() => { view = undefined; });
    return view;
  }

  // Shows what is chosen, unless the reader has chosen anew meanwhile. Returns what to say of it.
  async function showResult(chosen, problems) {
    const mine = ++turn;
    const place = byId("resultat");
    redraw = () => {};
    place.classList.toggle("venter", chosen.chosen.length > 1);
    if (chosen.chosen.length < 2) {
      place.replaceChildren();
      return problems;
    }
    try {
      const { build } = await loadView();
      const { part, drawn, told } = await build(chosen);
      if (mine !== turn) return null;
      place.replaceChildren(...(part ? [part] : []));
      redraw = () => drawn(wide.matches, () => mine === turn);
      redraw();
      return [...problems, ...told];
    } catch {
      if (mine !== turn) return null;
      place.replaceChildren();
      return [...problems, words.feil];
    } finally {
      if (mine === turn) place.classList.remove("venter");
    }
  }

  // -- the tool -----------------------------------------------------------------------------------

  let state;
  let query = location.search;

  function showChosen() {
    const list = byId("valgte");
    list.replaceChildren(...state.chosen.map((key) => {
      const name = nameOf(lists[state.way], key);
      const item = byId("mal-valg").content.cloneNode(true);
      item.querySelector("span").textContent = name;
      item.querySelector("button").dataset.key = key;
      const told = item.querySelector(".skjult");
      told.textContent = told.textContent.replace("{navn}", name);
      return item;
    }));
    list.hidden = !state.chosen.length;
  }

  async function show(problems, said = []) {
    for (const part of tool.querySelectorAll("[data-maate]")) part.hidden = part.dataset.maate !== state.way;
    for (const radio of tool.querySelectorAll("[name=maate]")) radio.checked = radio.value === state.way;
    if (state.measure) lists.i.value = state.measure;
    for (const examples of tool.querySelectorAll(".eksempler")) examples.hidden = state.chosen.length > 0;
    showChosen();
    const count = state.chosen.length;
    const next = count === 0 ? words.ingen_valgt : count === 1 ? words.en_til
      : say("valgt", { antall: count, hoeyst: settings.hoeyst });
    const told = await showResult(state, problems);
    if (told) byId("melding").textContent = [...said, ...told, next].join(" ");
  }

  function change(said) {
    history.pushState(null, "", address(state));
    query = location.search;
    return show([], said);
  }

  function add() {
    const list = lists[state.way];
    const key = list.value;
    const refuse = (text) => { byId("melding").textContent = text; };
    if (!key) return refuse(words.velg_foerst);
    if (state.chosen.includes(key)) return refuse(say("allerede", { navn: nameOf(list, key) }));
    if (state.chosen.length >= settings.hoeyst) return refuse(words.fullt);
    state.chosen.push(key);
    list.value = "";
    return change([say("lagt_til", { navn: nameOf(list, key) })]);
  }

  async function remove(key) {
    const place = state.chosen.indexOf(key);
    state.chosen.splice(place, 1);
    const shown = change([say("tatt_bort", { navn: nameOf(lists[state.way], key) })]);
    const buttons = byId("valgte").querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? lists[state.way]).focus();
    await shown;
  }

  byId("legg-til").addEventListener("click", add);
  byId("valgte").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) remove(button.dataset.key);
  });
  for (const radio of tool.querySelectorAll("[name=maate]")) {
    radio.addEventListener("change", () => {
      const last = state.chosen.at(-1)?.replace("tiltak/", "");
      const measure = known(lists.i, last) ? last : state.measure;
      state = { way: radio.value, measure, chosen: [] };
      change([]);
    });
  }
  lists.i.addEventListener("change", () => {
    state.measure = lists.i.value;
    change([]);
  });
  wide.addEventListener("change", () => redraw());

  function read() {
    query = location.search;
    const found = readAddress();
    state = found.state;
    show(found.problems);
  }

  // A jump within the page is no new choice.
  addEventListener("popstate", () => query === location.search || read());
  read();
}
