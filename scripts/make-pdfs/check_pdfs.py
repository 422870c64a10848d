"""Checks that the text of every PDF holds what expected.json says, as PDFium or pypdf read it.

    python check_pdfs.py              # tells what is missing
    python check_pdfs.py FOLDER       # also draws every page into the folder, with the boxes of the figures
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

import pypdf
import pypdfium2
from PIL import ImageDraw

from common import OUT


def squeezed(text: str) -> str:
    """Text without white space and without the marks that PDFium puts for a hyphen at the end of a line.

    Arabic letters are stored in the shapes that they have on paper, which the normal form turns back.
    """
    return re.sub(r"[\s\u0002\ufffe\u00ad\u200e\u200f]", "", unicodedata.normalize("NFKC", text))


def in_pieces(letters: str, text: str) -> bool:
    """Whether the letters are in the text in two pieces with something between, as over a page end."""
    return any(
        (at := text.find(letters[:cut])) >= 0 and text.find(letters[cut:], at + cut) >= 0
        for cut in range(12, len(letters) - 12)
    )


def in_words(letters: str, text: str) -> bool:
    """Whether every word of a cell that wraps, or of a header over two rows, is in the text."""
    return all(squeezed(word) in text for word in letters.split())


def missing(entry: dict, pages: list[str]) -> set[str]:
    texts = [squeezed(page) for page in pages]
    whole = "".join(texts)
    lost = set()
    for table in entry["tables"]:
        text = "".join(texts[table["page"] - 1:])
        cells = [*table["header"], *(cell for row in table["rows"] for cell in row)]
        lost |= {f"cell: {cell}" for cell in cells if not in_words(cell, text)}
    for part in entry["tables"] + entry["figures"]:
        if squeezed(part["caption"] or "") not in texts[part["page"] - 1]:
            lost.add(f"caption: {part['caption']}")
    for sentence in entry["sentences"]:
        if squeezed(sentence) not in whole and not in_pieces(squeezed(sentence), whole):
            lost.add(f"sentence: {sentence}")
    return lost


def wrong_marks(entry: dict, document: pypdfium2.PdfDocument) -> set[str]:
    """Page labels and bookmarks that differ from the expected ones."""
    labels = [document.get_page_label(number) for number in range(len(document))]
    marks = [{"title": mark.get_title(), "page": mark.get_dest().get_index() + 1} for mark in document.get_toc()]
    wrong = set()
    if [label for label in labels if label] != entry.get("labels", []):
        wrong.add(f"labels: {labels}")
    if marks != entry.get("bookmarks", []):
        wrong.add(f"bookmarks: {marks}")
    return wrong


def draw(name: str, entry: dict, document: pypdfium2.PdfDocument, folder: Path) -> None:
    for number in range(len(document)):
        image = document[number].render(scale=1.3).to_pil().convert("RGB")
        pen = ImageDraw.Draw(image)
        for figure in entry["figures"]:
            if figure["page"] == number + 1 and figure["box"]:
                x, y, width, height = figure["box"]
                pen.rectangle((x * image.width, y * image.height, (x + width) * image.width, (y + height) * image.height), outline="red")
        image.save(folder / f"{Path(name).stem}-{number + 1}.png")


def main() -> None:
    entries = json.loads((OUT / "expected.json").read_text(encoding="utf-8"))
    lost = []
    for name, entry in entries.items():
        with pypdfium2.PdfDocument(OUT / name) as document:
            seen = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
            wrong = wrong_marks(entry, document)
            if len(sys.argv) > 1:
                draw(name, entry, document, Path(sys.argv[1]))
        read = [page.extract_text() for page in pypdf.PdfReader(OUT / name).pages]
        lost += [f"{name}: {line}" for line in sorted(wrong | (missing(entry, seen) & missing(entry, read)))]
    if lost:
        raise SystemExit("\n".join(lost))
    print(f"{len(entries)} PDFs hold what is expected of them")


if __name__ == "__main__":
    main()
