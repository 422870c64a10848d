"""The towers as ONNX graphs, on random weights of the right shapes: no package is needed."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from training import features, head, image_tower, quantise
from training.pixels import open_rgb, to_tensor

VARIANT = image_tower.ImageVariant(size=64, repeats=(1, 1, 1, 1, 1, 1, 1))
CHANNELS = (16, 24, 48, 88, 120, 208, 352)  # EfficientNet-Lite2's, by stage


def random_backbone(random: np.random.Generator) -> dict[str, np.ndarray]:
    weights = {}

    def conv(name: str, norm: str, *shape: int) -> None:
        weights[name] = random.normal(size=shape) * np.sqrt(2 / np.prod(shape[1:]))
        for part, values in (("weight", np.ones(shape[0])), ("bias", random.normal(size=shape[0]) * 0.1),
                             ("running_mean", np.zeros(shape[0])), ("running_var", np.ones(shape[0]))):
            weights[f"{norm}.{part}"] = values

    conv("_conv_stem.weight", "_bn0", 32, 3, 3, 3)
    before = 32
    for index, (after, (kernel, _, expand)) in enumerate(zip(CHANNELS, image_tower._STAGES)):
        prefix, wide = f"_blocks.{index}.", before * expand
        if expand != 1:
            conv(prefix + "_expand_conv.weight", prefix + "_bn0", wide, before, 1, 1)
        conv(prefix + "_depthwise_conv.weight", prefix + "_bn1", wide, 1, kernel, kernel)
        conv(prefix + "_project_conv.weight", prefix + "_bn2", after, wide, 1, 1)
        before = after
    conv("_conv_head.weight", "_bn1", 1280, before, 1, 1)
    return weights


def random_head(random: np.random.Generator) -> head.Head:
    channels, width = head.CLASS_CHANNELS + sum(CHANNELS[-2:]), 384
    return head.Head(
        random.normal(size=(1000, head.CLASS_CHANNELS)).astype(np.float32) * 0.05,
        random.normal(size=1000).astype(np.float32),
        random.normal(size=(1000, width)).astype(np.float32),
        random.normal(size=(channels, width)).astype(np.float32),
        random.normal(size=width).astype(np.float32),
        logit_scale=3.0,
        share=0.4,
    )


class ImageTower(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        random = np.random.default_rng(0)
        weights, cls.head = random_backbone(random), random_head(random)
        cls.tower = image_tower.build_image_tower(weights, VARIANT, cls.head)
        cls.backbone = image_tower.build_features_model(weights, VARIANT)
        cls.pixels = random.normal(size=(3, 3, 64, 64)).astype(np.float32)

    def run_model(self, model, pixels) -> list[np.ndarray]:
        return features.session(model.SerializeToString()).run(None, {"pixel_values": pixels})

    def test_patches_average_to_the_image(self):
        image, patches = self.run_model(self.tower, self.pixels)
        self.assertEqual(patches.shape, (3, 2, 2, 384))
        np.testing.assert_allclose(head.unit(patches.mean((1, 2))), image, atol=1e-4)

    def test_images_have_length_one(self):
        image, _ = self.run_model(self.tower, self.pixels)
        np.testing.assert_allclose(np.linalg.norm(image, axis=1), 1, atol=1e-5)

    def test_graph_computes_what_numpy_does(self):
        pooled = self.run_model(self.backbone, self.pixels)[0]
        image, _ = self.run_model(self.tower, self.pixels)
        np.testing.assert_allclose(head.embed_features(self.head, pooled), image, atol=1e-4)

    def test_not_a_number_and_infinity_give_numbers(self):
        for value in (np.nan, np.inf, -np.inf, 3e38):
            pixels = np.full((1, 3, 64, 64), value, np.float32)
            for output in self.run_model(self.tower, pixels):
                self.assertTrue(np.isfinite(output).all(), value)

    def test_stored_in_fewer_bits(self):
        image, _ = self.run_model(self.tower, self.pixels)
        for store, least in ((quantise.store_as_half, 0.9999), (quantise.store_as_int8, 0.98)):
            model = store(self.tower)
            self.assertLess(model.ByteSize(), 0.6 * self.tower.ByteSize())
            other, patches = self.run_model(model, self.pixels)
            self.assertGreater((image * other).sum(1).min(), least)
            np.testing.assert_allclose(head.unit(patches.mean((1, 2))), other, atol=1e-4)


class OddPictures(unittest.TestCase):
    """Whatever a file holds becomes finite pixels of the right shape."""

    def pictures(self):
        random = np.random.default_rng(0)
        yield "1x1", Image.new("RGB", (1, 1), "red"), "PNG"
        yield "16-bit", Image.fromarray(random.integers(0, 65536, (20, 30), np.uint16)), "PNG"
        yield "CMYK", Image.new("CMYK", (20, 30), (10, 200, 30, 40)), "JPEG"
        palette = Image.new("P", (20, 30))
        palette.info["transparency"] = 0
        yield "palette with transparency", palette, "PNG"
        yield "20000x10", Image.new("RGB", (20000, 10), "blue"), "PNG"
        yield "bilevel", Image.new("1", (9, 9), 1), "PNG"
        yield "transparent", Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"

    def test_all_open(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, image, kind in self.pictures():
                path = Path(folder) / "picture"
                image.save(path, kind, **({"transparency": 0} if image.mode == "P" else {}))
                pixels = to_tensor(open_rgb(path), 64)
                self.assertEqual(pixels.shape, (3, 64, 64), name)
                self.assertTrue(np.isfinite(pixels).all(), name)
                self.assertLessEqual(np.abs(pixels).max(), 1, name)

    def test_sixteen_bits_keep_their_greys(self):
        ramp = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
        with tempfile.TemporaryDirectory() as folder:
            Image.fromarray(ramp).save(Path(folder) / "ramp.png")
            pixels = to_tensor(open_rgb(Path(folder) / "ramp.png"), 64)
        self.assertLess(abs(pixels.mean()), 0.05)

    def test_transparency_is_laid_over_white(self):
        with tempfile.TemporaryDirectory() as folder:
            Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(Path(folder) / "clear.png")
            self.assertEqual(open_rgb(Path(folder) / "clear.png").getpixel((0, 0)), (255, 255, 255))


if __name__ == "__main__":
    unittest.main()
