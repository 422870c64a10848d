"""PDFs made with fpdf2: a striped budget with money values and a wide table on a landscape page."""

import random
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from common import FONTS, OUT, expected, table

GENERATOR = "fpdf2"


def document(orientation: str = "portrait") -> FPDF:
    pdf = FPDF(orientation=orientation, format="A4")
    pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
    pdf.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_margin(20)
    pdf.add_page()
    return pdf


def heading(pdf: FPDF, text: str, size: float = 15) -> None:
    pdf.set_font("DejaVu", "B", size)
    pdf.multi_cell(0, size * 0.55, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def paragraph(pdf: FPDF, text: str, size: float = 9.5) -> None:
    pdf.set_font("DejaVu", "", size)
    pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def striped() -> dict:
    header = ["Item", "Budget", "Spent", "Left"]
    rows = [
        ["Salaries and pensions", "£148,200.00", "£139,870.45", "£8,329.55"],
        ["Rent of the boathouse", "£24,000.00", "£24,000.00", "£0.00"],
        ["Insurance", "£6,150.00", "£7,034.12", "-£884.12"],
        ["Hulls and oars", "£31,500.00", "£18,249.99", "£13,250.01"],
        ["Regatta prizes", "£1,200.00", "£1,187.50", "£12.50"],
        ["Race fees abroad", "€9,800.00", "€11,430.00", "-€1,630.00"],
        ["Fuel for the launch", "£2,750.00", "£2,198.60", "£551.40"],
        ["Printing and postage", "£940.00", "£655.08", "£284.92"],
        ["Dredging of the slipway", "£12,000.00", "£0.00", "£12,000.00"],
        ["Total in pounds", "£226,740.00", "£193,195.74", "£33,544.26"],
    ]
    caption = "Table 2: Budget of the rowing club for the year, with what was spent by 30 November"
    sentences = [
        "The treasurer thanks the committee for keeping to the plan in a year in which the price of insurance rose by a seventh and the old launch had to be repaired twice.",
        "Fees abroad were paid in euros and are not part of the total.",
    ]
    pdf = document()
    heading(pdf, "Treasurer’s report")
    paragraph(pdf, sentences[0])
    heading(pdf, "Budget and spending", 11)
    paragraph(pdf, caption, 8.5)
    pdf.set_font("DejaVu", "", 9)
    with pdf.table(
        borders_layout=TableBordersLayout.NONE, cell_fill_color=(226, 234, 244), cell_fill_mode="ROWS", line_height=6.5,
        col_widths=(64, 35, 35, 35), text_align=("LEFT", "RIGHT", "RIGHT", "RIGHT"),
        headings_style=FontFace(emphasis="BOLD", color=(255, 255, 255), fill_color=(40, 70, 120)),
    ) as lines:
        for row in [header, *rows]:
            lines.row(row)
    pdf.ln(5)
    paragraph(pdf, sentences[1] + " The accounts lie open in the clubhouse until the end of January.")
    pdf.output(str(OUT / "fpdf2-striped.pdf"))
    return expected(GENERATOR, [table(header, rows, caption)], sentences=sentences)


def landscape() -> dict:
    chance = random.Random(47)
    header = ["Site", "pH", "Temp.", "O2", "NO3", "PO4", "Cl", "Turb.", "E. coli", "Class"]
    rows = []
    for number in range(18):
        rows.append([
            f"W{number + 1:02d}", f"{chance.uniform(6.2, 8.4):.1f}", f"{chance.uniform(4, 17):.1f}", f"{chance.uniform(5, 12):.2f}",
            f"{chance.uniform(0.4, 28):.1f}", f"<{0.05}" if number % 5 == 2 else f"{chance.uniform(0.05, 0.9):.2f}",
            str(chance.randrange(8, 140)), f"{chance.uniform(0.3, 22):.1f}", f"{chance.randrange(0, 2400):,}", chance.choice(["I", "II", "II–III", "III"]),
        ])
    caption = "Table A.1. Samples of well water taken in the second week of October (mg/l unless said otherwise)."
    sentence = "Wells were pumped for ten minutes before the first bottle was filled, and all bottles reached the laboratory on ice within six hours of sampling."
    pdf = document("landscape")
    heading(pdf, "Appendix A: quality of well water")
    paragraph(pdf, sentence)
    paragraph(pdf, caption, 8.5)
    pdf.set_font("DejaVu", "", 8)
    with pdf.table(
        borders_layout=TableBordersLayout.MINIMAL, line_height=5.2, width=200, align="LEFT",
        text_align=("LEFT", *["RIGHT"] * 8, "CENTER"),
    ) as lines:
        for row in [header, *rows]:
            lines.row(row)
    pdf.output(str(OUT / "fpdf2-landscape.pdf"))
    return expected(GENERATOR, [table(header, rows, caption)], sentences=[sentence])


def make() -> dict[str, dict]:
    return {"fpdf2-striped.pdf": striped(), "fpdf2-landscape.pdf": landscape()}
