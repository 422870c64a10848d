"""Invented piles of documents with questions to them, to measure how far cosines of right answers
lie from those of wrong ones. The texts stand in `texts/` and were written for this."""

import dataclasses
import json
from pathlib import Path

import numpy as np

from .data import CaptionedImages, clean_caption

TEXTS = Path(__file__).parent / "texts"
CLASSES = ("picture", "passage", "row")


@dataclasses.dataclass
class Pile:
    """Embeddings of one class of chunks [n, d] and of the questions to them [q, d]; question j is
    answered by chunk `answer[j]`, by none of them where that is -1."""

    chunks: np.ndarray
    questions: np.ndarray
    answer: np.ndarray


def written_passages() -> list[tuple[str, str, str]]:
    """Two questions and the passage that answers both."""
    lines = (TEXTS / "passages.tsv").read_text(encoding="utf8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]


def project_passages() -> list[str]:
    """Paragraphs of the project's own pages: what a question may be near to and not be answered by."""
    root = TEXTS.parents[1]
    pages = [root / "README.md", root / "LICENSE", *sorted((root / "docs").glob("*.md")), *sorted((root / "training").glob("*.md"))]
    paragraphs = [" ".join(p.split()) for page in pages for p in page.read_text(encoding="utf8").split("\n\n")]
    return [p[:900] for p in paragraphs if len(p) > 120 and not p.startswith("|")]


def absent_queries() -> list[str]:
    """What people might search for and none of the piles has."""
    return (TEXTS / "absent.txt").read_text(encoding="utf8").splitlines()


def invented_rows(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Rows as the app writes them ("column: value; ..."), and for each what one may type to find
    it: two or three of its values."""
    random = np.random.default_rng(seed)
    tables = list(json.loads((TEXTS / "tables.json").read_text(encoding="utf8")).values())
    rows, asked = [], []
    for _ in range(count):
        table = tables[random.integers(len(tables))]
        cells = {column: str(values[random.integers(len(values))]) for column, values in table.items()}
        rows.append("; ".join(f"{column}: {value}" for column, value in cells.items()))
        picks = [0, *random.choice(range(1, len(cells)), random.integers(1, 3), replace=False)]
        asked.append(" ".join(list(cells.values())[i] for i in picks))
    return rows, asked


def one_caption_each(images: CaptionedImages) -> list[str]:
    """[n] the caption of each image, a different one of five from image to image."""
    by_image = [np.flatnonzero(images.owner == i) for i in range(len(images.files))]
    picked = [images.captions[own[i % len(own)]] for i, own in enumerate(by_image)]
    plain = [clean_caption(caption) for caption in picked]
    # Templated captions: nobody types "a photo of".
    return [c.removeprefix("a photo of ").removeprefix("A photo of ") for c in plain]
