// Buttons that copy: the address of a chart, the code that embeds it, a citation. All of it can be
// selected and copied by hand too; what the buttons say stands on the page, in its language.
"use strict";

const told = document.getElementById("kopi");

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not allowed, or a page that is not served over https: the old way.
    const field = document.createElement("textarea");
    const before = document.activeElement;
    field.value = text;
    field.className = "skjult";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }
}

function addButton(place, label, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kopier";
  button.textContent = label;
  button.addEventListener("click", async () => {
    told.textContent = "";
    const done = await copy(text());
    told.textContent = done ? told.dataset.ferdig : told.dataset.feil;
    button.textContent = told.textContent;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
  place.append(button);
}

// The buttons of a chart come when a reader opens its box, so that long pages pay nothing for them.
for (const box of document.querySelectorAll("details.del")) {
  box.addEventListener("toggle", () => {
    const link = box.querySelector("a[href^='#']");
    const code = box.querySelector("textarea");
    addButton(link.parentElement, told.dataset.lenke, () => link.href);
    addButton(code.parentElement.parentElement, told.dataset.tekst, () => code.value);
    link.hidden = true;
  }, { once: true });
}

for (const each of document.querySelectorAll("[data-kopi]")) {
  let place = each.nextElementSibling;
  if (!place?.matches(".sitat-valg")) each.after(place = document.createElement("p"));
  addButton(place, told.dataset.tekst, () => each.textContent);
}
