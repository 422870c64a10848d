"""calibration.json: how high cosines are between things that have nothing to do with each other,
so that the app can turn a raw cosine into a score that compares across kinds of hits."""

from pathlib import Path

import numpy as np

from .data import CaptionedImages, clean_caption
from .encoder import Encoder
from .class_names import read_names
from .layout import write_json


def _spread(values: np.ndarray) -> dict:
    return {"mean": round(float(values.mean()), 4), "std": round(float(values.std()), 4)}


def summarise(unrelated: np.ndarray, related: np.ndarray) -> dict:
    """Means, spreads and upper percentiles of two samples of cosines."""
    p50, p90, p99, p999 = (round(float(v), 4) for v in np.percentile(unrelated, [50, 90, 99, 99.9]))
    return {
        **_spread(unrelated), "count": int(unrelated.size),
        "p50": p50, "p90": p90, "p99": p99, "p999": p999,
        "match": {**_spread(related), "count": int(related.size)},
    }


def _passages(captions: list[str], rows: int) -> list[str]:
    """Passages of six captions one after another: the length of a paragraph, on mixed topics."""
    random = np.random.default_rng(1)
    picks = random.integers(0, len(captions), (rows, 6))
    return [". ".join(clean_caption(captions[i]) for i in row) for row in picks]


def _table_rows(rows: int) -> list[str]:
    """Rows of made-up tables as "column: value" pairs, the way the app writes a row."""
    random = np.random.default_rng(2)
    shops, items = ("Harbour Tools", "Green Grocer", "City Books", "Night Pharmacy"), ("drill", "apples", "novel", "bandage")
    return [
        f"date: 2019-{random.integers(1, 13):02d}-{random.integers(1, 29):02d}, shop: {shops[random.integers(4)]}, "
        f"item: {items[random.integers(4)]}, quantity: {random.integers(1, 20)}, total: {random.uniform(1, 300):.2f}"
        for _ in range(rows)
    ]


def measure(encoder: Encoder, photos: CaptionedImages, captions: list[str]) -> dict:
    """`photos`: captioned, not trained on. `captions`: sentences on other things, to build passages."""
    images, crops = encoder.images(photos.files), encoder.images(photos.files, view=2)
    texts = encoder.texts([clean_caption(c) for c in photos.captions])
    first = np.array([np.flatnonzero(photos.owner == i)[0] for i in range(len(photos.files))])
    last = np.array([np.flatnonzero(photos.owner == i)[-1] for i in range(len(photos.files))])
    apart = ~np.eye(len(photos.files), dtype=bool)

    # Two photos are alike when their captions are: the same place or thing, seen twice.
    spoken = np.stack([texts[photos.owner == i].mean(0) for i in range(len(photos.files))])
    spoken /= np.linalg.norm(spoken, axis=1, keepdims=True)
    alike = (images @ images.T)[apart & (spoken @ spoken.T > 0.75)]
    repeated = np.random.default_rng(3).choice(alike, len(photos.files))

    queries = encoder.texts(read_names()[::5] + [clean_caption(photos.captions[i]) for i in first[:200]])
    long_texts = encoder.texts(_passages(captions, 200) + _table_rows(100))
    sentences = [c for c in captions if len(c) > 60][:300]
    heads = encoder.texts([" ".join(clean_caption(c).split()[:5]) for c in sentences])
    bodies = encoder.texts([f"{clean_caption(c)}. {clean_caption(o)}" for c, o in zip(sentences, sentences[1:] + sentences[:1])])

    return {
        "text_text": summarise((texts[first] @ texts[last].T)[apart], (texts[first] * texts[last]).sum(1)),
        "text_passage": summarise((queries @ long_texts.T).ravel(), (heads * bodies).sum(1)),
        "text_image": summarise((texts[first] @ images.T)[apart], (texts * images[photos.owner]).sum(1)),
        "image_image": summarise(
            (images @ images.T)[apart], np.concatenate([(images * crops).sum(1), repeated])
        ),
    }


def write_calibration(folder: Path, photos: CaptionedImages, captions: list[str]) -> None:
    write_json(folder / "calibration.json", measure(Encoder(folder), photos, captions))
