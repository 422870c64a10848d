"""calibration.json and background.bin: what makes cosines of pictures, passages and rows comparable.

A cosine is judged against the same query's cosines with a background of unrelated chunks of the
same class, and becomes the odds of a match by logistic regression (Platt 1999)."""

import dataclasses
from pathlib import Path

import numpy as np

from .class_names import read_names
from .data import CaptionedImages, clean_caption
from .encoder import Encoder
from .layout import write_json
from .mock_library import CLASSES, Pile, absent_queries, invented_rows, one_caption_each, project_passages, written_passages

# The excess of a cosine is over the mean of this many highest background cosines.
TOP = 8
# Of every query the best chunks of a class are judged, as a person looks at them.
JUDGED = 3
# Libraries drawn: each leaves out other answers.
DRAWS = 12
# What people search for, as shares of all queries; the rest is for what is not there at all.
ASKED = {"picture": 0.45, "passage": 0.25, "row": 0.1}
# So many of a class are in a library, and this share of what is asked for has its answer there.
LIBRARY = {"picture": 280, "passage": 100, "row": 60}
PRESENT = 0.8


@dataclasses.dataclass
class Background:
    """Unit vectors [n, 384] of chunks that are in no pile, by class."""

    picture: np.ndarray
    passage: np.ndarray
    row: np.ndarray

    def excess_base(self, queries: np.ndarray, name: str) -> np.ndarray:
        """[q] mean of the TOP highest cosines of each query with the background of a class."""
        return np.sort(queries @ getattr(self, name).T, axis=1)[:, -TOP:].mean(1)


def make_background(encoder: Encoder, sets: dict[str, CaptionedImages], sizes: dict[str, int]) -> Background:
    """Pictures and captions from what was trained on; of these also the passages."""
    random = np.random.default_rng(1)
    files = [f for name, size in sizes.items() for f in random.choice(sets[name].files, min(size, len(sets[name].files)), replace=False)]
    sentences = [clean_caption(c) for c in sets["charts"].captions if len(c) > 60]
    photos = [clean_caption(c) for c in sets["flickr8k"].captions]
    joined = [". ".join(photos[i] for i in picks) for picks in random.integers(0, len(photos), (100, 4))]
    passages = joined + list(random.choice(sentences, 150, replace=False))
    rows, _ = invented_rows(200, seed=2)
    return Background(encoder.images(files), encoder.texts(passages), encoder.texts(rows))


def make_piles(encoder: Encoder, galleries: list[CaptionedImages], sentences: list[str]) -> dict[str, Pile]:
    """`galleries` were not trained on; `sentences` are passages that no question asks for."""
    pictures = np.concatenate([encoder.images(g.files) for g in galleries])
    captions = [c for g in galleries for c in one_caption_each(g)]
    written = written_passages()
    asked = [q for *questions, _ in written for q in questions]
    passages = encoder.texts([p for *_, p in written] + sentences + project_passages())
    rows, row_queries = invented_rows(120, seed=3)
    return {
        "picture": Pile(pictures, encoder.texts(captions), np.arange(len(pictures))),
        "passage": Pile(passages, encoder.texts(asked), np.repeat(np.arange(len(written)), 2)),
        "row": Pile(encoder.texts(rows), encoder.texts(row_queries), np.arange(len(rows))),
    }


@dataclasses.dataclass
class Pairs:
    """Queries with chunks: features [m, 2] (cosine, excess), labels [m], and how much each counts [m]."""

    features: np.ndarray
    labels: np.ndarray
    weight: np.ndarray


def judged_pairs(piles: dict[str, Pile], absent: np.ndarray, background: Background, name: str) -> Pairs:
    """The best chunks of a class for all queries, over DRAWS libraries, each
    without some of the answers."""
    random = np.random.default_rng(4)
    pile = piles[name]
    queries = np.concatenate([piles[c].questions for c in CLASSES] + [absent])
    answers = np.concatenate([piles[c].answer if c == name else np.full(len(piles[c].answer), -1) for c in CLASSES] + [np.full(len(absent), -1)])
    counts = {**{c: len(piles[c].questions) for c in CLASSES}, "absent": len(absent)}
    shares = {**ASKED, "absent": 1 - sum(ASKED.values())}
    weight = np.concatenate([np.full(count, shares[c] / count) for c, count in counts.items()])
    cosines, base = queries @ pile.chunks.T, background.excess_base(queries, name)
    features, labels, weights = [], [], []
    for _ in range(DRAWS):
        size = min(LIBRARY[name], len(pile.chunks) * 3 // 4)
        kept = random.choice(len(pile.chunks), size, replace=False)
        best = np.argsort(-cosines[:, kept], axis=1)[:, :JUDGED]
        found = np.take_along_axis(cosines[:, kept], best, axis=1)
        features.append(np.stack([found, found - base[:, None]], -1).reshape(-1, 2))
        labels.append((kept[best] == answers[:, None]).ravel())
        is_present, is_missing = np.isin(answers, kept), (answers >= 0) & ~np.isin(answers, kept)
        share = is_present.sum() / (answers >= 0).sum()
        balance = np.where(is_present, PRESENT / share, np.where(is_missing, (1 - PRESENT) / (1 - share), 1))
        weights.append(np.repeat(weight * balance, JUDGED))
    return Pairs(np.concatenate(features), np.concatenate(labels), np.concatenate(weights))


def fit_odds(pairs: Pairs, penalty: float = 1.0) -> tuple[float, float, float]:
    """Logistic regression by Newton's method -> intercept and a weight for each feature. `penalty`
    holds both weights to the same size, which two features that mostly rise together need."""
    labels = pairs.labels
    x = np.column_stack([np.ones(len(labels)), pairs.features])
    weight = pairs.weight / pairs.weight.mean()
    ridge = penalty * np.array([[0, 0, 0], [0, 1, -1], [0, -1, 1]], float)
    w = np.zeros(3)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - labels)) + ridge @ w
        hessian = x.T @ (x * (weight * p * (1 - p))[:, None]) + ridge + 1e-6 * np.eye(3)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(round(float(v), 3) for v in w)


def picture_pairs(encoder: Encoder, photos: CaptionedImages, background: Background) -> dict[str, Pairs]:
    """The same for pictures as queries: a photo finds other views of it and photos whose captions
    say the same, and its own caption among passages and rows."""
    images, views = encoder.images(photos.files), encoder.images(photos.files, view=2)
    texts = encoder.texts([clean_caption(c) for c in photos.captions])
    spoken = np.stack([texts[photos.owner == i].mean(0) for i in range(len(images))])
    spoken /= np.linalg.norm(spoken, axis=1, keepdims=True)
    own = np.eye(len(images), dtype=bool)
    alike = own | (spoken @ spoken.T > 0.75)
    first = texts[[np.flatnonzero(photos.owner == i)[0] for i in range(len(images))]]
    pairs = {}
    for name, chunks, right in (("picture", views, alike), ("passage", first, own), ("row", first, own)):
        cosines, base = images @ chunks.T, background.excess_base(images, name)
        # Half of the answers are missing.
        cosines = np.where(own & (np.arange(len(images)) % 2 == 0)[:, None], -1, cosines)
        best = np.argsort(-cosines, axis=1)[:, :JUDGED]
        found = np.take_along_axis(cosines, best, axis=1)
        features = np.stack([found, found - base[:, None]], -1).reshape(-1, 2)
        labels = np.take_along_axis(right, best, axis=1).ravel()
        pairs[name] = Pairs(features, labels, np.ones(len(labels)))
    return pairs


def write_calibration(folder: Path, training: dict[str, CaptionedImages], galleries: list[CaptionedImages], sentences: list[str]) -> None:
    """`training`: sets by name that may be seen. `galleries`: sets not trained on, the first with
    human captions. `sentences`: passages on other things."""
    encoder = Encoder(folder)
    background = make_background(encoder, training, {"flickr8k": 400, "scenes": 200, "objects": 250, "charts": 60, "receipts": 30})
    piles = make_piles(encoder, galleries, sentences)
    absent = encoder.texts(absent_queries() + read_names()[7::20])
    text = {name: judged_pairs(piles, absent, background, name) for name in CLASSES}
    image = picture_pairs(encoder, galleries[0], background)
    odds = {
        query: {name: dict(zip(("intercept", "cosine", "excess"), fit_odds(pairs[name]))) for name in CLASSES}
        for query, pairs in (("text", text), ("image", image))
    }
    vectors = np.concatenate([getattr(background, name) for name in CLASSES])
    scale = float(np.abs(vectors).max()) / 127
    np.round(vectors / scale).astype(np.int8).tofile(folder / "background.bin")
    write_json(folder / "calibration.json", {
        "background": {"scale": scale, "counts": {name: len(getattr(background, name)) for name in CLASSES}},
        "top": TOP,
        "odds": odds,
    })
