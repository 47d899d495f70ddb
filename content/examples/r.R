# nb: Les kodene som tekst: ellers blir fylket 03 til tallet 3.
# en: Read the codes as text: if not, the county 03 becomes the number 3.
tall <- read.csv("{{ address }}data/observasjoner.csv", colClasses = c(fylke = "character"))
fylker <- read.csv("{{ address }}data/fylker.csv", colClasses = c(kode = "character"))

utvalg <- subset(
  tall,
  periodetype == "maaned" & periode == "2024-08" & tiltak == "jobbklubb" & fylke != "alle"
)
utvalg$navn <- fylker$navn[match(utvalg$fylke, fylker$kode)]

# nb: Et skjermet tall er NA i «antall». Skriv *, så ingen tror at det er 0.
# en: A hidden figure is NA in ‘antall’. Write *, so that nobody takes it for 0.
utvalg$visning <- ifelse(utvalg$status == "skjermet", "*", utvalg$antall)
print(utvalg[, c("navn", "periode", "visning")], row.names = FALSE)
