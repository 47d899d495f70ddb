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
PART = (
    *(FRONT, DATA, CHECKS, MEASURE, OTHER_MEASURE, TIED, GROUP, FYLKE, FYLKER, NO_FYLKE, AREA),
    *(LIST, COVERAGE, COMPARE, REPORT),
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
    changed("line of a link", MEASURE, r"#L\d*(?P<d>\d)\"", "table «AMO Kurs, ", "links to "),
    changed("line's text", MEASURE, r"linje </span>\d*(?P<d>\d)<", "foot 1", "links to "),
    changed(
        "column of a report", FYLKE, r'data-k="(?P<d>\d)"', "column «", "names the data column"
    ),
    Fault(
        "another report",
        FYLKE,
        "rapport/2024-08-oppfolging/#",
        "rapport/2019-12-tiltak-og-kjonn/#",
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
        r"<td>\d+\u00a0\d*(?P<d>\d)</td>",
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
        '2024">Tiltaksgruppa Oppfølging, ',
        '2024">Tiltaksgruppa Opplæring, ',
        "table «Tiltaksgruppa Opplæring, januar–august 2024», head «Oppfølging»",
        "is no name of a code here",
    ),
    changed("figure that is a link", FYLKER, r'L\d+">\d*(?P<d>\d)</a>', "row «Oslo»", "published"),
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
        r'"y":\{"axis":\{"format":",d","grid":true,"values":\[0,\d*(?P<d>\d)',
        "chart #utvikling",
        "",
    ),
    changed(
        "headline",
        MEASURE,
        r"<strong>Flest i [^<]*(?P<d>\d)<",
        "chart #utvikling, headline",
        "shows",
    ),
    Fault(
        "least with hidden months",
        MEASURE,
        r"(<strong>Flest i desember 2019: \d+)",
        r"\1, færrest i juli 2019: 2",
        "headline",
        "some months are hidden",
    ),
    Fault(
        "description of a hidden month",
        MEASURE,
        r"skjermet \(0–3\) i juli",
        "2 i juli",
        "chart #utvikling, description",
        "shows",
    ),
    changed(
        "description",
        MEASURE,
        r"Linjediagram\. [^\"]* og \d*(?P<d>\d) i",
        "chart #utvikling, description",
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
        r'(<path transform="translate\([0-9.]+),220\)(" d="M-3\.87,0)',
        r"\1,217)\2",
        "chart #utvikling, drawing",
        "does not draw",
    ),
    Fault(
        "place of a point",
        MEASURE,
        r'(<path transform="translate\([0-9.]+),[0-9.]+\)(" d="M2\.91)',
        r"\1,99)\2",
        "chart #utvikling, drawing",
        "does not draw",
    ),
    # Sentences
    changed("lead", MEASURE, r'class="funn">[^<]* deltok \d*(?P<d>\d)', "lead", "shows"),
    changed("change in a lead", MEASURE, r"Det er \d*(?P<d>\d)", "lead", "shows"),
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
    changed("range of a lead", NO_FYLKE, r'funn">[^<]*enn (?P<d>4) personer', "lead", "shows"),
    changed("month of a lead", NO_FYLKE, r'funn">[^<]*202(?P<d>4)', "lead", "shows"),
    Fault(
        "lead where not all is hidden",
        AREA,
        r'funn">[^<]*<',
        'funn">Alle tallene for ukjent fylke i august 2024 er skjermet: færre enn 4 personer.<',
        "lead",
        "tells that all is hidden",
    ),
    Fault(
        "a hidden figure told as the largest",
        NO_FYLKE,
        r'funn">[^<]*<',
        'funn">Ved utgangen av august 2024 deltok færre enn 4 personer i tiltaket Mentor i øvrige '
        "områder. Tallet er skjermet.<",
        "lead",
        "all figures are hidden",
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
        r"<li>Tallene er ikke sesong",
        "<li>En stjerne før april betyr at tiltaket ikke fantes ennå.</li>"
        "<li>Tallene er ikke sesong",
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
    changed("name of a region", DATA, r'"Tabell (?P<d>\d)"', "name of a region", "shows"),
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
    Fault("number in a word", MEASURE, "</h1>", " ²</h1>", "title (h1", "no rule explains «²»"),
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
        r'(class="rad"><span>I alt</span>)',
        r"\1 2",
        "line 12",
        "holds more",
    ),
    Fault(
        "another meaning",
        REPORT,
        "</span> Arbeid med støtte<",
        "</span> Mentor<",
        "line 13, meaning",
        "not «Arbeid med støtte»",
    ),
    changed(
        "count of lines",
        REPORT,
        r'rolle-total">I alt</span> \d*(?P<d>\d)',
        "roles, «I alt»",
        "shows",
    ),
)
