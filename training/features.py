"""Runs the frozen towers over the data once and keeps what comes out, since the head's training
only ever needs that."""

import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from .data import CaptionedImages
from .pixels import open_rgb, varied_view

MAX_TOKENS = 256


def session(model: bytes | str, threads: int = 2) -> ort.InferenceSession:
    """An onnxruntime session of a model given as bytes or path, on so many threads."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def image_features(model, files: list[Path], size: int, view: int = 0, batch: int = 16) -> np.ndarray:
    """[n, c] float32: the first output of `model` for a view of each file. The view's randomness
    comes from the file's name, so it is the same on every run."""

    def load(path: Path) -> np.ndarray:
        random = np.random.default_rng([zlib.crc32(path.name.encode()), view])
        return varied_view(open_rgb(path), size, view, random)

    run, rows = session(model), []
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, len(files), batch):
            pixels = np.stack(list(pool.map(load, files[start : start + batch])))
            rows.append(run.run(None, {"pixel_values": pixels})[0])
    return np.concatenate(rows)


def cached_image_features(cache: Path, key: str, model, images: CaptionedImages, size: int, views: int):
    """[views, n, c] float16 from `cache`, computed where missing."""
    stack = []
    for view in range(views):
        path = Path(cache) / f"{key}-{images.name}-view{view}.npy"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, image_features(model, images.files, size, view).astype(np.float16))
        stack.append(np.load(path))
    return np.stack(stack)


def text_embeddings(model, tokenizer: Tokenizer, texts: list[str], batch: int = 64) -> np.ndarray:
    """[n, 384] float32 of unit length. Batches are of similar length, to pad little."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    run, out = session(model), None
    order = np.argsort([len(t) for t in texts], kind="stable")
    for start in range(0, len(texts), batch):
        rows = order[start : start + batch]
        # Cut as transformers.js cuts: the closing token of a text that is too long goes too.
        ids = [e.ids[:MAX_TOKENS] for e in tokenizer.encode_batch([texts[i] for i in rows])]
        input_ids, mask = np.zeros((2, len(ids), max(map(len, ids))), np.int64)
        for i, row in enumerate(ids):
            input_ids[i, : len(row)], mask[i, : len(row)] = row, 1
        embeds = run.run(["text_embeds"], {"input_ids": input_ids, "attention_mask": mask})[0]
        out = np.zeros((len(texts), embeds.shape[1]), np.float32) if out is None else out
        out[rows] = embeds
    return out
