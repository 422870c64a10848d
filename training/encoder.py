"""A model folder as the app sees it: text and images in, unit vectors out, by the shipped files."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from . import features
from .layout import DEVICE_DTYPES, model_path


class Encoder:
    def __init__(self, folder: Path, text_dtype: str = "", vision_dtype: str = ""):
        """Without dtypes: the ones that a browser without a GPU downloads."""
        self.folder = Path(folder)
        self.text_model = str(self.folder / model_path("text", text_dtype or DEVICE_DTYPES["wasm"]["text"]))
        self.vision_model = str(self.folder / model_path("vision", vision_dtype or DEVICE_DTYPES["wasm"]["vision"]))
        self.tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        pixels = features.session(self.vision_model).get_inputs()[0]
        self.size = pixels.shape[2]

    def texts(self, texts: list[str]) -> np.ndarray:
        """[n, 384]"""
        return features.text_embeddings(self.text_model, self.tokenizer, texts)

    def images(self, files: list[Path], view: int = 0) -> np.ndarray:
        """[n, 384]; `view` as in pixels.varied_view."""
        return features.image_features(self.vision_model, files, self.size, view)

    def pixel_values(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Every output for pixels [n, 3, size, size]."""
        run = features.session(self.vision_model)
        names = [o.name for o in run.get_outputs()]
        return dict(zip(names, run.run(None, {"pixel_values": pixels})))
