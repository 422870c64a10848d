"""The names of ImageNet's 1,000 classes, in the classifier's order, as points in text space."""

from pathlib import Path

import numpy as np

from .head import unit

NAMES_FILE = Path(__file__).parent / "imagenet_names.txt"

# Several ways of saying a name, averaged: Radford et al. (2021), section 3.1.4.
TEMPLATES = (
    "{}",
    "a photo of a {}",
    "a picture of the {}",
    "a close-up photo of a {} outdoors",
)


def read_names() -> list[str]:
    return NAMES_FILE.read_text(encoding="utf8").splitlines()[:1000]


def name_embeddings(embed) -> np.ndarray:
    """[1000, d], unit: each name's mean over the templates. `embed` turns a list of texts into unit
    vectors."""
    names = read_names()
    each = [embed([template.format(name) for name in names]) for template in TEMPLATES]
    return unit(np.mean(each, axis=0)).astype(np.float32)


def centred(names: np.ndarray) -> np.ndarray:
    """What sets each name apart: what all have in common ("a photo of") would only pull every image
    together."""
    return names - names.mean(0)
