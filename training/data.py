"""The training and test sets: folders with `captions.tsv` (file<TAB>caption) and maybe `splits.tsv`."""

import dataclasses
import zlib
from pathlib import Path

import numpy as np

SETS = ("flickr8k", "scenes", "objects", "charts", "receipts")


@dataclasses.dataclass
class CaptionedImages:
    """`files` [n] with their captions [m]; caption j belongs to image `owner[j]`."""

    name: str
    files: list[Path]
    captions: list[str]
    owner: np.ndarray
    splits: list[str]

    def subset(self, keep: np.ndarray) -> "CaptionedImages":
        """The images where `keep` [n] is true, and their captions."""
        position = np.cumsum(keep) - 1
        kept = [j for j, image in enumerate(self.owner) if keep[image]]
        return CaptionedImages(
            self.name,
            [f for f, k in zip(self.files, keep) if k],
            [self.captions[j] for j in kept],
            np.array([position[self.owner[j]] for j in kept], np.int64),
            [s for s, k in zip(self.splits, keep) if k],
        )


def read_tsv(path: Path) -> list[list[str]]:
    """Rows of a table with a head line, without that line. A field holds no tab and no quoting."""
    lines = path.read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines[1:] if line.strip()]


def read_set(root: Path) -> CaptionedImages:
    """A folder's images in the order `captions.tsv` names them. Without `splits.tsv` the split of
    each is "": no part of it was ever trained on."""
    root, files, captions, owner = Path(root), {}, [], []
    for file, caption, *_ in read_tsv(root / "captions.tsv"):
        owner.append(files.setdefault(file, len(files)))
        captions.append(caption)
    splits = dict(read_tsv(root / "splits.tsv")) if (root / "splits.tsv").exists() else {}
    return CaptionedImages(
        root.name, [root / f for f in files], captions, np.array(owner, np.int64),
        [splits.get(f, "") for f in files],
    )


def kept_aside(files: list[Path]) -> np.ndarray:
    """True for about a tenth of the files, chosen by CRC-32 of the file name modulo 10 = 0, so that
    the same files stay aside whatever else is in the folder."""
    return np.array([zlib.crc32(f.name.encode()) % 10 == 0 for f in files])


def training_mask(images: CaptionedImages) -> np.ndarray:
    """[n] true where an image may be trained on. flickr8k has a `dev` split, used only to choose.
    Of `objects`, whose captions are class names, every second image in file order stays out, so
    that half of its classes are never seen. Of the other sets a tenth stays out."""
    train = np.array([split == "train" for split in images.splits])
    if images.name == "objects":
        return train & (np.arange(len(train)) % 2 == 0)
    if images.name == "flickr8k":
        return train
    return train & ~kept_aside(images.files)


def clean_caption(caption: str) -> str:
    """Flickr8k separates its punctuation by spaces (" ."); people do not search like that."""
    text = caption.replace(" .", ".").replace(" ,", ",").replace(" 's", "'s").strip()
    return text.removesuffix(".").strip() or caption


def galleries(sets: dict[str, CaptionedImages], photos: int = 400) -> list[CaptionedImages]:
    """Images that were not trained on: the first `photos` of flickr8k's dev part, then what was kept
    aside of objects and scenes."""
    dev = np.array([split == "dev" for split in sets["flickr8k"].splits])
    dev[np.flatnonzero(dev)[photos:]] = False
    aside = [sets[name].subset(~training_mask(sets[name])) for name in ("objects", "scenes")]
    return [sets["flickr8k"].subset(dev), *aside]


def chart_sentences(sets: dict[str, CaptionedImages]) -> list[str]:
    """Sentences of charts that were not trained on."""
    aside = sets["charts"].subset(~training_mask(sets["charts"]))
    return [clean_caption(c) for c in aside.captions if len(c) > 60]
