"""Re-encodes the sample photos from the packages they ship in. Needs pillow and numpy."""

import bz2
import io
import json
import pickle

import numpy
from PIL import Image

from common import HERE, SAMPLES, wheel

LONG_SIDE = 1024
QUALITY = 88
ORIENTATION_TAG = 0x0112


def read(entry: dict) -> Image.Image:
    data = wheel(entry["from"]).read(entry["member"])
    if entry["member"].endswith("face.dat"):
        pixels = numpy.frombuffer(bz2.decompress(data), dtype="uint8").reshape(768, 1024, 3)
        return Image.fromarray(pixels)
    if entry["member"].endswith("ascent.dat"):
        return Image.fromarray(numpy.array(pickle.loads(data)).astype("uint8"))
    return Image.open(io.BytesIO(data))


def main() -> None:
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for entry in json.loads((HERE / "photos.json").read_text()):
        image = read(entry)
        image = image.convert("L" if image.mode == "L" else "RGB")
        image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        exif = Image.Exif()
        if entry.get("orientation") == 6:
            # Orientation 6 asks the viewer for a quarter turn clockwise, so store it turned the other way.
            image = image.transpose(Image.Transpose.ROTATE_90)
            exif[ORIENTATION_TAG] = 6
        path = SAMPLES / entry["file"]
        image.save(path, "JPEG", quality=QUALITY, optimize=True, progressive=False, exif=exif)
        print(f"{entry['file']:18} {image.width}x{image.height} {path.stat().st_size:>8} bytes")


if __name__ == "__main__":
    main()
