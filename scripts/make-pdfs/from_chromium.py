"""PDFs printed with headless Chromium: borderless table, spanning header, right-to-left text, a chart, and a page without tables."""

import random
import subprocess
import tempfile
from pathlib import Path

import charts
from common import OUT, build_with_figures, chromium_program, expected, figure, finish, table
from from_html import html_figure, html_table, page, paragraph

GENERATOR = "Chromium"


def print_html(html: str, path: Path, folder: Path, tagged: bool = True) -> None:
    """Prints a page whose pictures lie in the folder."""
    source = folder / "page.html"
    source.write_text(html, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [chromium_program(), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
             "--no-pdf-header-footer", f"--print-to-pdf={path}", *([] if tagged else ["--disable-pdf-tagging"]), source.as_uri()],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
    finish(path)


def write(name: str, html: str, tagged: bool = True) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print_html(html, OUT / name, Path(folder), tagged)


def clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def timetable_rows() -> list[list[str]]:
    stations = [("Port Ellery", 0), ("Marsh Lane", 4), ("St Anne’s Halt", 9), ("Upper Quarry", 15), ("Tarn Junction", 22),
                ("Fellside", 31), ("Long Bridge", 38), ("Kettering Moor", 47), ("Ashby Summit", 59)]
    rows = []
    for place, (name, km) in enumerate(stations):
        row = [name, str(km)]
        for train, (start, pace) in enumerate([(372, 1.5), (431, 1.1), (555, 1.5), (1020, 1.1)]):
            # The fast trains pass some of the small stations.
            passes = train % 2 == 1 and place in (1, 2, 5)
            row.append("–" if passes else clock(start + round(km * pace) + place))
        rows.append(row)
    return rows


def borderless() -> dict:
    header = ["Station", "km", "Train 7", "Train 9", "Train 11", "Train 15"]
    rows = timetable_rows()
    caption = "Table 4: Trains of the moor line on working days; a dash means that the train does not stop."
    sentences = [
        "From the first Sunday in April the trains of the moor line run every day again, and the evening train waits at Tarn Junction for the boat from Port Ellery if the sea is rough.",
        "Bicycles are carried free of charge in the last coach as long as there is room.",
    ]
    write("chromium-borderless.pdf", page(
        "Moor line",
        "<h1>The moor line in spring</h1>" + paragraph(sentences[0]) + "<h2>Times</h2>"
        + html_table(header, rows, numbers_from=1) + paragraph(caption, "caption") + "<h2>On board</h2>"
        + paragraph(sentences[1] + " Dogs travel for half the fare of a child, and hens in a basket for nothing at all."),
        "table { width: 100%; margin-top: 2mm } th { font-weight: bold }",
    ))
    return expected(GENERATOR, [table(header, rows, caption)], sentences=sentences)


def spanning() -> dict:
    chance = random.Random(31)
    regions = ["North coast", "Lake country", "The Fens", "Old town", "New town", "Harbour", "West hills", "East hills", "Islands", "Abroad", "Online"]
    rows = [
        [region, *(f"{chance.randrange(900, 48000):,}" for _ in range(4)), f"{chance.uniform(-9, 18):.1f}%".replace("-", "−"), str(chance.randrange(3, 61))]
        for region in regions
    ]
    upper = (
        '<tr><th rowspan="2">Region</th><th colspan="2" class="middle">2023</th><th colspan="2" class="middle">2024</th>'
        '<th rowspan="2">Change</th><th rowspan="2">Staff</th></tr>'
    )
    lower = "<tr>" + '<th class="number">Sales</th><th class="number">Costs</th>' * 2 + "</tr>"
    header = ["Region", "2023 Sales", "2023 Costs", "2024 Sales", "2024 Costs", "Change", "Staff"]
    caption = "Table 2: Sales and costs of the bookshops by region, in crowns."
    sentence = "Sales abroad are counted in the year in which the parcel left the warehouse, even where the bill was paid only after the turn of the year."
    write("chromium-spanning.pdf", page(
        "Bookshops",
        "<h1>Bookshops: two years side by side</h1>" + paragraph(sentence) + paragraph(caption, "caption")
        + html_table(header, rows, numbers_from=1, head=upper + lower) + "<h2>Outlook</h2>"
        + paragraph("The shop in the old town moves to a larger house in May. No other changes are planned."),
        "td, th { border: 0.3mm solid #777 } th { background: #eee } .middle { text-align: center } table { width: 100% }",
    ), tagged=False)
    return expected(GENERATOR, [table(header, rows, caption)], sentences=[sentence])


HEBREW = [
    "הספרייה העירונית נפתחה מחדש בשנת 2019 לאחר שיפוץ שנמשך ארבע שנים.",
    "באולם הקריאה החדש יש מקום ל־120 קוראים, והוא פתוח בכל יום מלבד שבת.",
]
ARABIC = [
    "افتتحت المكتبة العامة أبوابها من جديد بعد أعمال ترميم طويلة.",
    "يستطيع الزوار قراءة الصحف القديمة في قاعة هادئة تطل على البحر.",
]


def right_to_left() -> dict:
    english = "The library keeps its notices in three languages, and each of them is read aloud at the door on the first day of the month."
    write("chromium-right-to-left.pdf", page(
        "Notices of the library",
        "<h1>Notices of the library</h1>" + paragraph(english)
        + f'<section lang="he" dir="rtl"><h2>הודעה לקוראים</h2>{paragraph(" ".join(HEBREW))}</section>'
        + f'<section lang="ar" dir="rtl"><h2>إعلان للزوار</h2>{paragraph(" ".join(ARABIC))}</section>',
        'section, section h2 { font-family: "DejaVu Sans" } section { font-size: 13pt }',
    ))
    return expected(GENERATOR, sentences=[english, *HEBREW, *ARABIC])


def chart() -> dict:
    caption = "Figure 1: Yield of five crops on the trial fields in 2022 and what was gained in 2023."
    sentences = [
        "The trial fields lie on heavy clay, and the gain of the second year is put down to the drains rather than to the new seed.",
        "Beans were sown twice because the first crop was eaten by pigeons.",
    ]
    html = page(
        "Trial fields",
        "<h1>Yield on the trial fields</h1>" + paragraph(sentences[0]) + html_figure("bars.svg", caption, "120mm")
        + "<h2>Losses</h2>" + paragraph(sentences[1] + " Rye was cut green in one of the four fields and is counted there as nothing."),
    )
    name = "chromium-chart.pdf"
    places = build_with_figures(lambda folder, path: print_html(html, path, folder), name, {"bars.svg": charts.bars("svg")})
    number, box = places["bars.svg"]
    return expected(GENERATOR, figures=[figure(caption, box, number)], sentences=sentences)


NEWS = [
    "The town council voted on Tuesday to keep the night ferry for another winter.",
    "Only 14 people used it on an ordinary night last year, but among them were the nurses of the hospital on the far bank, who would otherwise have to drive 32 miles round the bay.",
    "The ferry costs the town 410 crowns a night.",
    "Councillor Maud Pettigrew, who had asked for it to be given up, said after the vote that she was glad to have lost.",
    "The skipper, who is 71, wishes to go on until the new pier is built.",
    "A bridge was promised in 1934, in 1958 and again in 1987, and the stone for the first of its piers still lies in the long grass behind the net lofts.",
    "Children climb on it.",
    "The old ferry bell, which was lost in the storm of 1962, has been found by divers and will be hung in the waiting room before the end of the month.",
    "It is cracked but can be rung.",
]
LIST = ["3 coils of rope, 40 m each", "12 life jackets, sizes 2 to 5", "1 lamp with 6 spare wicks", "250 tickets, numbered 1001 to 1250"]
CONTENTS = [("Council keeps the night ferry", "1"), ("Letters", "4"), ("Births, deaths and marriages", "11"), ("Tides for the week", "12")]
ADDRESS = ["The Bay Messenger", "17 Rope Walk", "Port Ellery PE4 2QT", "Tel. 01632 960 417"]


def no_table() -> dict:
    dots = " ." * 90
    contents = "".join(f'<div class="entry"><span>{title}</span><span class="dots">{dots}</span><span>{number}</span></div>' for title, number in CONTENTS)
    write("chromium-no-table.pdf", page(
        "The Bay Messenger",
        "<h1>The Bay Messenger</h1>" + f"<h2>In this issue</h2>{contents}<h2>Council keeps the night ferry</h2>"
        + f'<div class="news">{paragraph(" ".join(NEWS[:5]))}{paragraph(" ".join(NEWS[5:]))}</div>'
        + "<h2>What the ferry carries</h2><ul>" + "".join(f"<li>{item}</li>" for item in LIST) + "</ul>"
        + f"<address>{'<br>'.join(ADDRESS)}</address>",
        ".news { columns: 2; column-gap: 8mm; text-align: justify } address { margin: 8mm 0 0 100mm; font-style: normal }"
        ".entry { display: flex } .dots { flex: 1; overflow: hidden; white-space: nowrap; height: 1.45em; margin: 0 2mm }",
    ))
    return expected(GENERATOR, sentences=NEWS)


def make() -> dict[str, dict]:
    return {
        "chromium-borderless.pdf": borderless(),
        "chromium-spanning.pdf": spanning(),
        "chromium-right-to-left.pdf": right_to_left(),
        "chromium-chart.pdf": chart(),
        "chromium-no-table.pdf": no_table(),
    }
