// The page does not know where in the address the site begins: look for one of its files,
// from the shortest address on, and then show the links.
(async () => {
  const parts = location.pathname.split("/").filter(Boolean);
  for (let count = 0; count <= parts.length; count++) {
    const root = "/" + parts.slice(0, count).map((part) => part + "/").join("");
    const answer = await fetch(root + "data/tiltaksgrupper.csv");
    if (answer.ok && (await answer.text()).startsWith("kode,navn,navn_en")) {
      for (const link of document.querySelectorAll("[data-til]")) link.href = root + link.dataset.til;
      document.getElementById("veier").hidden = false;
      return;
    }
  }
})();
