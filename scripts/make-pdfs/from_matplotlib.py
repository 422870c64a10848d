"""A page drawn wholly by the PDF backend of matplotlib: text in Type 3 fonts around a vector chart."""

import textwrap

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402 (the backend is chosen first)

from common import OUT, expected, figure, finish

GENERATOR = "matplotlib"
WIDTH, HEIGHT = 8.27, 11.69


def poster() -> dict:
    caption = "Figure 3: Visitors to the museum on each day of the week, in summer and in winter."
    sentences = [
        "The museum of clocks counts its visitors by a pressure plate under the mat, which is fooled only by dogs and by those who come back for their umbrella.",
        "On Mondays the museum is closed in winter.",
    ]
    page = pyplot.figure(figsize=(WIDTH, HEIGHT))
    page.text(0.1, 0.92, "Who visits the museum of clocks?", fontsize=18, weight="bold")
    page.text(0.1, 0.9, textwrap.fill(sentences[0], 84), fontsize=10.5, va="top", linespacing=1.4)
    axes = page.add_axes((0.16, 0.5, 0.7, 0.3))
    days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    axes.plot(days, [210, 340, 395, 360, 420, 880, 910], marker="o", label="summer")
    axes.plot(days, [0, 120, 160, 140, 185, 510, 430], marker="s", label="winter")
    axes.set_ylabel("Visitors")
    axes.grid(True)
    axes.legend()
    page.text(0.1, 0.43, caption, fontsize=9)
    page.text(0.1, 0.39, sentences[1], fontsize=10.5)

    page.canvas.draw()
    chart = axes.get_tightbbox().transformed(page.transFigure.inverted())
    # From the lower left corner to the upper left one.
    box = [round(value, 4) for value in (chart.x0, 1 - chart.y1, chart.width, chart.height)]
    path = OUT / "matplotlib-page.pdf"
    page.savefig(path, metadata={"CreationDate": None})
    pyplot.close(page)
    finish(path)
    return expected(GENERATOR, figures=[figure(caption, box)], sentences=sentences)


def make() -> dict[str, dict]:
    return {"matplotlib-page.pdf": poster()}
