-- Last ned databasen først: sqlite3 tiltak-i-tall.sqlite
-- Visningen «tall» har navn ved siden av kodene, og * i «visning» der tallet er skjermet.
SELECT fylke_navn, periode, visning
FROM tall
WHERE periodetype = 'maaned'
    AND periode = '2024-08'
    AND tiltak = 'jobbklubb'
    AND fylke <> 'alle'
ORDER BY fylke;

-- Hva hver kolonne er:
SELECT kolonne, tittel, beskrivelse
FROM kolonner
WHERE tabell = 'observasjoner' AND nummer > 0
ORDER BY nummer;
