"""PDFs made with Typst: tables with and without gaps, charts, a two-column article, and a page without tables."""

import io
import json
import shutil
import tempfile
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFilter

import charts
from common import HERE, OUT, bookmarks, build_with_figures, expected, figure, finish, table

GENERATOR = "Typst"

# Only the fonts inside Typst, so that every machine gives the same pages.
SETTINGS = """
#set document(date: none)
#set page(paper: "a4", margin: 25mm)
#set text(font: "Libertinus Serif", size: 11pt, lang: "en")
#set par(justify: true)
#set heading(numbering: none)
#show figure.where(kind: table): set figure.caption(position: top)
"""


def compile_file(source: Path, path: Path) -> None:
    typst.compile(str(source), output=str(path), root=str(source.parent), ignore_system_fonts=True)
    finish(path)


def compile_text(text: str, path: Path, folder: Path) -> None:
    source = folder / "main.typ"
    source.write_text(SETTINGS + text, encoding="utf-8")
    compile_file(source, path)


def write(name: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        compile_text(text, OUT / name, Path(folder))


def typst_string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def cells(row: list[str]) -> str:
    return ", ".join(f"[#{typst_string(cell)}]" for cell in row)


def typst_table(header: list[str], rows: list[list[str]], align: str, rules: bool = True) -> str:
    """A table with rules above, below and under the header, as books have them."""
    rule = "table.hline(stroke: 0.8pt), " if rules else ""
    thin = "table.hline(stroke: 0.4pt), " if rules else ""
    body = "".join(f"{cells(row)},\n" for row in rows)
    return f"table(columns: {len(header)}, align: {align}, stroke: none, {rule} table.header({cells(header)}), {thin}\n{body}{rule})"


def booktabs() -> dict:
    header = ["Arm", "Patients", "Age (years)", "Responded", "Odds ratio (95% CI)", "p"]
    rows = [
        ["Placebo", "121", "54.2 ± 9.1", "31 (25.6%)", "1.00", "–"],
        ["Low dose", "118", "53.8 ± 8.7", "44 (37.3%)", "1.73 (0.99–3.01)", "0.054"],
        ["Middle dose", "124", "55.0 ± 9.9", "58 (46.8%)", "2.55 (1.49–4.38)", "<0.001"],
        ["High dose", "119", "54.6 ± 8.3", "61 (51.3%)", "3.05 (1.77–5.26)", "<0.001"],
        ["High dose, twice daily", "57", "52.9 ± 10.4", "30 (52.6%)", "3.23 (1.66–6.27)", "0.001"],
    ]
    caption = "Table 1: Response after twelve weeks by arm of the trial."
    sentences = [
        "Patients were assigned to one of five arms in the order of their first visit, and neither they nor the nurses who measured the response knew which of the arms they belonged to.",
        "The fifth arm was closed early because the capsules could not be delivered in time.",
    ]
    write("typst-booktabs.pdf", f"""
= Response to the spring remedy
{sentences[0]} Eleven patients left the study before its end and are counted as not having responded.
== Main result
#figure({typst_table(header, rows, "(left, right, right, right, center, right)")}, caption: [Response after twelve weeks by arm of the trial.])
== Remarks
{sentences[1]} No harm was reported from it.
""")
    return expected(
        GENERATOR, [table(header, rows, caption)], sentences=sentences,
        bookmarks=bookmarks("Response to the spring remedy", "Main result", "Remarks"),
    )


def gaps() -> dict:
    header = ["Fund", "1 year", "3 years", "5 years", "Cost", "Note"]
    rows = [
        ["Harbour bonds", "2.1%", "−0.4%", "1.2%", "0.15%", ""],
        ["Timber", "−11.8%", "", "", "0.90%", "since 2022"],
        ["Small mills", "7.3%", "5.5%", "−2.0%", "0.65%", ""],
        ["Foreign railways", "−0.6%", "", "3.9%", "0.48%", "no price in 2021"],
        ["Grain", "14.2%", "9.7%", "", "", "closed"],
        ["Lighthouses", "0.0%", "1.1%", "1.4%", "0.20%", ""],
        ["Canals and locks", "", "−3.3%", "−1.9%", "0.55%", ""],
    ]
    caption = "Table 2: Return of the seven funds to the end of December, per year."
    sentence = "A gap in the table means that the fund had no price on the first or on the last day of the period, not that its return was nothing."
    write("typst-gaps.pdf", f"""
= The pension funds
The trustees met in January. {sentence}
#counter(figure.where(kind: table)).update(1)
#figure({typst_table(header, rows, "(left, right, right, right, right, left)")}, caption: [Return of the seven funds to the end of December, per year.])
== Decisions
Timber is to be sold by the summer. Everything else stays as it is.
""")
    return expected(GENERATOR, [table(header, rows, caption)], sentences=[sentence], bookmarks=bookmarks("The pension funds", "Decisions"))


def two_charts() -> dict:
    captions = ["Fig. 1. Length and weight of sixty perch from the mill pond.", "Fig. 2. Temperature of three waters over twenty weeks."]
    sentences = [
        "The perch were netted in one afternoon, measured on a wet board and put back, and all but two of them swam off at once.",
        "The heavier fish of a given length came from the deep end of the pond.",
        "The waters warm at the same pace, but they do not begin from the same point.",
    ]
    text = f"""
#set figure(supplement: [Fig.])
#show figure.caption: it => context [#it.supplement #it.counter.display(). #it.body]
= Perch of the mill pond
{sentences[0]} {sentences[1]}
#figure(image("scatter.pdf", width: 105mm), caption: [Length and weight of sixty perch from the mill pond.])
== Water
{sentences[2]}
#figure(image("lines.svg", width: 110mm), caption: [Temperature of three waters over twenty weeks.])
"""
    pictures = {"scatter.pdf": charts.scatter("pdf"), "lines.svg": charts.lines("svg")}
    places = build_with_figures(lambda folder, path: compile_text(text, path, folder), "typst-charts.pdf", pictures)
    figures = [figure(caption, places[picture][1], places[picture][0]) for caption, picture in zip(captions, pictures, strict=True)]
    return expected(GENERATOR, figures=figures, sentences=sentences, bookmarks=bookmarks("Perch of the mill pond", "Water"))


def pool_picture() -> bytes:
    """An evening by the river in soft shapes, small enough as a JPEG."""
    image = Image.linear_gradient("L").resize((420, 280)).convert("L")
    sky = Image.composite(Image.new("RGB", image.size, (232, 170, 110)), Image.new("RGB", image.size, (60, 80, 130)), image)
    draw = ImageDraw.Draw(sky)
    draw.polygon([(0, 170), (90, 110), (200, 160), (300, 95), (420, 150), (420, 190), (0, 190)], fill=(38, 52, 48))
    draw.rectangle((0, 186, 420, 280), fill=(70, 90, 110))
    for line in range(14):
        draw.line((20 + line * 27, 192 + line * 6, 90 + line * 21, 192 + line * 6), fill=(200, 170, 140), width=2)
    draw.rectangle((250, 176, 420, 194), fill=(120, 112, 104))
    draw.ellipse((120, 52, 152, 84), fill=(250, 220, 170))
    buffer = io.BytesIO()
    sky.filter(ImageFilter.GaussianBlur(1.2)).save(buffer, "JPEG", quality=72, optimize=True)
    return buffer.getvalue()


# Where the lines, columns and pages of the article break is seen in the PDF; article.typ must not change without a look.
ARTICLE_SENTENCES = [
    # Hyphenated: be-tween, con-cern, nev-ertheless.
    "Three weirs on the upper Wendle were fitted with fish passes between 2015 and 2018.",
    "When the last mill closed, the sluices rusted shut and the difficulties of the fish became a matter of official concern.",
    "Whoever plans a pass should nevertheless begin by throwing a bundle of straw into the river and watching where it goes.",
    # Ligatures.
    "A first survey found sufficient gravel for four hundred nests above the highest weir, but not a single fish to use it.",
    "Each pass was built of oak baffles in a concrete channel, following the drawings of the authority.",
    # Over the end of a column, around a footnote.
    "Our question was whether a short and steep pass could do the same work, at a third of the cost, if its foot were placed where the current is strongest.",
    # Over the end of the page, around both running heads and the page number.
    "After the flood of February the pass at Crowsfoot was filled with gravel for seven weeks, and the affected nights are not counted.",
    # Over the end of a column, around a picture with its caption and a footnote.
    "We do not wish to say that the slope is of no importance at all, for the smallest fish were found only above Alderby, and it may be that the baffles at Hollin are simply too much for them.",
    # The footnotes themselves.
    "The counting was done by volunteers, who waded the same reaches in chest-high rubber boots on every first Sunday of the month.",
    "One trout was recognised by a torn fin and leapt at the apron on at least thirteen nights.",
]


def article() -> dict:
    def build(folder: Path, path: Path) -> None:
        shutil.copy(HERE / "article.typ", folder)
        compile_file(folder / "article.typ", path)

    places = build_with_figures(build, "typst-article.pdf", {"pool.jpg": pool_picture()})
    number, box = places["pool.jpg"]
    rows = [["2019", "41", "28", "66"], ["2020", "57", "19", "94"], ["2021", "63", "52", "131"], ["2022", "78", "60", "187"]]
    return expected(
        GENERATOR,
        [table(["Year", "Alderby", "Crowsfoot", "Hollin"], rows, "Table 1: Fish counted above each weir.", 2)],
        [figure("Figure 1: The pool below the weir at Hollin in the evening, seen from the plank of the counters.", box, number)],
        ARTICLE_SENTENCES,
        bookmarks=bookmarks("1 Introduction", "2 Methods", "3 Results") + bookmarks("4 Discussion", page=2),
    )


MINUTES = [
    "The chair welcomed 23 members and read the letter of the county, which offers 1,400 crowns for the repair of the roof if the Society finds the same sum before the end of the year.",
    "Mrs Thistlewood proposed a sale of 200 pots of jam at 3 crowns each.",
    "Mr Oakes held that nobody would buy jam in February and proposed a raffle instead.",
    "Both were agreed, the raffle by 17 votes to 6 and the sale of jam without a vote, since the jam was already made.",
    "The keeper of the telescope reported 41 clear nights, which is the smallest number since 1998, and asked once more for a lock on the dome.",
    "The meeting closed at 9:40.",
]


def no_table() -> dict:
    write("typst-no-table.pdf", f"""
#set page(numbering: "1", columns: 1)
#set heading(numbering: "1.1")
#outline(title: [Contents])
= Minutes of the winter meeting
== Reports
// A fixed height, since Typst fills the first column before the second.
#block(height: 38mm, columns(2, gutter: 9mm)[
{" ".join(MINUTES[:3])}

{" ".join(MINUTES[3:])}
])
== Things to buy
+ 2 padlocks, brass, 50 mm
+ 16 sheets of roofing felt, 1 m × 10 m
+ 5 kg of clout nails
- Raffle tickets: 500 at 2 crowns
- Jars: 40 more, if there are plums

#pagebreak()
= Correspondence
#align(right)[
  The Astronomical Society \\
  Observatory Lane 4 \\
  Fellside FS1 8RD
]
#v(4mm)
County Hall \\
Department of Roofs \\
12 Market Place \\
Alderby AL3 0BB

We accept your offer and hope to match it by Michaelmas.
""")
    return expected(
        GENERATOR,
        sentences=[*MINUTES, "We accept your offer and hope to match it by Michaelmas."],
        labels=["1", "2"],
        bookmarks=bookmarks("1 Minutes of the winter meeting", "1.1 Reports", "1.2 Things to buy") + bookmarks("2 Correspondence", page=2),
    )


def make() -> dict[str, dict]:
    return {
        "typst-booktabs.pdf": booktabs(),
        "typst-gaps.pdf": gaps(),
        "typst-charts.pdf": two_charts(),
        "typst-article.pdf": article(),
        "typst-no-table.pdf": no_table(),
    }
