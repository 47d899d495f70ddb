// nb: JSON-stat 2.0: hver side har en samling med én kube for hver fordeling.
// en: JSON-stat 2.0: each page has a collection with one cube for each breakdown.
const svar = await fetch("{{ address }}tiltak/jobbklubb/data.json");
const samling = await svar.json();
const kube = samling.link.item.find(
  (hver) => hver.id.includes("fylke") && hver.extension.periodetype === "maaned",
);

// nb: Verdiene ligger rad for rad: den siste dimensjonen går raskest.
// en: The values lie row by row: the last dimension runs fastest.
const plass = (koder) =>
  kube.id.reduce((sum, dimensjon, i) => {
    const koderHer = kube.dimension[dimensjon].category.index;
    return sum * kube.size[i] + koderHer.indexOf(koder[dimensjon]);
  }, 0);

const { index: fylker, label: navn } = kube.dimension.fylke.category;
for (const fylke of fylker) {
  const celle = plass({ innhold: "antall", tiltak: "jobbklubb", fylke, periode: "2024-08" });
  // nb: Uten verdi står det i «status» hvorfor: skjermet, eller ikke i rapporten.
  // en: Where there is no value, ‘status’ says why: hidden (skjermet), or not in the report.
  const tall = kube.value[celle] ?? (kube.status[celle] === "skjermet" ? "*" : "–");
  console.log(navn[fylke], tall);
}
