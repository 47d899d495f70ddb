import pandas as pd

tall = pd.read_parquet("{{ address }}data/observasjoner.parquet")
utvalg = tall[
    (tall["periodetype"] == "maaned")
    & (tall["periode"] == "2024-08")
    & (tall["tiltak"] == "jobbklubb")
    & (tall["fylke"] != "alle")
]

# nb: Et skjermet tall mangler i «antall». Skriv *, så ingen tror at det er 0.
# en: A hidden figure is missing in ‘antall’. Write *, so that nobody takes it for 0.
visning = utvalg["antall"].astype("Int64").astype("string").fillna("*")
print(visning.set_axis(utvalg["fylke_navn"]).to_string())
