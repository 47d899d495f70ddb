-- nb: Last ned databasen først: sqlite3 tiltak-i-tall.sqlite
-- nb: Visningen «tall» har navn ved siden av kodene, og * i «visning» der tallet er skjermet.
-- en: Download the database first: sqlite3 tiltak-i-tall.sqlite
-- en: The view ‘tall’ has names beside the codes, and * in ‘visning’ where the figure is hidden.
SELECT fylke_navn, periode, visning
FROM tall
WHERE periodetype = 'maaned'
    AND periode = '2024-08'
    AND tiltak = 'jobbklubb'
    AND fylke <> 'alle'
ORDER BY fylke;

-- nb: Hva hver kolonne er:
-- en: What each column is (in English: tittel_en, beskrivelse_en):
SELECT kolonne, tittel, beskrivelse
FROM kolonner
WHERE tabell = 'observasjoner' AND nummer > 0
ORDER BY nummer;
