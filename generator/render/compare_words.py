"""What the script of the page of comparisons says, with ``{…}`` for what it fills in."""

from __future__ import annotations

from generator.model.language import Language


def words(lang: Language) -> dict[str, str | list[str]]:
    """Everything that ``assets/compare.js`` and ``compare-view.js`` say, by the names they use."""
    return {**_choosing(lang), **_chart(lang), **_table(lang)}


def _choosing(lang: Language) -> dict[str, str]:
    """What is said while readers choose."""
    return {
        "lagt_til": lang.t("{navn} er lagt til."),
        "tatt_bort": lang.t("{navn} er tatt bort."),
        "allerede": lang.t("{navn} er alt valgt."),
        "velg_foerst": lang.t("Velg noe i lista først."),
        "fullt": lang.t(
            "Fem er valgt, og flere får ikke plass. Ta bort ett for å legge til et annet."
        ),
        "ingen_valgt": lang.t("Ingenting er valgt ennå."),
        "en_til": lang.t("Velg minst ett til for å sammenligne."),
        "valgt": lang.t("{antall} av {hoeyst} valgt. Figur og tabell står under."),
        "ukjent": lang.t("Adressen har noe vi ikke har tall for, og det er hoppet over: {navn}."),
        "for_mange": lang.t("Adressen har flere enn fem valg. De fem første er med."),
        "feil": lang.t("Tallene kunne ikke hentes. Prøv å laste siden på nytt."),
        "uten_tall": lang.t("{navn} har ingen tall her."),
    }


def _chart(lang: Language) -> dict[str, str | list[str]]:
    """The chart: its title, itself in words, and what is written in it."""
    return {
        "henter": lang.t("Henter figuren …"),
        "figur_feil": lang.t("Figuren kunne ikke hentes. Tabellen under har de samme tallene."),
        "tittel": lang.t("{maaned}: {liste}"),
        "tittel_verdi": lang.t("{navn} {verdi}"),
        "ingen_felles": lang.t("Ingen måned har tall for alle de valgte"),
        "under": lang.t("Antall personer ved utgangen av måneden"),
        "under_fylke": lang.t("{tiltak}. Antall personer ved utgangen av måneden"),
        "diagram": lang.t("Linjediagram. {deler}"),
        "diagram_fylke": lang.t("Linjediagram, {tiltak}. {deler}"),
        "del": lang.t("{navn}: {ender}."),
        "del_skjult_en": lang.t("{navn}: {ender}; {antall} måned skjermet."),
        "del_skjult_flere": lang.t("{navn}: {ender}; {antall} måneder skjermet."),
        "ved": lang.t("{verdi} i {maaned}"),
        "og": lang.t("{a} og {b}"),
        "ingen_aa_tegne": lang.t("ingen tall å tegne"),
        "skjermet": lang.t("skjermet (0–3)"),
        "skjermet_lang": lang.t("skjermet, 0–3 personer"),
        "punkt": lang.t("{navn}, {maaned}: {verdi}"),
        "hull_figur": lang.t("ingen rapport").split(" "),
        "brudd_figur": lang.t("brudd"),
    }


def _table(lang: Language) -> dict[str, str]:
    """The table, and what stands under it."""
    return {
        "tabell": lang.t("{navn}: deltakere ved utgangen av måneden, nyeste først"),
        "tabell_fylke": lang.t(
            "{tiltak} i {navn}: deltakere ved utgangen av måneden, nyeste først"
        ),
        "skjermet_celle": lang.t("skjermet, 0–3"),
        "ny_celle": lang.t("ny ordning fra {dato}"),
        "mangler": lang.t("ingen tall"),
        "revidert": lang.t("revidert"),
        "spenn": lang.t("{fra}–{til}"),
        "hull_rad": lang.t("{spenn}: ingen rapport"),
        "erstatter": lang.t(
            "{ny} erstatter {gammel}: det ene tallet kan gå ned fordi det andre går opp."
        ),
        "brudd": lang.t("Brudd fra {maaned}: {tekst} Det gjelder {navn}."),
        "ny": lang.t(
            "{navn}: ny ordning fra {dato}. * før det betyr at tiltaket ikke fantes ennå."
        ),
    }
