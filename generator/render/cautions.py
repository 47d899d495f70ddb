"""What a reader must know of breaks and limits before using a page's figures."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.dimensions import ALL
from generator.render.cuts import Cuts

#: Stands for every fylke: a page that has figures by fylke is touched by breaks of any of them.
ANY_FYLKE = {"fylke": "*"}


def breaks_of(cuts: Cuts, codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The known breaks that concern cells with these codes: the month, and what it is."""
    found = cuts.codelists.breaks_of(codes)
    return [(cuts.lang.month(each.maaned), cuts.lang.broken(each)) for each in found]


def fylke_cautions(cuts: Cuts) -> list[str]:
    """Which groups have figures by fylke, if not all have."""
    lang = cuts.lang
    observations = cuts.publication.observations
    by_fylke = observations[observations["fylke"] != ALL]
    with_fylke = set(by_fylke["tiltaksgruppe"].astype(str).unique())
    groups = cuts.with_figures("tiltaksgruppe")
    names = [lang.name(group) for group in groups if group.kode in with_fylke]
    if not names:
        return [lang.t("Ingen av rapportene vi har, gir tall for fylker.")]
    if len(names) == len(groups):
        return []
    return [
        lang.n(
            "Bare tiltaksgruppa %(names)s har tall for fylker i rapportene vi har.",
            "Bare tiltaksgruppene %(names)s har tall for fylker i rapportene vi har.",
            len(names),
            names=lang.listing(names),
        )
    ]
