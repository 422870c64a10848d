"""general-pairs.safetensors: photos and captions by which teaching in the tab tells what it costs.

    python -m training.general_pairs --model public/models/compact-clip --data DIR

Every second photo of Flickr8k's dev part, which no tower was trained on, with one of its captions in
turn; embeddings only, as 8-bit integers."""

import argparse
import hashlib
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from .data import clean_caption, read_set
from .encoder import Encoder

CAPTIONS_EACH = 5


def as_bytes(vectors: np.ndarray) -> np.ndarray:
    """[n, 384], each row scaled to the range of 8 bits: only its direction is read."""
    return np.round(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    photos = read_set(options.data / "flickr8k")
    keep = np.array([split == "dev" for split in photos.splits])
    keep[np.flatnonzero(keep)[1::2]] = False
    photos = photos.subset(keep)
    encoder = Encoder(options.model)
    captions = []
    for photo in range(len(photos.files)):
        own = np.flatnonzero(photos.owner == photo)
        captions.append(clean_caption(photos.captions[own[photo % CAPTIONS_EACH % len(own)]]))
    tensors = {"pictures": as_bytes(encoder.images(photos.files)), "captions": as_bytes(encoder.texts(captions))}
    version = hashlib.sha256((options.model / "manifest.json").read_bytes()).hexdigest()
    path = options.model / "general-pairs.safetensors"
    save_file(tensors, path, {"model_version": version, "about": "Flickr8k dev, every second photo"})
    print(f"{len(captions)} pairs, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
