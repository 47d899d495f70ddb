"""One fault at a time, to be put into a page, and what the audit must say of it."""

from __future__ import annotations

from dataclasses import dataclass

FRONT, DATA, CHECKS = "", "data/", "kvalitet/"
MEASURE = "tiltak/amo-kurs/"
OTHER_MEASURE = "tiltak/jobbklubb/"
FYLKE = "fylke/55/"
FYLKER, NO_FYLKE, AREA = "fylke/", "fylke/99/", "fylke/ukjent/"
GROUP = "tiltaksgruppe/oppfoelging/"
TIED = "tiltak/varig-vernet-arbeid-vva/"
LIST = "tiltak/"
COVERAGE = "dekning/"
COMPARE = "sammenlign/"
REPORT = "rapport/2024-08-oppfolging/"
OSLO = "fylke/03/"
EMBEDDED = f"{MEASURE}figur/utvikling/"
ENGLISH, ENGLISH_FYLKE, ENGLISH_CHECKS = f"en/{OTHER_MEASURE}", f"en/{FYLKE}", f"en/{CHECKS}"
PART = (
    *(FRONT, DATA, CHECKS, MEASURE, OTHER_MEASURE, TIED, GROUP, FYLKE, FYLKER, NO_FYLKE, AREA),
    *(EMBEDDED, LIST, COVERAGE, COMPARE, REPORT, OSLO, ENGLISH, ENGLISH_FYLKE, ENGLISH_CHECKS),
)
#: How a hidden figure and a figure that is not there stand on a page; the first as a pattern.
STAR = (
    r'<span class="skjermet"><span aria-hidden="true">\*</span>'
    r'<span class="skjult">[^<]*</span></span>'
)
DASH = (
    '<span class="mangler"><span aria-hidden="true">–</span>'
    '<span class="skjult">ingen tall</span></span>'
)


@dataclass(frozen=True)
class Fault:
    """One fault put into a page: what, where, and what the audit must say of it.

    Attributes:
        what: in words.
        page: the page's address.
        old: a pattern; its first match is replaced. A group `d` is a digit to be changed.
        new: what stands there instead.
        place: what the finding's place must hold.
        message: what its message must hold.
    """

    what: str
    page: str
    old: str
    new: str | None
    place: str
    message: str


def changed(what: str, page: str, old: str, place: str, message: str) -> Fault:
    """A fault that changes the digit `d` of a pattern."""
    return Fault(what, page, old, None, place, message)


FAULTS = (
    # Tables
    changed("digit of a cell", MEASURE, r"<td>\d*(?P<d>\d)</td>", "table «AMO Kurs, ", "published"),
    Fault("0 for *", MEASURE, f"<td>{STAR}", "<td>0", "row «Januar»", "shows «0», not «*»"),
    Fault("number for *", OTHER_MEASURE, f"<td>{STAR}", "<td>2", "row «", "hidden: "),
    Fault("blank for *", MEASURE, f"<td>{STAR}", "<td>", "row «Januar»", "shows «», not «*»"),
    Fault(
        "* blanked",
        MEASURE,
        r"<td><span class=\"skjermet\"><span aria-hidden=\"true\">\*",
        '<td><span class="skjermet"><span aria-hidden="true">',
        "row «Januar»",
        "not «*»",
    ),
    Fault(
        "* for a figure", MEASURE, r"<td>(\d+)</td>", "<td>*</td>", "table «AMO Kurs, ", "shows «*»"
    ),
    Fault(
        "words for *",
        OTHER_MEASURE,
        'skjult">skjermet, 0–3',
        'skjult">skjermet, 2',
        "row «",
        "skjermet, 2",
    ),
    Fault(
        "words for no figure",
        OTHER_MEASURE,
        r"<td>(\d+)</td>",
        f"<td>{DASH}</td>",
        "row «",
        "ingen tall",
    ),
    Fault(
        "number hidden from all",
        MEASURE,
        r"<td>(\d+)</td>",
        r'<td>\1<span class="skjult" aria-hidden="true"> 2</span></td>',
        "row «",
        "holds more",
    ),
    Fault(
        "another month",
        MEASURE,
        '<th scope="row">Mars',
        '<th scope="row">April',
        "table «AMO Kurs, ",
        "leaves out",
    ),
    Fault(
        "a row lost",
        MEASURE,
        r'<tr[^>]*><th scope="row">August.*?</tr>',
        "",
        "table «AMO Kurs, ",
        "leaves out opplaering amo-kurs",
    ),
    changed(
        "caption's year", MEASURE, r"<caption[^>]*>AMO Kurs, [^<]*(?P<d>\d)<", "table «AMO Kurs", ""
    ),
    changed(
        "line of a link",
        MEASURE,
        r"(?s)<tfoot>.*?#L\d*(?P<d>\d)\"",
        "table «AMO Kurs, ",
        "links to ",
    ),
    changed("line's text", MEASURE, r"linje </span>\d*(?P<d>\d)<", "foot 1", "links to "),
    changed(
        "column of a report",
        FYLKE,
        r'<th scope="col" data-k="(?P<d>\d)"',
        "column «",
        "names the data column",
    ),
    Fault(
        "another report",
        FYLKE,
        r'(<td class="kilde"><a href="[^"]*)rapport/2024-08-oppfolging/#L',
        r"\1rapport/2019-12-tiltak-og-kjonn/#L",
        "lines",
        "links to ",
    ),
    changed(
        "average of a series",
        OTHER_MEASURE,
        r">Snitt hittil i år</th><td>\d*(?P<d>\d)<",
        "row «Snitt hittil i år»",
        "snitt til august 2024",
    ),
    changed(
        "column of an average",
        OTHER_MEASURE,
        r'data-k="(?P<d>\d)"><th scope="row">Snitt',
        "row «Snitt hittil i år»",
        "names the data column",
    ),
    Fault(
        "an average lost",
        GROUP,
        r'<tr[^>]*><th scope="row">Snitt hittil i år.*?</tr>',
        "",
        "table «Oppfølging, ",
        "leaves out oppfoelging, snitt til august 2024",
    ),
    Fault(
        "an average before its months",
        OTHER_MEASURE,
        r'(?s)(<tr[^>]*><th scope="row">August</th>.*?</tr>)\s*'
        r'(<tr[^>]*><th scope="row">Snitt.*?</tr>)',
        r"\2\1",
        "table «Jobbklubb, ",
        "average last",
    ),
    changed(
        "women and men of a main group",
        GROUP,
        r"(?s)etter hovedgruppe og kjønn, .*?<td>\d*(?P<d>\d)</td>",
        "table «Oppfølging etter hovedgruppe og kjønn, ",
        "published",
    ),
    changed(
        "a total of all",
        FRONT,
        r"(?s)<caption id=\"t-alle.*?<td>\d+\u00a0\d*(?P<d>\d)</td>",
        "table «Alle tiltak, januar–desember 2019», row «Januar», column «I alt»",
        "published",
    ),
    Fault(
        "columns of all changed about",
        FRONT,
        '<th scope="col">I alt</th><th scope="col">Kvinner</th>',
        '<th scope="col">Kvinner</th><th scope="col">I alt</th>',
        "row «Januar», column «Kvinner»",
        "published",
    ),
    Fault(
        "the total of all lost",
        FRONT,
        '<th scope="col">I alt</th>',
        '<th scope="col">Menn</th>',
        "table «Alle tiltak, ",
        "leaves out alle, januar 2019",
    ),
    Fault(
        "another group's table",
        FRONT,
        '2024">Oppfølging, ',
        '2024">Opplæring, ',
        "table «Opplæring, januar–august 2024», head «Oppfølging»",
        "is no name of a code here",
    ),
    changed(
        "figure that is a link", FYLKER, r'sporet"[^>]*>\d*(?P<d>\d)</a>', "row «Oslo»", "published"
    ),
    changed("line of a figure", FYLKER, r'sporet" href="[^"]*#L\d*(?P<d>\d)"', "line", "links to"),
    Fault(
        "figure without its link",
        FYLKER,
        r'<a class="sporet"[^>]*>(\d+)</a>',
        r"\1",
        "table «Deltakere etter fylke og tiltak, ",
        "no links to their lines",
    ),
    Fault(
        "number beside a link",
        FYLKER,
        r'(<a class="sporet"[^>]*>\d+</a>)',
        r'\1<span class="skjult" aria-hidden="true"> 2</span>',
        "row «Oslo»",
        "holds more",
    ),
    Fault(
        "number for * in a link",
        FYLKER,
        f'(<a class="sporet"[^>]*>){STAR}',
        r"\g<1>2",
        "row «",
        "hidden: ",
    ),
    # Derived numbers
    changed("change", FYLKE, r"<td>[+−]\d*(?P<d>\d)</td>", "«Endring fra måneden før»", "shows"),
    changed("share", FYLKE, r"<td>\d+,(?P<d>\d)\u00a0%", "«Andel av landet»", "shows"),
    changed("rank", FYLKE, r">\d*(?P<d>\d)\. av", "«Plass»", "shows"),
    Fault(
        "rank with hidden parts",
        FYLKE,
        r'(?s)(Mentor</a></th>.*?)<td class="ord">.*?</td>',
        r'\1<td class="ord">12. av 15</td>',
        "row «Mentor», «Plass»",
        "kan ikke beregnes",
    ),
    Fault(
        "change of a hidden figure",
        FYLKE,
        r"(?s)(Jobbklubb</a></th><td>.*?</td>)<td>.*?</td>",
        r"\1<td>−2</td>",
        "row «Jobbklubb», «Endring",
        "kan ikke beregnes",
    ),
    Fault(
        "place of an area that is no fylke",
        AREA,
        '<th scope="col">Linje</th>',
        '<th scope="col">Plass</th><th scope="col">Linje</th>',
        "table «Deltakere i ukjent fylke, august 2024», heads",
        "Plass",
    ),
    changed("share of an area", AREA, r"<td>\d+,(?P<d>\d)\u00a0%", "«Andel av landet»", "shows"),
    changed(
        "caption of an area",
        NO_FYLKE,
        r"øvrige områder, august 202(?P<d>4)</caption>",
        "øvrige områder, august 2025», month",
        "shows",
    ),
    changed(
        "heading of an area",
        NO_FYLKE,
        r"Området og landet, august 202(?P<d>4)",
        "month of a heading",
        "shows",
    ),
    # Charts
    Fault(
        "a month before the measure in a chart",
        MEASURE,
        r'"tall":\[',
        '"tall":[{"h":1,"m":"2019-01","s":"AMO Kurs",'
        '"t":"AMO Kurs, januar 2019: skjermet, 0–3 personer","x":0},',
        "chart #utvikling, spec",
        "has a row for no observation",
    ),
    changed(
        "women and men in a chart of a main group",
        GROUP,
        r'(?s)id="figur-kjonn-arbeidssoekere".*?"v":\d*(?P<d>\d)',
        "chart #kjonn-arbeidssoekere, spec",
        "holds",
    ),
    Fault(
        "number in a hidden row",
        MEASURE,
        r'"h":1,',
        '"h":1,"v":2,',
        "chart #utvikling, spec, row «AMO Kurs», juli 2019",
        "holds",
    ),
    Fault(
        "number instead of a hidden row",
        MEASURE,
        r'"h":1,',
        '"d":1,"v":2,',
        "chart #utvikling, spec",
        "holds",
    ),
    Fault(
        "tooltip of a hidden row",
        MEASURE,
        "2019: skjermet, 0–3 personer",
        "2019: 2 personer",
        "juli 2019",
        "2 personer",
    ),
    changed(
        "value of a row",
        MEASURE,
        r'"v":\d*(?P<d>\d)',
        "chart #utvikling, spec, row «AMO Kurs»",
        "holds",
    ),
    Fault(
        "value twice in a row",
        MEASURE,
        r'"h":1,',
        '"h":1,"s":"2","s":"AMO Kurs",',
        "chart #utvikling, spec",
        "has a key twice",
    ),
    changed(
        "tooltip of a row",
        MEASURE,
        r'"t":"AMO Kurs, august 2019: \d*(?P<d>\d)',
        "august 2019",
        "holds",
    ),
    Fault(
        "number elsewhere in a spec",
        MEASURE,
        '"mark":{',
        '"mark":{"description":"2 personer",',
        "spec at layer",
        "no rule explains",
    ),
    changed(
        "a tick",
        MEASURE,
        r'"y":\{"axis":\{[^{}]*"labelExpr":"[^}]*\}\)\[datum\.value\]","values":\[0,\d*(?P<d>\d)',
        "chart #utvikling",
        "",
    ),
    changed(
        "what is written at a tick",
        MEASURE,
        r'"y":\{"axis":\{"grid":true,"labelExpr":"\(\{[^}]*: \\"\d*(?P<d>\d)\\"\}',
        "chart #utvikling, axes",
        "writes its steps",
    ),
    changed(
        "headline",
        MEASURE,
        r"<strong[^>]*>Flest i [^<]*(?P<d>\d)<",
        "chart #utvikling, headline",
        "shows",
    ),
    Fault(
        "least with hidden months",
        MEASURE,
        r"(<strong[^>]*>Flest i desember 2019: \d+)",
        r"\1, færrest i juli 2019: 2",
        "chart #utvikling, headline",
        "shows",
    ),
    Fault(
        "description of a hidden month",
        MEASURE,
        r"skjermet \(0–3\) i juli",
        "2 i juli",
        "chart #hovedgruppe, description",
        "shows",
    ),
    changed(
        "description",
        MEASURE,
        r"Linjediagram\. [^\"]* og \d*(?P<d>\d) i",
        "chart #hovedgruppe, description",
        "shows",
    ),
    changed(
        "count of hidden months",
        MEASURE,
        r"aria-label=\"Ved [^\"]* skjermet for (?P<d>\d) av",
        "chart #utvikling, description",
        "shows",
    ),
    changed(
        "a year with a dip in July",
        OTHER_MEASURE,
        r"aria-label=\"Ved [^\"]* hvert år: \d{3}(?P<d>\d) og",
        "chart #utvikling, description",
        "shows",
    ),
    Fault(
        "a dip in July that is not known",
        TIED,
        r"(<meta name=\"description\" content=\"[^\"]*)\"",
        r'\1 Det var færre i juli enn i juni og august hvert år: 2019 og 2024."',
        "meta description",
        "shows",
    ),
    # Shares in bars
    changed(
        "share in a bar",
        OTHER_MEASURE,
        r">282 \(47,(?P<d>4)",
        "chart #etter-fylke, drawing",
        "shows",
    ),
    changed(
        "share in a spec",
        OTHER_MEASURE,
        r'"e":"282 \(47,(?P<d>4)',
        "chart #etter-fylke, spec",
        "holds",
    ),
    Fault(
        "share of a hidden figure",
        OTHER_MEASURE,
        r'"e":"\* \(0–3\)"',
        '"e":"* (0,3\u00a0%)"',
        "chart #etter-fylke, spec",
        "holds",
    ),
    Fault(
        "share where none is told",
        FYLKE,
        r'"e":"(\d+)","k"',
        '"e":"\\g<1> (9,9\u00a0%)","k"',
        "chart #tiltak, spec",
        "holds",
    ),
    Fault(
        "subtitle of shares",
        OTHER_MEASURE,
        "Antall personer og andel, august",
        "Antall personer og andel, juli",
        "chart #etter-fylke, ",
        "",
    ),
    Fault(
        "figures of two bars changed about",
        FYLKE,
        r'(?s)(id="figur-tiltak".*?)>258</text>(.*?)>(\d+)</text>',
        r"\1>\3</text>\2>258</text>",
        "chart #tiltak, drawing",
        "beside the bar of",
    ),
    Fault(
        "names of two bars changed about",
        OTHER_MEASURE,
        r'(?s)(id="figur-etter-fylke".*?)>Oslo</text>(.*?)>Østfold</text>',
        r"\1>Østfold</text>\2>Oslo</text>",
        "chart #etter-fylke, drawing",
        "does not write «Oslo» beside the bar of «Oslo»",
    ),
    Fault(
        "two steps changed about",
        MEASURE,
        r'(?s)(id="figur-utvikling".*?)>100</text>(.*?)>200</text>',
        r"\1>200</text>\2>100</text>",
        "chart #utvikling, drawing",
        "does not write «100» at",
    ),
    Fault(
        "names of drawn lines changed about",
        OTHER_MEASURE,
        r'(?s)(id="figur-aar".*?)>2024</text>(.*?)>2019</text>',
        r"\1>2019</text>\2>2024</text>",
        "chart #aar, drawing",
        "does not write «2024» at",
    ),
    # Years side by side
    changed(
        "the same month in another year",
        OTHER_MEASURE,
        r"<strong[^>]*>August: \d*(?P<d>\d) i 2019",
        "chart #aar, headline",
        "shows",
    ),
    Fault(
        "years changed about",
        OTHER_MEASURE,
        r"(<strong[^>]*>August: )(\d+) i 2019 og (\d+) i 2024",
        r"\1\3 i 2019 og \2 i 2024",
        "chart #aar, headline",
        "shows",
    ),
    Fault(
        "row of another year",
        OTHER_MEASURE,
        '"s":"2019","t":"Januar 2019',
        '"s":"2024","t":"Januar 2019',
        "chart #aar, spec",
        "",
    ),
    Fault(
        "names of lines changed about",
        OTHER_MEASURE,
        r'\{"s":"2024","t":\["2024"\],"y":([\d.]+)\},\{"s":"2019","t":\["2019"\],"y":([\d.]+)\}',
        r'{"s":"2024","t":["2024"],"y":\2},{"s":"2019","t":["2019"],"y":\1}',
        "chart #aar, names of lines",
        "does not stand under",
    ),
    Fault(
        "a name of a line lost",
        OTHER_MEASURE,
        r'"navn":\[\{"s":"2024","t":\["2024"\],"y":[\d.]+\},',
        '"navn":[',
        "chart #aar, names of lines",
        "shows",
    ),
    # Maps
    changed(
        "figure on a map",
        OTHER_MEASURE,
        r"(?s)kart-tall.*?<strong>\d*(?P<d>\d)</strong>",
        "map, «",
        "published",
    ),
    Fault(
        "0 for a hidden figure on a map",
        OTHER_MEASURE,
        f"<strong>{STAR}</strong>",
        "<strong>0</strong>",
        "map, «",
        "shows «0», not «*»",
    ),
    Fault(
        "blank for a hidden figure on a map",
        OTHER_MEASURE,
        f"<strong>{STAR}</strong>",
        "<strong></strong>",
        "map, «",
        "shows «», not «*»",
    ),
    Fault(
        "a figure in another fylke's tile",
        OTHER_MEASURE,
        r'href="../../fylke/31/">([^<]*<strong>\d)',
        r'href="../../fylke/32/">\1',
        "map, «32»",
        "",
    ),
    Fault(
        "a tile lost",
        OTHER_MEASURE,
        r'<li class="k\d r\d"><a href="../../fylke/15/">.*?</li>',
        "",
        "map",
        "leaves out 15",
    ),
    Fault(
        "month of a map",
        OTHER_MEASURE,
        "på kartet, august",
        "på kartet, juli",
        "map, title",
        "shows",
    ),
    # Small multiples
    Fault(
        "a point for a hidden month",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-egen".*?)(<path transform="translate\([\d.]+,[\d.]+\)" d="M2\.)',
        r'\1<path transform="translate(278.5,86.2)" d="M2.2,0A2.2,2.2,0,1,1,-2.2,0" fill="x"/>\2',
        "chart #fylker-egen, drawing 680 wide",
        "points where the figures are",
    ),
    Fault(
        "a hidden month in another place",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-felles".*?translate\([\d.]+,)88\.3(\)" d="M-)',
        r"\g<1>84.3\2",
        "chart #fylker-felles, drawing 680 wide",
        "hidden marks where the figures are",
    ),
    Fault(
        "a figure on another scale",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-felles".*?<path transform="translate\([\d.]+,)[\d.]+(\)" d="M2\.)',
        r"\g<1>60\2",
        "chart #fylker-felles, drawing 680 wide",
        "points where the figures are",
    ),
    Fault(
        "a corner of a line on another scale",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-felles".*?<path d="M8\.1,)[\d.]+',
        r"\g<1>60",
        "chart #fylker-felles, drawing 680 wide",
        "draws lines through",
    ),
    Fault(
        "a hidden figure's bar that goes to 2",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-egen".*? y2="-)22\.1"',
        r'\g<1>14.7"',
        "chart #fylker-egen, drawing 680 wide",
        "draws bars as high as",
    ),
    Fault(
        "figures of two panels changed about",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-egen".*?)>282</text>(.*?)>36</text>',
        r"\1>36</text>\2>282</text>",
        "chart #fylker-egen, drawing 680 wide",
        "where «282» must stand",
    ),
    Fault(
        "number for a hidden figure in a panel",
        OTHER_MEASURE,
        r'(?s)(id="figur-fylker-egen".*?)>\* \(0–3\)</text>',
        r"\1>2</text>",
        "chart #fylker-egen, drawing 680 wide",
        "shows «2»",
    ),
    changed(
        "description of small multiples",
        OTHER_MEASURE,
        r'(?s)id="figur-fylker-felles".*?Oslo: \d*(?P<d>\d) i',
        "chart #fylker-felles, description",
        "shows",
    ),
    changed("text of a drawing", FYLKE, r">\d*(?P<d>\d)</text>", "chart #tiltak, drawing", "shows"),
    Fault(
        "text of a hidden bar",
        FYLKE,
        r">\* \(0–3\)</text>",
        ">2</text>",
        "chart #tiltak, drawing",
        "shows «2»",
    ),
    Fault(
        "length of a hidden bar",
        FYLKE,
        r'(<path d="M0,[0-9.]+h)[0-9.]+(v[0-9.]+h-)[0-9.]+(Z" fill="var\(--skjermet\))',
        r"\g<1>2.04\g<2>2.04\3",
        "chart #tiltak, drawing",
        "draws bars",
    ),
    Fault(
        "place of a hidden mark",
        MEASURE,
        r'(<path transform="translate\([0-9.]+),220\)(" d="M-3\.9,0)',
        r"\1,217)\2",
        "chart #utvikling, drawing",
        "does not draw",
    ),
    Fault(
        "place of a point",
        MEASURE,
        r'(<path transform="translate\([0-9.]+),[0-9.]+\)(" d="M2\.9)',
        r"\1,99)\2",
        "chart #utvikling, drawing",
        "does not draw",
    ),
    # Sentences
    changed("headline of a page", MEASURE, r'finne">\d*(?P<d>\d)', "headline", "shows"),
    changed(
        "change in a headline",
        MEASURE,
        r'finne">[^<]* 2019, \d*(?P<d>\d) flere',
        "headline",
        "shows",
    ),
    Fault("a change the other way", MEASURE, r"\d flere enn", "9 færre enn", "title", "shows"),
    changed("headline of a fylke", FYLKE, r'finne">\d*(?P<d>\d)', "headline", "shows"),
    Fault(
        "headline of another measure",
        FYLKE,
        r'(finne">\d+ deltakere i )[^<]* i august',
        r"\1Mentor i august",
        "headline",
        "shows",
    ),
    Fault(
        "headline of a hidden figure",
        NO_FYLKE,
        'finne">Alle tallene er skjermet',
        'finne">2 deltakere i Mentor i august 2024',
        "headline",
        "shows",
    ),
    changed("title", OTHER_MEASURE, r"<title>[^<]*: \d*(?P<d>\d) deltakere", "title", "shows"),
    changed(
        "figure of a fylke",
        FYLKE,
        r'description" content="[^"]* deltok \d*(?P<d>\d)',
        "meta description",
        "shows",
    ),
    changed(
        "change in a fylke",
        FYLKE,
        r'description" content="[^"]*Det er \d*(?P<d>\d)',
        "meta description",
        "shows",
    ),
    Fault(
        "another key figure of a fylke",
        FYLKE,
        'nokkel-hva">Tiltaket Oppfølging:',
        'nokkel-hva">Mentor:',
        "key figure",
        "shows",
    ),
    changed("change in a summary", MEASURE, r"Det er \d*(?P<d>\d)", "meta description", "shows"),
    Fault(
        "the most of another measure",
        OSLO,
        r'(funn">[^<]*flest deltakere i )Arbeid med støtte',
        r"\1Mentor",
        "lead",
        "shows",
    ),
    Fault(
        "the most where a fylke is hidden",
        OSLO,
        r'(funn">[^<]*flest deltakere i )Arbeid med støtte',
        r"\1Arbeid med støtte og Jobbklubb",
        "lead",
        "shows",
    ),
    Fault(
        "the most where another has more",
        FYLKE,
        "</h1>",
        '</h1><p class="funn">Av fylkene har Troms flest deltakere i Oppfølging.</p>',
        "lead",
        "shows",
    ),
    Fault(
        "a break lost",
        FYLKE,
        r"<li>Brudd fra januar 2020[^<]*</li>",
        "",
        "cautions, breaks",
        "not «Brudd fra januar 2020",
    ),
    changed(
        "month of a break",
        FYLKE,
        r"<li>Brudd fra januar 202(?P<d>4)",
        "cautions, breaks",
        "shows",
    ),
    changed(
        "number of a break",
        FYLKE,
        r"<li>Brudd fra januar 2024: [^<]*til \d(?P<d>\d)",
        "cautions, breaks",
        "shows",
    ),
    changed(
        "description for search engines",
        MEASURE,
        r'content="Ved [^"]* deltok \d*(?P<d>\d)',
        "meta description",
        "shows",
    ),
    changed(
        "key figure",
        MEASURE,
        r'nokkel-tall">\d*(?P<d>\d)',
        "key figure «Siste tall: desember 2019»",
        "shows",
    ),
    changed(
        "month of a key figure", MEASURE, r'nokkel-hva">Flest: [^<]*(?P<d>\d)<', "key figure", ""
    ),
    changed(
        "how many tied months",
        TIED,
        r"Færrest: [a-z]+ \d+ og (?P<d>\d) andre",
        "key figure «Færrest: ",
        "andre måneder",
    ),
    Fault(
        "tied months left out",
        TIED,
        r"(Færrest: [a-z]+ \d+) og \d andre måneder",
        r"\1",
        "key figure «Færrest: ",
        "andre måneder",
    ),
    Fault(
        "another of the tied months first",
        TIED,
        "Færrest: september 2019",
        "Færrest: oktober 2019",
        "key figure «Færrest: ",
        "september 2019",
    ),
    changed(
        "range of an area",
        NO_FYLKE,
        r'description" content="[^"]*enn (?P<d>4) personer',
        "meta description",
        "shows",
    ),
    changed(
        "month of an area",
        NO_FYLKE,
        r'description" content="[^"]*202(?P<d>4)',
        "meta description",
        "shows",
    ),
    Fault(
        "hidden where not all is hidden",
        AREA,
        r'description" content="[^"]*"',
        'description" content="Alle tallene for ukjent fylke i august 2024 er skjermet: færre enn '
        '4 personer."',
        "meta description",
        "not «Ved utgangen av august 2024 deltok 7 personer",
    ),
    Fault(
        "a hidden figure told as the largest",
        NO_FYLKE,
        r'description" content="[^"]*"',
        'description" content="Ved utgangen av august 2024 deltok færre enn 4 personer i tiltaket '
        'Mentor i øvrige områder. Tallet er skjermet."',
        "meta description",
        "not «Alle tallene for øvrige områder",
    ),
    Fault(
        "stars before a measure not told of",
        MEASURE,
        r"<li>En stjerne før [^<]*</li>",
        "",
        "cautions",
        "tells 0 times",
    ),
    changed(
        "stars before another day",
        MEASURE,
        r"<li>En stjerne før (?P<d>\d)\.",
        "start of a measure",
        "shows",
    ),
    Fault(
        "stars before a measure that had begun",
        OTHER_MEASURE,
        r'(<h2 id="forbehold">[^<]*</h2>\s*<ul>)',
        r"\1<li>En stjerne før april betyr at tiltaket ikke fantes ennå.</li>",
        "cautions",
        "tells 1 times",
    ),
    changed("figure in a list", LIST, r'kort-tall">\d*(?P<d>\d)', "list, «", "published"),
    Fault(
        "hidden figure in a list", LIST, f'kort-tall">{STAR}', 'kort-tall">1', "list, «", "hidden"
    ),
    changed("figure of a group", LIST, r"Hele gruppa: \d+.\d*(?P<d>\d)", "group «", "shows"),
    changed(
        "date in a description",
        LIST,
        r'kort-hva">[^<]*(?P<d>\d)\. juli',
        "description",
        "no rule explains",
    ),
    changed(
        "date of a new measure",
        MEASURE,
        r"</span> Før (?P<d>\d)\. juli",
        "start of a measure",
        "not «* Før 1. juli 2019»",
    ),
    changed(
        "range of a hidden figure", MEASURE, r"Skjermet: 0, 1, 2 eller (?P<d>3)", "legend", "shows"
    ),
    changed(
        "count of hidden figures",
        FYLKE,
        r"(?P<d>\d) av \d+ månedstall",
        "count of hidden figures",
        "shows",
    ),
    changed(
        "count of observations",
        FRONT,
        r"Vi har lest \d.\d*(?P<d>\d)",
        "counts of the whole",
        "shows",
    ),
    changed(
        "count of checks on the front page",
        FRONT,
        r"(?P<d>\d) kontroller er gjort",
        "counts of the whole",
        "shows",
    ),
    changed(
        "count of hidden figures on the front page",
        FRONT,
        r"(?P<d>\d) tall er skjermet",
        "counts of the whole",
        "shows",
    ),
    changed("name of a region", DATA, r'"Tabell (?P<d>\d)[":]', "name of a region", "shows"),
    changed("count of a report", FRONT, r"\d.\d*(?P<d>\d) tall, ", "counts of a report", "shows"),
    changed(
        "count of checks", CHECKS, r"\d.\d*(?P<d>\d) kontroller av", "counts of checks", "shows"
    ),
    changed("a check", CHECKS, r"<td>\d*(?P<d>\d)</td>", "checks of", "shows"),
    changed(
        "count of all", CHECKS, r"(?P<d>\d) av \d.\d* tall er skj", "counts of the whole", "shows"
    ),
    Fault(
        "month of a measure",
        COVERAGE,
        '●</span><span class="skjult">alle tallene er publisert',
        '*</span><span class="skjult">alle tallene er skjermet',
        "table «Tiltak og måneder",
        "shows «*»",
    ),
    Fault(
        "month under another name",
        COVERAGE,
        '→</span><span class="skjult">står under ordningens andre navn',
        '</span><span class="skjult">rapporten for måneden har ikke tall for dette',
        "table «Tiltak og måneder: hva som er publisert», arbeid-med-stoette, januar 2019",
        "not ('→', ",
    ),
    Fault(
        "month of no other name",
        COVERAGE,
        '</span><span class="skjult">rapporten for måneden har ikke tall for dette',
        '→</span><span class="skjult">står under ordningens andre navn',
        "table «Tiltak og måneder",
        "shows «→»",
    ),
    Fault(
        "caption of repairs",
        CHECKS,
        "Rettede ledetekster i Deltakere i arbeidsrettede tiltak. Oppfølging",
        "Rettede ledetekster i Deltakere i arbeidsrettede tiltak. Lønnstilskudd",
        "repairs of 2024-08-oppfolging, caption",
        "shows",
    ),
    changed("length of a hole", COVERAGE, r"et hull på \d(?P<d>\d)", "stretch without", "shows"),
    changed("date of a break", COVERAGE, r"<li>November 201(?P<d>\d)", "known break", "shows"),
    changed(
        "rows of a file",
        DATA,
        r"<td>\d.\d*(?P<d>\d)</td>",
        "files, «data/observasjoner.csv»",
        "shows",
    ),
    changed("example", DATA, r"sammen (?P<d>\d)\d deltakere", "example", "shows"),
    Fault(
        "number of no rule",
        MEASURE,
        "</h1>",
        "</h1><p>Omtrent 12 personer.</p>",
        "text (p",
        "no rule explains «12»",
    ),
    Fault("number in a word", MEASURE, "</h1>", " ²</h1>", "headline", "shows «"),
    Fault("number in a heading", DATA, "</h1>", " ²</h1>", "title (h1", "no rule explains «²»"),
    Fault(
        "number in a title",
        MEASURE,
        "<td>29",
        '<td title="29 personer">29',
        "@title",
        "no rule explains «29»",
    ),
    Fault(
        "number in data",
        MEASURE,
        f"<td>({STAR})",
        r'<td data-antall="2">\1',
        "data-antall",
        "no rule explains «2»",
    ),
    Fault(
        "number in a comment", MEASURE, "</h1>", "</h1><!-- 2 -->", "text", "no rule explains «2»"
    ),
    Fault(
        "number in a script",
        MEASURE,
        "</h1>",
        "</h1><script>let a = 2;</script>",
        "<script>",
        "no file of assets/",
    ),
    # Reports
    changed(
        "digit of a line", REPORT, r"<span>\d+ \d*(?P<d>\d)</span>", "line 12, column 1", "shows"
    ),
    Fault(
        "number for * on a line",
        REPORT,
        r"<span>\*</span>",
        "<span>2</span>",
        "line ",
        "shows «2», not «*»",
    ),
    Fault(
        "number beside a line",
        REPORT,
        r'(class="rad"[^>]*><span>I alt</span>)',
        r"\1 2",
        "line 12",
        "holds more",
    ),
    Fault(
        "another meaning",
        REPORT,
        r'(</span> <a href="[^"]*">)Arbeid med støtte<',
        r"\1Mentor<",
        "line 13, meaning",
        "not «Arbeid med støtte»",
    ),
    Fault(
        "a line that leads to another measure",
        REPORT,
        r"tiltak/arbeid-med-stoette/(#utvikling)",
        r"tiltak/mentor/\1",
        "line 13, link",
        "leads to tiltak/mentor/",
    ),
    changed("heading of lines", REPORT, r">Linje \d+–\d*(?P<d>\d)<", "line 1, heading", "shows"),
    Fault(
        "heading of another table",
        REPORT,
        "Oppfølging etter tiltak<",
        "Oppfølging etter fylke<",
        "line 1, heading",
        "not «Linje 1–19: Oppfølging etter tiltak»",
    ),
    changed(
        "count of lines",
        REPORT,
        r'rolle-total">I alt</span> \d*(?P<d>\d)',
        "roles, «I alt»",
        "shows",
    ),
    # What a page gives to others
    changed(
        "address of the twin",
        MEASURE,
        r'hreflang="en" href="[^"]*800(?P<d>0)',
        "address of",
        "shows",
    ),
    changed(
        "words of a preview", MEASURE, r'og:description" content="[^"]*(?P<d>\d) ', "og:", "shows"
    ),
    changed(
        "room of a preview", MEASURE, r'og:image:width" content="120(?P<d>0)', "og:image", "shows"
    ),
    changed("size in JSON-LD", MEASURE, r'contentSize":"\d*(?P<d>\d) B', "JSON-LD", "size"),
    changed("checksum in JSON-LD", MEASURE, r'sha256":"[^"]*?(?P<d>\d)', "JSON-LD", "checksum"),
    changed(
        "period in JSON-LD", MEASURE, r'temporalCoverage":"201(?P<d>9)-01/', "JSON-LD", "covers"
    ),
    changed(
        "date in JSON-LD", MEASURE, r'dateModified":"2026-11-2(?P<d>\d)', "JSON-LD", "not 2026"
    ),
    Fault(
        "a figure in JSON-LD",
        MEASURE,
        '"description":"',
        '"description":"12 personer. ',
        "JSON-LD",
        "",
    ),
    changed("year of a citation", MEASURE, r"data-kopi>Nav \(20(?P<d>\d)", "citation", "shows"),
    changed("year in BibTeX", MEASURE, r"year = \{201(?P<d>9)", "citation, BibTeX", "shows"),
    changed(
        "month in CSL-JSON", MEASURE, r"date-parts[^\n]*\[2019, 1(?P<d>2)", "citation, CSL", "shows"
    ),
    changed(
        "figure in code to embed",
        MEASURE,
        r"iframe src=[^\n]* title=[^\n]*?: (?P<d>\d)",
        "chart #utvikling, share box",
        "holds <iframe",
    ),
    Fault(
        "another chart's file",
        MEASURE,
        "figur/utvikling.csv",
        "figur/kjonn.csv",
        "chart #utvikling, share box",
        "leads to ",
    ),
    changed("size of a file", MEASURE, r'class="merk">(?P<d>\d)\d* kB<', "size of «", "shows"),
    changed("number in an example", DATA, r"202(?P<d>4)-08&#34;", "example", "is no file"),
    changed("size of a form", DATA, r"<td data-verdi=\"\d*(?P<d>\d)", "files, «", "shows"),
    changed("figure on a page to embed", EMBEDDED, r"<h1>[^<]*: \d*(?P<d>\d)", "caption", "shows"),
    changed(
        "drawing on a page to embed",
        EMBEDDED,
        r">\d*(?P<d>\d)</text>",
        "drawing",
        "is another than",
    ),
    Fault(
        "a figure more on a page to embed",
        EMBEDDED,
        "</main>",
        "<p>12 personer</p></main>",
        "text",
        "12",
    ),
    changed(
        "count of squares",
        COVERAGE,
        r"<strong[^>]*>Tall for \d*(?P<d>\d) av",
        "squares of tiltak",
        "shows",
    ),
    Fault(
        "square of another state",
        COVERAGE,
        r'(?s)(id="figur-fylke".*?)fill="var\(--serie-1\)" stroke="var\(--serie-1\)"',
        r'\1fill="var(--hull)" stroke="var(--serie-1)"',
        "squares of fylke, drawing",
        "draws a square",
    ),
    Fault(
        "square that leads elsewhere",
        COVERAGE,
        "2-aarig-opplaeringstiltak/#t-utvikling-2019",
        "2-aarig-opplaeringstiltak/#t-utvikling-2024",
        "2-aarig-opplaeringstiltak, januar 2019, link",
        "shows",
    ),
    # The English pages
    changed(
        "digit of an English cell",
        ENGLISH,
        r"<td>\d*(?P<d>\d)</td>",
        "table «Job club, January–August 2024», row «",
        "shows",
    ),
    Fault(
        "Norwegian thousands in English",
        ENGLISH,
        r"<td>1,(\d{3})</td>",
        "<td>1\u00a0\\1</td>",
        "table «Job club, January–August 2024», row «January»",
        "shows",
    ),
    Fault("0 for * in English", ENGLISH, f"<td>{STAR}", "<td>0", "table «Job club", "0"),
    Fault(
        "words for * in English",
        ENGLISH,
        r'skjult">hidden, 0–3<',
        'skjult">no figure<',
        "",
        "says «no figure»",
    ),
    Fault(
        "0 for * on an English map",
        ENGLISH,
        f"<strong>{STAR}</strong>",
        "<strong>0</strong>",
        "",
        "0",
    ),
    Fault(
        "an English row lost",
        ENGLISH,
        r'<tr[^>]*><th scope="row">March.*?</tr>',
        "",
        "table «Job club",
        "",
    ),
    Fault(
        "another English month", ENGLISH, '<th scope="row">March', '<th scope="row">May', "", "May"
    ),
    Fault(
        "another English head",
        ENGLISH,
        '<th scope="row">20–24 years',
        '<th scope="row">25–29 years',
        "table «Job club by age",
        "not one of ['20–24 years']",
    ),
    changed("an English headline", ENGLISH, r'finne">\d*(?P<d>\d)', "<h1>", "has «"),
    Fault("more for fewer", ENGLISH, r"\d more than", "3 fewer than", "", "fewer"),
    changed("an English key figure", ENGLISH, r'nokkel-tall">\d*(?P<d>\d)', "<p>", "has «"),
    changed(
        "an English summary",
        ENGLISH,
        r'aria-label="At the end [^"]* \d*(?P<d>\d) people',
        "chart #utvikling, @aria-label",
        "has «",
    ),
    changed(
        "an English spec", ENGLISH, r'"v":\d*(?P<d>\d)', "chart #utvikling, spec, data", "holds"
    ),
    changed(
        "an English tooltip",
        ENGLISH,
        r'"t":"Job club, August 2019: \d*(?P<d>\d)',
        "chart #utvikling, spec, data",
        "has «",
    ),
    changed(
        "an English share",
        ENGLISH,
        r">282 \(47\.(?P<d>4)",
        "chart #etter-fylke, drawing",
        "shows the texts",
    ),
    changed(
        "an English tick",
        ENGLISH,
        r'"y":\{"axis":\{"grid":true,"labelExpr":"\(\{[^}]*: \\"\d*(?P<d>\d)',
        "chart #utvikling, spec",
        "",
    ),
    Fault(
        "an English bar of another length",
        ENGLISH,
        r'(<path d="M0,[\d.]+h)[\d.]+(v[\d.]+h-)[\d.]+(Z" fill="var\(--skjermet\))',
        r"\g<1>2.04\g<2>2.04\3",
        "chart #etter-fylke, drawing",
        "draws bars",
    ),
    Fault(
        "names of drawn English lines changed about",
        ENGLISH,
        r'(?s)(id="figur-aar".*?)>2024</text>(.*?)>2019</text>',
        r"\1>2019</text>\2>2024</text>",
        "chart #aar, drawing",
        "does not write «2024» at",
    ),
    Fault(
        "another point of English multiples",
        ENGLISH,
        r'(?s)(id="figur-fylker-egen".*?<path transform="translate\([\d.]+,)[\d.]+(\)" d="M2\.)',
        r"\g<1>60\2",
        "chart #fylker-egen, drawing 680 wide",
        "draws something else",
    ),
    Fault(
        "a number in English alone",
        ENGLISH,
        "</h1>",
        "</h1><p>About 12 people.</p>",
        "",
        "12",
    ),
    Fault(
        "a number in an English attribute",
        ENGLISH,
        r"<td>(\d+)</td>",
        r'<td data-antall="2">\1</td>',
        "@data-antall",
        "is «2»",
    ),
    changed("line of an English link", ENGLISH, r'#L\d*(?P<d>\d)"', "@href", "is «"),
    changed(
        "rank in English", ENGLISH_FYLKE, r">\d*(?P<d>\d)(?:st|nd|rd|th) of", "table «", "has «"
    ),
    changed("change in English", ENGLISH_FYLKE, r"<td>[+−]\d*(?P<d>\d)</td>", "table «", "shows"),
    changed("a check in English", ENGLISH_CHECKS, r"<td>\d*(?P<d>\d)</td>", "table «", "shows"),
)
