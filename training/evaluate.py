"""Measures a model folder on folders of captioned images:

    python -m training.evaluate --model public/models/compact-clip --data DIR [DIR ...] [--json FILE]

A DIR has `captions.tsv` (file<TAB>caption, with a head line), or its subfolders do. Images that the
model was trained on (see data.training_mask) ask nothing, but stay in the gallery as distractors
where their split has images that do ask.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np

from . import retrieval
from .data import CaptionedImages, clean_caption, read_set, training_mask
from .encoder import Encoder
from .layout import write_json

MOST_TEXTS = 6000  # text->text compares every pair; more captions than this are not needed


@dataclasses.dataclass
class EmbeddedSet:
    """A gallery: images [n, d] and texts [m, d]; `asks` [n] marks the images that may be queries."""

    source: CaptionedImages
    captions: np.ndarray  # [m] of str
    images: np.ndarray
    texts: np.ndarray
    asks: np.ndarray


def gallery_of(images: CaptionedImages) -> tuple[CaptionedImages, np.ndarray]:
    """(the images of every split that holds an image not trained on, which of them were not)."""
    asks = ~training_mask(images)
    splits = {s for s, a in zip(images.splits, asks) if a}
    keep = np.array([s in splits for s in images.splits])
    return images.subset(keep), asks[keep]


def embed_set(encoder: Encoder, folder: Path) -> EmbeddedSet:
    source, asks = gallery_of(read_set(folder))
    captions = np.array([clean_caption(c) for c in source.captions])
    return EmbeddedSet(source, captions, encoder.images(source.files), encoder.texts(list(captions)), asks)


def caption_table(captions: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """[n, most captions an image has]: each image's captions as numbers, equal for equal captions."""
    numbers = np.unique(captions, return_inverse=True)[1]
    table = np.full((owner.max() + 1, np.bincount(owner).max()), -1)
    for image in range(len(table)):
        own = numbers[owner == image]
        table[image, : len(own)] = own
    return table


def measure_set(one: EmbeddedSet) -> dict:
    """Every measure that makes sense for the set. Two images with the same caption are both right."""
    owner = one.source.owner
    table = caption_table(one.captions, owner)
    numbers, first = np.unique(one.captions, return_index=True)
    caption_number = np.unique(one.captions, return_inverse=True)[1]
    asked = one.asks[owner]
    result = {
        "text→image": retrieval.text_to_image(one.texts[asked], caption_number[asked], one.images, table),
        "image→text": retrieval.image_to_text(
            one.images[one.asks], one.texts[first],
            (table[one.asks][:, :, None] == np.arange(len(numbers))).any(1),
        ),
    }
    if len(numbers) < len(one.images):  # captions are labels, which images share
        labels = np.unique(caption_number[asked])
        result["label→image"] = retrieval.text_to_image(one.texts[first[labels]], labels, one.images, table)
    if len(owner) > len(one.images):
        some = np.flatnonzero(asked)[:MOST_TEXTS]
        result["text→text"] = retrieval.text_to_text(one.texts[some], owner[some])
    return result


def measure_pooled(sets: list[EmbeddedSet]) -> dict:
    """All sets in one gallery: does a caption still find its image, and does a photo find its kind?"""
    images = np.concatenate([s.images for s in sets])
    captions = np.concatenate([s.captions for s in sets])
    starts = np.cumsum([0] + [len(s.images) for s in sets])
    owner = np.concatenate([s.source.owner + start for s, start in zip(sets, starts)])
    table, numbers = caption_table(captions, owner), np.unique(captions, return_inverse=True)[1]
    texts, names = np.concatenate([s.texts for s in sets]), np.repeat([s.source.name for s in sets], np.diff(starts))
    asks = np.concatenate([s.asks for s in sets])[owner]
    found = {
        s.source.name: retrieval.text_to_image(
            texts[mine := asks & (names[owner] == s.source.name)], numbers[mine], images, table
        )
        for s in sets
    }
    return {"text→image": found, "ten nearest": retrieval.neighbour_shares(images, names)}


def find_folders(roots: list[Path]) -> list[Path]:
    folders = []
    for root in roots:
        inner = [root] if (root / "captions.tsv").exists() else sorted(p.parent for p in root.glob("*/captions.tsv"))
        if not inner:
            raise SystemExit(f"{root} has no captions.tsv, nor do its subfolders")
        folders += inner
    return folders


def print_table(report: dict) -> None:
    def line(name: str, measure: str, row: dict) -> str:
        recalls = "  ".join(f"{row[f'r{k}']:.3f}" for k in retrieval.DEPTHS)
        return f"{name:<14} {measure:<13} {recalls}  {row['median']:>7.1f}  {row['queries']:>7}"

    print(f"{'set':<14} {'measure':<13} " + "  ".join(f"{f'R@{k}':<5}" for k in retrieval.DEPTHS) + "   median  queries")
    for name, measures in report["sets"].items():
        for measure, row in measures.items():
            print(line(name, measure, row))
    for name, row in report.get("pooled", {}).get("text→image", {}).items():
        print(line(f"all: {name}", "text→image", row))
    for name, shares in report.get("pooled", {}).get("ten nearest", {}).items():
        print(f"{'all: ' + name:<14} ten nearest   " + "  ".join(f"{other} {share:.3f}" for other, share in shares.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="model folder")
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders with captions.tsv")
    parser.add_argument("--json", type=Path, help="also write the report here")
    parser.add_argument("--text-dtype", default="", help="fp32 or q8 (default: what a browser without a GPU gets)")
    parser.add_argument("--vision-dtype", default="", help="fp32 or q8 (default likewise)")
    options = parser.parse_args()
    encoder = Encoder(options.model, options.text_dtype, options.vision_dtype)
    sets = [embed_set(encoder, folder) for folder in find_folders(options.data)]
    report = {"model": json.loads((options.model / "manifest.json").read_text())["version"]}
    report["sets"] = {s.source.name: measure_set(s) for s in sets}
    if len(sets) > 1:
        report["pooled"] = measure_pooled(sets)
    print_table(report)
    if options.json:
        write_json(options.json, report)


if __name__ == "__main__":
    main()
