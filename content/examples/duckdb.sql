-- nb: Last ned observasjoner.parquet først, og start DuckDB i samme mappe.
-- en: Download observasjoner.parquet first, and start DuckDB in the same folder.
SELECT
    fylke_navn,
    periode,
    -- nb: Et skjermet tall mangler i «antall». Skriv *, så ingen tror at det er 0.
    -- en: A hidden figure is missing in ‘antall’. Write *, so that nobody takes it for 0.
    CASE status WHEN 'skjermet' THEN '*' ELSE CAST(antall AS VARCHAR) END AS deltakere
FROM 'observasjoner.parquet'
WHERE periodetype = 'maaned'
    AND periode = '2024-08'
    AND tiltak = 'jobbklubb'
    AND fylke <> 'alle'
ORDER BY fylke;
