# nb: Hent alt i én fil, eller bare tallene bak én side.
# en: Get everything in one file, or only the figures behind one page.
curl --fail --silent --show-error --remote-name {{ address }}data/tiltak-i-tall.zip
curl --fail --silent --show-error --output jobbklubb.xlsx {{ address }}tiltak/jobbklubb/data.xlsx

# nb: Tallene for Jobbklubb i fylkene i august 2024, rett fra CSV-fila.
# nb: Feltet «antall» er tomt der status er «skjermet»: det betyr 0, 1, 2 eller 3, ikke 0.
# en: The figures for Job club (Jobbklubb) by county in August 2024, straight from the CSV file.
# en: The field ‘antall’ is empty where status is ‘skjermet’ (hidden): 0, 1, 2 or 3, not 0.
curl --fail --silent --show-error {{ address }}tiltak/jobbklubb/data.csv |
    awk -F, '$1 == "maaned" && $2 == "2024-08" && $7 != "alle" { print $7, $12, $13 }'
