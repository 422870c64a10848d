"""The files that ship: odd texts, the golden inputs, the download's size. Skipped before a build."""

import hashlib
import json
import unittest
from pathlib import Path

import numpy as np

from training.encoder import Encoder
from training.head import unit
from training.layout import DEVICE_DTYPES, model_path

FOLDER = Path(__file__).parents[2] / "public" / "models" / "compact-clip"
WASM_DOWNLOAD_BYTES = 32_000_000


@unittest.skipUnless((FOLDER / "manifest.json").exists(), "compact-clip is not built")
class ShippedModel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.small, cls.full = Encoder(FOLDER), Encoder(FOLDER, "fp32", "fp32")
        cls.manifest = json.loads((FOLDER / "manifest.json").read_text())
        cls.golden = json.loads((FOLDER / "golden.json").read_text())

    def test_odd_texts(self):
        texts = ["", " ", "word " * 10_000, "👩‍🚀🐶❄️", "東京の夜景", "مرحبا", "\x00\ufffd", "a"]
        embeds = self.small.texts(texts)
        self.assertTrue(np.isfinite(embeds).all())
        np.testing.assert_allclose(np.linalg.norm(embeds, axis=1), 1, atol=1e-5)

    def test_a_text_alone_or_padded_is_the_same(self):
        alone = self.small.texts(["a dog"])
        padded = self.small.texts(["a dog", "a much longer text about a dog that runs through the snow"])[:1]
        np.testing.assert_allclose(alone, padded, atol=1e-5)

    def test_not_a_number(self):
        pixels = np.full((1, 3, self.small.size, self.small.size), np.nan, np.float32)
        for output in self.small.pixel_values(pixels).values():
            self.assertTrue(np.isfinite(output).all())

    def test_golden_texts(self):
        texts = [g["text"] for g in self.golden["texts"]]
        for dtype, encoder in (("fp32", self.full), ("q8", self.small)):
            known = np.array([g["embedding"][dtype] for g in self.golden["texts"]])
            self.assertGreater((known * encoder.texts(texts)).sum(1).min(), 0.9999)

    def test_small_files_agree_with_full_ones(self):
        random = np.random.default_rng(0)
        pixels = unit(random.normal(size=(4, 3, self.small.size, self.small.size)).astype(np.float32))
        small, full = (e.pixel_values(pixels) for e in (self.small, self.full))
        self.assertGreater((small["image_embeds"] * full["image_embeds"]).sum(1).mean(), 0.99)
        patches = unit(small["patch_embeds"].mean((1, 2)))
        np.testing.assert_allclose(patches, small["image_embeds"], atol=1e-4)

    def test_manifest_names_every_file(self):
        listed = {f["path"]: f for f in self.manifest["files"]}
        found = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()} - {"manifest.json"}
        self.assertEqual(set(listed), found)
        for path, entry in listed.items():
            self.assertEqual(hashlib.sha256((FOLDER / path).read_bytes()).hexdigest(), entry["sha256"], path)

    def test_download_without_a_gpu(self):
        dtypes = DEVICE_DTYPES["wasm"]
        paths = [model_path("text", dtypes["text"]), model_path("vision", dtypes["vision"]), "tokenizer.json"]
        self.assertLess(sum((FOLDER / p).stat().st_size for p in paths), WASM_DOWNLOAD_BYTES)


if __name__ == "__main__":
    unittest.main()
