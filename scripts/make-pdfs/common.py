"""Paths, the shape of expected.json and the helpers that several makers share."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pikepdf
import pypdfium2
from PIL import Image

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "tests" / "browser" / "fixtures" / "pdf"

# Matplotlib ships the DejaVu fonts, so they are the same on every machine.
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def table(header: list[str], rows: list[list[str]], caption: str | None = None, page: int = 1) -> dict:
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{len(row)} cells under {len(header)} columns: {row}")
    return {"page": page, "caption": caption, "header": header, "rows": rows}


def figure(caption: str, box: list[float] | None, page: int = 1) -> dict:
    return {"page": page, "caption": caption, "box": box}


def expected(generator: str, tables=(), figures=(), sentences=(), **more) -> dict:
    return {"generator": generator, "tables": list(tables), "figures": list(figures), "sentences": list(sentences), **more}


def bookmarks(*titles: str, page: int = 1) -> list[dict]:
    return [{"title": title, "page": page} for title in titles]


def finish(path: Path) -> None:
    """Takes out dates and random ids, so that two runs give the same file."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for key in ("/CreationDate", "/ModDate"):
            if key in document.docinfo:
                del document.docinfo[key]
        if "/Metadata" in document.Root:
            del document.Root.Metadata
        document.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


# A maker of one PDF: reads the pictures from the folder and writes the PDF to the path.
Build = Callable[[Path, Path], None]


def build_with_figures(build: Build, name: str, pictures: dict[str, bytes]) -> dict[str, tuple[int, list[float]]]:
    """Writes the PDF and tells the page and the box of each picture.

    The boxes come from printing the document again with one picture replaced by a magenta
    rectangle of the same size, which works the same for every generator.
    """
    places = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for picture, data in pictures.items():
            (folder / picture).write_bytes(data)
        build(folder, OUT / name)
        for picture, data in pictures.items():
            marked = folder / "marked.pdf"
            (folder / picture).write_bytes(magenta_like(picture, data, folder))
            build(folder, marked)
            places[picture] = magenta_place(marked)
            (folder / picture).write_bytes(data)
    return places


def magenta_like(picture: str, data: bytes, folder: Path) -> bytes:
    if picture.endswith(".svg"):
        head = data[data.index(b"<svg"):]
        return head[: head.index(b">") + 1] + b'<rect width="100%" height="100%" fill="#f0f"/></svg>'
    if picture.endswith(".pdf"):
        with pikepdf.open(folder / picture) as document:
            page = document.pages[0]
            x0, y0, x1, y1 = (float(side) for side in page.mediabox)
            page.Contents = document.make_stream(f"1 0 1 rg {x0} {y0} {x1 - x0} {y1 - y0} re f".encode())
            marked = folder / "magenta.pdf"
            document.save(marked)
        return marked.read_bytes()
    with Image.open(folder / picture) as image:
        size = image.size
    marked = folder / "magenta.jpg"
    Image.new("RGB", size, (255, 0, 255)).save(marked, "JPEG")
    return marked.read_bytes()


def magenta_place(path: Path) -> tuple[int, list[float]]:
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            image = document[number].render(scale=2).to_pil().convert("RGB")
            red, green, blue = image.split()
            mask = Image.merge("RGB", (
                red.point(lambda v: 255 * (v > 235)),
                green.point(lambda v: 255 * (v < 20)),
                blue.point(lambda v: 255 * (v > 235)),
            ))
            # White only where all three hold.
            box = mask.convert("L").point(lambda v: 255 * (v == 255)).getbbox()
            if box:
                x0, y0, x1, y1 = box
                return number + 1, fractions(x0, y0, x1 - x0, y1 - y0, image.width, image.height)
    raise ValueError(f"No magenta rectangle in {path.name}")


def fractions(x: float, y: float, width: float, height: float, page_width: float, page_height: float) -> list[float]:
    return [round(x / page_width, 4), round(y / page_height, 4), round(width / page_width, 4), round(height / page_height, 4)]


def chromium_program() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("Set CHROMIUM to a Chromium or Chrome program.")
    return found
