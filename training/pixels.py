"""Photos to pixel tensors: the plain view that the app uses, and varied views to train on."""

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

PIXEL_MEAN, PIXEL_STD = 127.0, 128.0  # of 0..255 values, the constants the base weights expect


def open_rgb(path) -> Image.Image:
    """A photo as three channels of 8 bits, upright, with transparency laid over white."""
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode.startswith("I"):  # 16-bit grey, which Pillow's own conversion would clip to white
        image = Image.fromarray((np.asarray(image).clip(0, 65535) / 257).round().astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return image.convert("RGB")


def to_tensor(image: Image.Image, size: int, resample=Image.Resampling.BICUBIC) -> np.ndarray:
    """float32 [3, size, size], by a plain resize to a square: it squashes, but keeps the whole scene,
    and finds captions better than a centre crop does."""
    pixels = np.asarray(image.resize((size, size), resample), np.float32)
    return ((pixels - PIXEL_MEAN) / PIXEL_STD).transpose(2, 0, 1)


def varied_view(image: Image.Image, size: int, view: int, random: np.random.Generator) -> np.ndarray:
    """View 0 is the plain one, 1 is it mirrored, the rest are crops of 45 to 100 % of the area, mirrored
    half of the time, a little brighter or darker, by any filter: browsers resize each in their way."""
    if view == 0:
        return to_tensor(image, size)
    if view == 1:
        return to_tensor(ImageOps.mirror(image), size)
    width, height = image.size
    area, aspect = random.uniform(0.45, 1), np.exp(random.uniform(-0.25, 0.25))
    w = min(width, max(1, round(width * np.sqrt(area * aspect))))
    h = min(height, max(1, round(height * np.sqrt(area / aspect))))
    left, top = random.integers(0, width - w + 1), random.integers(0, height - h + 1)
    crop = image.crop((left, top, left + w, top + h))
    if random.random() < 0.5:
        crop = ImageOps.mirror(crop)
    crop = ImageEnhance.Brightness(crop).enhance(random.uniform(0.8, 1.2))
    filters = (Image.Resampling.BICUBIC, Image.Resampling.BILINEAR, Image.Resampling.LANCZOS)
    return to_tensor(crop, size, filters[random.integers(len(filters))])
