-- Last ned observasjoner.parquet først, og start DuckDB i samme mappe.
SELECT
    fylke_navn,
    periode,
    -- Et skjermet tall mangler i «antall». Skriv *, så ingen tror at det er 0.
    CASE status WHEN 'skjermet' THEN '*' ELSE CAST(antall AS VARCHAR) END AS deltakere
FROM 'observasjoner.parquet'
WHERE periodetype = 'maaned'
    AND periode = '2024-08'
    AND tiltak = 'jobbklubb'
    AND fylke <> 'alle'
ORDER BY fylke;
