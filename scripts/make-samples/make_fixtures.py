"""Makes the query images and the bad inputs under tests/e2e/fixtures. Needs pillow and pikepdf.

Run make_photos.py and make_pdf.py first.
"""

import io
import random

import pikepdf
from PIL import Image, ImageEnhance, ImageOps

from common import FIXTURES, SAMPLES

LONG_SIDE = 360
BAD = FIXTURES / "bad"

# name, sample photo, crop as fractions (left, top, right, bottom), mirrored, brightness
QUERIES = [
    ("q-01.jpg", "IMG_2041.jpg", (0.05, 0.0, 0.9, 1.0), True, 1.0),
    ("q-02.jpg", "IMG_2058.jpg", (0.1, 0.0, 0.75, 0.95), False, 0.6),
    ("q-03.jpg", "IMG_2063.jpg", (0.2, 0.05, 0.85, 1.0), True, 0.85),
    ("q-04.jpg", "IMG_2097.jpg", (0.3, 0.0, 0.95, 0.75), False, 1.0),
    ("q-05.jpg", "IMG_2112.jpg", (0.05, 0.0, 0.75, 1.0), True, 0.7),
    ("q-06.jpg", "DSC_0417.jpg", (0.2, 0.1, 0.8, 1.0), True, 1.0),
    ("q-07.jpg", "DSC_0422.jpg", (0.05, 0.0, 0.85, 0.85), True, 0.8),
    ("q-08.jpg", "P1010233.jpg", (0.05, 0.05, 0.95, 0.95), False, 1.0),
    ("q-09.jpg", "scan-003.jpg", (0.0, 0.0, 0.8, 0.75), False, 1.2),
    ("q-10.jpg", "download-17.jpg", (0.3, 0.3, 0.8, 0.8), True, 1.0),
    ("q-11.jpg", "download-21.jpg", (0.0, 0.3, 0.9, 1.0), True, 0.9),
    ("q-12.jpg", "DSC_0430.jpg", (0.0, 0.05, 0.9, 1.0), True, 1.0),
]


def query_images() -> None:
    for name, source, (left, top, right, bottom), mirrored, brightness in QUERIES:
        image = ImageOps.exif_transpose(Image.open(SAMPLES / source))
        image = image.crop((round(left * image.width), round(top * image.height), round(right * image.width), round(bottom * image.height)))
        if mirrored:
            image = ImageOps.mirror(image)
        image = ImageEnhance.Brightness(image).enhance(brightness)
        image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        image.save(FIXTURES / name, "JPEG", quality=80, optimize=True)


def small_pdf(text: str, compress: bool = True) -> pikepdf.Pdf:
    """A page of plain text in Helvetica, two pages of it when compressed."""
    document = pikepdf.new()
    font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    for number in range(2 if compress else 1):
        page = document.add_blank_page(page_size=(420, 595))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        lines = "".join(f"({line}) ' " for line in [*text.split("\n"), f"Page {number + 1}"])
        page.Contents = document.make_stream(f"BT /F1 12 Tf 16 TL 48 540 Td {lines} ET".encode("latin-1"))
    return document


def saved(document: pikepdf.Pdf, **options) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, **options)
    return buffer.getvalue()


def corrupt_pdf() -> bytes:
    """The first 40 KB of a real PDF, without the page tree at its end and with every object mark broken."""
    data = bytearray((SAMPLES / "field-notes.pdf").read_bytes()[:40_000])
    noise = random.Random(7)
    for start in range(512, len(data), 97):
        data[start:start + 48] = noise.randbytes(len(data[start:start + 48]))
    for mark in (b" obj", b"endobj", b"stream", b"xref", b"trailer", b"/Page", b"/Catalog", b"/Root"):
        data = data.replace(mark, b"#" * len(mark))
    return bytes(data)


def bad_inputs() -> None:
    (BAD / "corrupt.pdf").write_bytes(corrupt_pdf())
    (BAD / "encrypted.pdf").write_bytes(saved(
        small_pdf("This page needs the password rummage."),
        encryption=pikepdf.Encryption(user="rummage", owner="rummage-owner", R=6),
    ))
    jpeg = (SAMPLES / "IMG_2058.jpg").read_bytes()
    (BAD / "truncated.jpg").write_bytes(jpeg[: len(jpeg) * 30 // 100])
    (BAD / "empty.txt").write_bytes(b"")
    (BAD / "header-only.csv").write_text("title,author,year\n")
    (BAD / "ragged.csv").write_text(
        "name,colour,legs\n"
        "ladybird,red,6\n"
        "spider,brown\n"
        "cat,black,4,and a white bib,named Minka\n"
        "\n"
        "snail,\"yellow, with a brown band\",0\n"
        "heron,grey,2,\n"
        "worm\n"
        "\"unclosed, quote,2\n"
        "frog,green,4\n"
    )
    (BAD / "windows-1252.csv").write_bytes("\r\n".join([
        "Gericht;Ort;Preis;Bemerkung",
        "Käsespätzle;München;9,80 €;mit Röstzwiebeln",
        "Rösti;Zürich;12,50 €;knusprig gebraten",
        "Crêpe;Besançon;5,20 €;sucrée, au beurre salé",
        "Café crème;Orléans;2,90 €;très chaud",
        "Kürbissuppe;Tübingen;6,40 €;mit Kernöl",
        "Gemüsestrudel;Köln;8,90 €;frisch aus dem Ofen",
        "Pâté en croûte;Mâcon;11,00 €;maison",
        "Brötchen;Düsseldorf;0,60 €;schön warm",
        "Éclair;Évreux;3,40 €;à la vanille",
        "Grünkohl;Münster;7,70 €;nur im Winter",
        "Süßkartoffel;Würzburg;4,50 €;aus der Glut",
        "Bœuf bourguignon;Dijon;16,80 €;mijoté une nuit",
        "Knödel;Görlitz;6,10 €;mit Pilzsoße",
        "Ratatouille;Nîmes;9,20 €;légumes d’été",
        "Möhrenkuchen;Göttingen;3,10 €;ohne Nüsse",
        "Soupe à l’oignon;Sète;7,30 €;gratinée",
        "Apfelküchle;Schwäbisch Gmünd;4,80 €;mit Zimt",
        "Flammkuchen;Kehl;8,20 €;dünn und heiß",
        "Crème brûlée;Liège;5,90 €;le sucre craque",
        "Häppchen;Lübeck;2,20 €;zum Frühstück",
        "",
    ]).encode("cp1252"))
    png = io.BytesIO()
    photo = Image.open(SAMPLES / "IMG_2063.jpg")
    photo.thumbnail((160, 160))
    photo.save(png, "PNG", optimize=True)
    (BAD / "png-named.jpg").write_bytes(png.getvalue())
    (BAD / "pdf-named.txt").write_bytes(saved(small_pdf("A PDF under a wrong name.", compress=False), deterministic_id=True, compress_streams=False))
    (BAD / "README.md").write_text(
        "# Bad inputs\n\n"
        "Made by scripts/make-samples/make_fixtures.py.\n\n"
        "- `corrupt.pdf`: the start of a real PDF, damaged so that no page can be read.\n"
        "- `encrypted.pdf`: two pages that open only with the password `rummage`.\n"
        "- `truncated.jpg`: the first 30 percent of a JPEG; the picture has a top and no bottom.\n"
        "- `empty.txt`: no bytes at all.\n"
        "- `header-only.csv`: three column names and not one row.\n"
        "- `ragged.csv`: rows with too few and too many cells, an empty line and a quote that is never closed.\n"
        "- `windows-1252.csv`: twenty rows, semicolons between cells, in the windows-1252 encoding (é, ü, œ, €, ’).\n"
        "- `png-named.jpg`: a PNG under the name of a JPEG.\n"
        "- `pdf-named.txt`: a one-page PDF under the name of a text file.\n"
    )


def main() -> None:
    BAD.mkdir(parents=True, exist_ok=True)
    query_images()
    bad_inputs()
    for path in sorted(FIXTURES.rglob("*.*")):
        if path.is_file():
            print(f"{path.stat().st_size:>7} {path.relative_to(FIXTURES)}")


if __name__ == "__main__":
    main()
