"""PDFs made with ReportLab: ruled tables, wrapped cells, a table over two pages, page labels and bookmarks."""

import random

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from common import OUT, expected, table

# Fixed dates and ids.
rl_config.invariant = 1

GENERATOR = "ReportLab"
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=17, leading=21, spaceAfter=8)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceBefore=10, spaceAfter=5)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=14, spaceAfter=7)
CAPTION = ParagraphStyle("caption", fontName="Times-Italic", fontSize=9.5, leading=12, spaceAfter=4)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.5, leading=10.5)
HEAD_CELL = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")


def document(name: str, **options) -> SimpleDocTemplate:
    margins = {"leftMargin": 24 * mm, "rightMargin": 24 * mm, "topMargin": 24 * mm, "bottomMargin": 24 * mm}
    return SimpleDocTemplate(str(OUT / name), pagesize=A4, **margins, **options)


def grid() -> dict:
    chance = random.Random(11)
    months = "January February March April May June July August September October November December".split()
    header = ["Month", "Alderby", "Crowsfoot", "Hollin Top", "Saltmarsh"]
    rows = [[month, *(f"{chance.uniform(low, low + 95):.1f}" for low in (28, 40, 75, 12))] for month in months]
    caption = "Table 1: Monthly rainfall at four stations of the Wendle valley, in millimetres."
    sentences = [
        "The gauges at Alderby and Crowsfoot were read every morning at nine, while the two upper stations report by radio every six hours and were visited only once a month.",
        "A gauge that overflowed is counted at its brim, so the sums for the wettest months are lower bounds.",
    ]
    lines = Table([header, *rows], colWidths=[32 * mm] + [28 * mm] * 4)
    lines.setStyle(TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.88, 0.9, 0.94)),
        ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9),
        ("FONT", (0, 1), (-1, -1), "Helvetica", 9),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]))
    document("reportlab-grid.pdf").build([
        Paragraph("Rainfall in the Wendle Valley", TITLE),
        Paragraph(sentences[0], BODY),
        Paragraph("Monthly sums", HEADING),
        Paragraph(caption, CAPTION), lines, Spacer(0, 10),
        Paragraph(sentences[1] + " The record of the fifth station, at the old mill, was lost in the flood.", BODY),
    ])
    return expected(GENERATOR, [table(header, rows, caption)], sentences=sentences)


def wrapped() -> dict:
    header = ["No.", "Hazard", "Who may be harmed and how", "Measures in place", "Risk"]
    rows = [
        ["1", "Wet floor by the dye vats", "Staff and visitors may slip and fall against the hot copper pipes behind the vats",
         "Matting, drains cleared twice a day, shoes with rubber soles", "Medium"],
        ["2", "Steam press", "Operators may burn hands or forearms", "Two-handed switch; guard checked each Monday before the first shift", "High"],
        ["3", "Noise", "Anyone who works within four metres of the looms for more than two hours", "Ear defenders", "Medium"],
        ["4", "Bleach store", "Cleaners, by splashes to the eyes while decanting from the large drums into bottles",
         "Goggles, eye wash bottle, locked cupboard, and a pump in place of pouring", "High"],
        ["5", "Low beam", "Visitors", "Yellow tape and padding", "Low"],
        ["6", "Lone working", "The night caretaker, who may lie unfound for hours after an accident", "Hourly call to the gatehouse", "Medium"],
    ]
    caption = "Table 3. Hazards found on the walk through the weaving shed."
    sentence = "The list was drawn up by the foreman together with two of the weavers, and it is to be read again after any change to the machines or to the way through the shed."
    cells = [[Paragraph(cell, HEAD_CELL) for cell in header]] + [[Paragraph(cell, CELL) for cell in row] for row in rows]
    lines = Table(cells, colWidths=[10 * mm, 29 * mm, 54 * mm, 51 * mm, 18 * mm])
    lines.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    document("reportlab-wrapped.pdf").build([
        Paragraph("Risk assessment", TITLE), Paragraph(sentence, BODY),
        Paragraph("Weaving shed", HEADING), lines, Spacer(0, 5), Paragraph(caption, CAPTION),
        Paragraph("Signed by the foreman on the third of March. The next review is due in September.", BODY),
    ])
    return expected(GENERATOR, [table(header, rows, caption)], sentences=[sentence])


def stock_rows() -> list[list[str]]:
    chance = random.Random(23)
    kinds = ["Hex bolt", "Coach screw", "Washer", "Split pin", "Wing nut", "Eye bolt", "Rivet", "Hinge"]
    finishes = ["zinc", "brass", "plain", "stainless"]
    rows = []
    for number in range(58):
        kind, finish = kinds[number % len(kinds)], finishes[chance.randrange(4)]
        code = f"{kind[0]}{chance.randrange(100, 999)}-{number + 1:02d}"
        rows.append([code, f"{kind}, {finish}, {chance.choice((4, 6, 8, 10, 12))} mm", f"Bay {chance.randrange(1, 9)}",
                     f"{chance.randrange(12, 4800):,}", f"{chance.uniform(0.02, 3.4):.2f}"])
    return rows


def head_and_foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(24 * mm, A4[1] - 14 * mm, "Harrow & Dale Fixings: stocktaking")
    canvas.drawRightString(A4[0] - 24 * mm, 12 * mm, f"Page {document.page}")


def continued() -> dict:
    header = ["Code", "Description", "Place", "Quantity", "Price"]
    rows = stock_rows()
    caption = "Table 1: Fixings on the shelves on 30 June, with the price of one piece in pounds."
    sentences = [
        "Every bay was counted by two people who did not know the figure of the other, and a third count was made wherever the two differed by more than one in a hundred.",
        "Bay 9 was empty on the day of the count and is left out of the table.",
    ]
    lines = Table([header, *rows], colWidths=[26 * mm, 58 * mm, 22 * mm, 26 * mm, 22 * mm], repeatRows=1)
    lines.setStyle(TableStyle([
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
        ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
        ("FONT", (0, 0), (-1, 0), "Times-Bold", 10),
        ("FONT", (0, 1), (-1, -1), "Times-Roman", 10),
        ("ALIGN", (3, 0), (4, -1), "RIGHT"),
    ]))
    story = [
        Paragraph("Half-yearly stocktaking", TITLE), Paragraph(sentences[0], BODY),
        Paragraph(caption, CAPTION), lines, Spacer(0, 12), Paragraph(sentences[1], BODY),
    ]
    document("reportlab-continued.pdf").build(story, onFirstPage=head_and_foot, onLaterPages=head_and_foot)
    return expected(GENERATOR, [table(header, rows, caption)], sentences=sentences)


PREFACE = (
    "This handbook grew out of the notes that the keepers of the reading room handed down to one another on cards. "
    "The cards were hard to read and harder to find, and so they were copied out in the winter of the great frost."
)
OPENING = (
    "The room opens at eight from Monday to Friday and at ten on Saturdays. Whoever comes first lights the stove and "
    "winds the clock above the door, which loses about two minutes a week."
)
LENDING = (
    "Books with a red dot on the spine stay in the room. All others may be borrowed for three weeks, and once again for "
    "three weeks if nobody has asked for them in the meantime."
)
# Title, level in the outline and page from 1.
BOOKMARKS = [("Title page", 0, 1), ("Contents", 0, 2), ("Preface", 0, 3), ("The reading room", 0, 4), ("Opening hours", 1, 4), ("Lending", 0, 5)]


def leader_line(canvas: Canvas, y: float, title: str, label: str) -> None:
    """One line of the contents: title, dots and page label."""
    canvas.drawString(30 * mm, y, title)
    canvas.drawRightString(A4[0] - 30 * mm, y, label)
    dot = canvas.stringWidth(".", "Times-Roman", 11) * 2
    x = 30 * mm + canvas.stringWidth(title, "Times-Roman", 11) + dot
    while x < A4[0] - 42 * mm:
        canvas.drawString(x, y, ".")
        x += dot


def text_page(canvas: Canvas, heading: str, text: str, y: float = A4[1] - 40 * mm) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(30 * mm, y, heading)
    paragraph = Paragraph(text, BODY)
    _, height = paragraph.wrap(A4[0] - 60 * mm, A4[1])
    paragraph.drawOn(canvas, 30 * mm, y - 8 * mm - height)


def labels() -> dict:
    canvas = Canvas(str(OUT / "reportlab-labels.pdf"), pagesize=A4)
    canvas.setTitle("Handbook of the reading room")
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(3, style="ARABIC", start=1)
    page_labels = ["i", "ii", "iii", "1", "2"]
    for page, label in enumerate(page_labels, 1):
        for title, level, at in BOOKMARKS:
            if at == page:
                canvas.bookmarkPage(title)
                canvas.addOutlineEntry(title, title, level)
        draw_handbook_page(canvas, page)
        canvas.setFont("Times-Roman", 10)
        canvas.drawCentredString(A4[0] / 2, 15 * mm, label)
        canvas.showPage()
    canvas.save()
    return expected(
        GENERATOR,
        sentences=[
            "The cards were hard to read and harder to find, and so they were copied out in the winter of the great frost.",
            "Whoever comes first lights the stove and winds the clock above the door, which loses about two minutes a week.",
            "All others may be borrowed for three weeks, and once again for three weeks if nobody has asked for them in the meantime.",
        ],
        labels=page_labels,
        bookmarks=[{"title": title, "page": page} for title, _, page in BOOKMARKS],
    )


def draw_handbook_page(canvas: Canvas, page: int) -> None:
    if page == 1:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 100 * mm, "Handbook of the reading room")
        canvas.setFont("Times-Italic", 13)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 112 * mm, "for its keepers and their helpers")
    elif page == 2:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(30 * mm, A4[1] - 40 * mm, "Contents")
        canvas.setFont("Times-Roman", 11)
        for line, (title, label) in enumerate([("Preface", "iii"), ("The reading room", "1"), ("Opening hours", "1"), ("Lending", "2")]):
            leader_line(canvas, A4[1] - 52 * mm - line * 7 * mm, title, label)
    elif page == 3:
        text_page(canvas, "Preface", PREFACE)
    elif page == 4:
        text_page(canvas, "The reading room", "The reading room lies on the first floor of the old customs house.")
        text_page(canvas, "Opening hours", OPENING, A4[1] - 72 * mm)
    else:
        text_page(canvas, "Lending", LENDING)


def make() -> dict[str, dict]:
    return {
        "reportlab-grid.pdf": grid(),
        "reportlab-wrapped.pdf": wrapped(),
        "reportlab-continued.pdf": continued(),
        "reportlab-labels.pdf": labels(),
    }
