"""PDFs made with WeasyPrint: wrapped cells, two tables on one page, and a chart."""

import tempfile
from pathlib import Path

import weasyprint

import charts
from common import OUT, bookmarks, build_with_figures, expected, figure, finish, table
from from_html import html_figure, html_table, page, paragraph

GENERATOR = "WeasyPrint"


def write_html(html: str, path: Path, folder: Path) -> None:
    weasyprint.HTML(string=html, base_url=f"{folder}/").write_pdf(path)
    finish(path)


def write(name: str, html: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_html(html, OUT / name, Path(folder))


def wrapped() -> dict:
    header = ["Species", "Where seen", "Remarks", "Count"]
    rows = [
        ["Reed warbler", "South reed bed, from the hide and along the new boardwalk", "Singing from the last week of April; at least two broods", "34"],
        ["Bittern", "North reed bed", "Heard on five evenings but never seen, and silent after the work on the sluice began", "1"],
        ["Marsh harrier", "Over the whole reserve, most often above the grazing marsh by the river", "Pair", "2"],
        ["Water rail", "Ditches", "Calls only; the tape was played three times in each of the eleven ditches", "9"],
        ["Bearded tit", "Both reed beds and, in the hard frost, the willows behind the car park", "Flock of young birds in August", "57"],
        ["Garganey", "Scrape", "", "3"],
    ]
    caption = "Table 5: Birds of the reed beds, with the highest count of the year."
    sentence = "The counts were made by nine volunteers who walked the same path at first light on the second Saturday of each month, whatever the weather."
    write("weasyprint-wrapped.pdf", page(
        "Birds", "<h1>Birds of the Ousel reserve</h1>" + paragraph(sentence) + "<h2>Reed beds</h2>" + paragraph(caption, "caption")
        + html_table(header, rows, numbers_from=3) + "<h2>Thanks</h2>" + paragraph("The boats were lent by the angling club. The maps were drawn by hand."),
        "td, th { border: 0.25mm solid black } td { vertical-align: middle } table { width: 150mm; table-layout: fixed }"
        "th:nth-child(1) { width: 24mm } th:nth-child(4) { width: 13mm }",
    ))
    return expected(GENERATOR, [table(header, rows, caption)], sentences=[sentence], bookmarks=bookmarks("Birds of the Ousel reserve", "Reed beds", "Thanks"))


def two_tables() -> dict:
    first_header = ["Boat", "Built", "Length (m)", "Berth"]
    first_rows = [
        ["Kittiwake", "1961", "8.4", "A3"], ["Two Sisters", "1978", "11.2", "A7"], ["Good Intent", "1923", "14.0", "B1"],
        ["Sea Pink", "2004", "6.9", "B4"], ["Provider", "1989", "12.7", "C2"],
    ]
    second_header = ["Month", "Cod", "Crab", "Lobster", "Mackerel", "Total", "Days at sea"]
    second_rows = [
        ["May", "1.9", "4.2", "0.8", "0.0", "6.9", "61"], ["June", "1.4", "5.6", "1.3", "2.2", "10.5", "74"],
        ["July", "0.9", "6.1", "1.9", "7.5", "16.4", "88"], ["August", "0.7", "5.8", "1.7", "9.1", "17.3", "90"],
        ["September", "1.6", "3.9", "1.1", "4.0", "10.6", "66"], ["October", "2.8", "2.0", "0.4", "0.3", "5.5", "39"],
    ]
    captions = ["Table 1: The five boats of the cooperative.", "Table 2: Landings from May to October in tonnes, and days at sea of all boats together."]
    sentences = [
        "Five boats belong to the cooperative since the sale of the Morning Star, and all of them are kept in the inner harbour from November until the end of April.",
        "The landings fell for the third year, though less than along the rest of the coast.",
    ]
    write("weasyprint-two-tables.pdf", page(
        "Harbour", "<h1>The fishing cooperative</h1><h2>Boats</h2>" + paragraph(sentences[0]) + paragraph(captions[0], "caption")
        + html_table(first_header, first_rows, numbers_from=1, kind="ruled") + "<h2>Landings</h2>" + paragraph(sentences[1])
        + paragraph(captions[1], "caption") + html_table(second_header, second_rows, numbers_from=1, kind="open"),
        ".ruled td, .ruled th { border: 0.25mm solid #444 } .open { width: 100% }"
        ".open thead th { border-top: 0.5mm solid; border-bottom: 0.25mm solid } .open tr:last-child td { border-bottom: 0.5mm solid }",
    ))
    tables = [table(first_header, first_rows, captions[0]), table(second_header, second_rows, captions[1])]
    return expected(GENERATOR, tables, sentences=sentences, bookmarks=bookmarks("The fishing cooperative", "Boats", "Landings"))


def chart() -> dict:
    caption = "Fig. 2. Temperature of the water in both basins and at the outlet over twenty weeks."
    sentences = [
        "Both basins warm steadily until the end of July, and the outlet follows them with a delay of about nine days.",
        "The probe at the outlet was replaced in week twelve after an otter had bitten through its cable.",
    ]
    html = page(
        "Basins", "<h1>Temperature of the basins</h1>" + paragraph(sentences[0] + " See Fig. 2 for the curves.")
        + html_figure("lines.svg", caption, "115mm") + "<h2>Notes</h2>" + paragraph(sentences[1]),
        "figure { margin-left: 18mm }",
    )
    name = "weasyprint-chart.pdf"
    places = build_with_figures(lambda folder, path: write_html(html, path, folder), name, {"lines.svg": charts.lines("svg")})
    number, box = places["lines.svg"]
    return expected(GENERATOR, figures=[figure(caption, box, number)], sentences=sentences, bookmarks=bookmarks("Temperature of the basins", "Notes"))


def make() -> dict[str, dict]:
    return {"weasyprint-wrapped.pdf": wrapped(), "weasyprint-two-tables.pdf": two_tables(), "weasyprint-chart.pdf": chart()}
