# Hent alt i én fil, eller bare tallene bak én side.
curl --fail --silent --show-error --remote-name {{ address }}data/tiltak-i-tall.zip
curl --fail --silent --show-error --output jobbklubb.xlsx {{ address }}tiltak/jobbklubb/data.xlsx

# Tallene for Jobbklubb i fylkene i august 2024, rett fra CSV-fila.
# Feltet «antall» er tomt der status er «skjermet»: det betyr 0, 1, 2 eller 3, ikke 0.
curl --fail --silent --show-error {{ address }}tiltak/jobbklubb/data.csv |
    awk -F, '$1 == "maaned" && $2 == "2024-08" && $7 != "alle" { print $7, $12, $13 }'
