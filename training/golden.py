"""golden.json: known inputs with their embeddings, by which the app checks a device before it
trusts it (integer kernels on some GPUs give wrong numbers and no error)."""

import base64
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from .encoder import Encoder
from .layout import TEXT_DTYPES, VISION_DTYPES, write_json
from .pixels import to_tensor

TEXTS = (
    "",
    "a dog running through the snow",
    "Total: 12.50",
    "👩‍🚀 🐶❄️ café ñandú",
    "東京の夜景",
    "a receipt from the hardware shop with the date and the total, " * 60,
)


def gradient(size: int) -> Image.Image:
    across = np.linspace(0, 255, size)
    x, y = np.meshgrid(across, across)
    return Image.fromarray(np.stack([x, y, 255 - x], axis=2).astype(np.uint8))


def shapes(size: int) -> Image.Image:
    image = Image.new("RGB", (size, size), "skyblue")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size * 2 // 3, size, size), fill="forestgreen")
    draw.ellipse((size // 8, size // 8, size // 3, size // 3), fill="gold")
    draw.polygon([(size // 2, size // 2), (size * 3 // 4, size // 4), (size - 20, size // 2)], fill="firebrick")
    draw.rectangle((size // 2 + 10, size // 2, size - 30, size * 4 // 5), fill="beige", outline="black")
    return image


def bars(size: int) -> Image.Image:
    image = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(image)
    for i, height in enumerate((40, 90, 65, 150, 120, 200)):
        left = 20 + i * (size - 40) // 6
        draw.rectangle((left, size - 20 - height, left + 25, size - 20), fill="steelblue")
    draw.line((15, 10, 15, size - 18, size - 10, size - 18), fill="black", width=2)
    return image


IMAGES = {"gradient": gradient, "shapes": shapes, "bars": bars}


def _round(vector: np.ndarray) -> list[float]:
    return [round(float(v), 6) for v in vector]


def write_golden(folder: Path) -> None:
    """Writes golden.json into a model folder, from the files already there."""
    by_text = {d: Encoder(folder, text_dtype=d).texts(list(TEXTS)) for d in TEXT_DTYPES}
    texts = [
        {"text": text, "embedding": {d: _round(rows[i]) for d, rows in by_text.items()}}
        for i, text in enumerate(TEXTS)
    ]
    images = []
    encoders = {d: Encoder(folder, vision_dtype=d) for d in VISION_DTYPES}
    for name, draw in IMAGES.items():
        size = encoders["fp32"].size
        image, png = draw(size), io.BytesIO()
        image.save(png, "PNG", optimize=True)
        pixels = to_tensor(image, size)[None]
        embedding = {d: _round(e.pixel_values(pixels)["image_embeds"][0]) for d, e in encoders.items()}
        images.append({
            "name": name, "width": size, "height": size,
            "png": base64.b64encode(png.getvalue()).decode(), "embedding": embedding,
        })
    write_json(folder / "golden.json", {"texts": texts, "images": images})
