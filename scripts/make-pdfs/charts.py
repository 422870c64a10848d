"""Vector charts from matplotlib, as SVG or PDF to be placed on a page."""

import io
import random

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402 (the backend is chosen first)
from matplotlib.figure import Figure  # noqa: E402


def saved(chart: Figure, kind: str, text_as_outlines: bool = False) -> bytes:
    buffer = io.BytesIO()
    settings = {"svg.hashsalt": "charts", "svg.fonttype": "path" if text_as_outlines else "none"}
    dates = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
    with matplotlib.rc_context(settings):
        chart.savefig(buffer, format=kind, bbox_inches="tight", pad_inches=0.02, metadata=dates[kind])
    pyplot.close(chart)
    return buffer.getvalue()


def bars(kind: str) -> bytes:
    chart, axes = pyplot.subplots(figsize=(4.8, 2.6))
    names = ["Oats", "Barley", "Rye", "Wheat", "Beans"]
    axes.bar(names, [3.1, 4.4, 2.2, 6.8, 1.7], color="#4c78a8", label="2022")
    axes.bar(names, [0.6, 0.9, 0.4, 1.5, 0.8], bottom=[3.1, 4.4, 2.2, 6.8, 1.7], color="#f58518", label="gain in 2023")
    axes.set_ylabel("Yield (t/ha)")
    axes.grid(axis="y")
    axes.legend()
    return saved(chart, kind)


def lines(kind: str) -> bytes:
    chance = random.Random(5)
    chart, axes = pyplot.subplots(figsize=(4.6, 2.4))
    for name, level in (("north basin", 9), ("south basin", 12), ("outlet", 7)):
        values = [level + week * 0.3 + chance.uniform(-0.7, 0.7) for week in range(20)]
        axes.plot(range(1, 21), values, label=name, linewidth=1.2)
    axes.set_xlabel("Week")
    axes.set_ylabel("Temperature (°C)")
    axes.grid(True)
    axes.legend(fontsize=7)
    return saved(chart, kind, text_as_outlines=True)


def scatter(kind: str) -> bytes:
    chance = random.Random(8)
    chart, axes = pyplot.subplots(figsize=(4.2, 2.5))
    lengths = [chance.uniform(20, 60) for _ in range(60)]
    axes.scatter(lengths, [0.011 * length ** 2.9 / 100 + chance.uniform(-1.5, 1.5) for length in lengths], s=9, color="#54a24b")
    axes.set_xlabel("Length (cm)")
    axes.set_ylabel("Weight (hg)")
    return saved(chart, kind)
