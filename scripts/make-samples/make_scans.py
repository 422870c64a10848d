"""Makes pictures of text for the tests of OCR under tests/e2e/fixtures/ocr. Needs pillow."""

import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from common import FIXTURES

OUT = FIXTURES / "ocr"
FONT = "DejaVuSerif.ttf"

LETTER = [
    [
        "Harbour Bakery, 12 Quay Street",
        "",
        "Dear Mrs Abernathy,",
        "",
        "thank you for your order of four wedding cakes.",
        "We deliver them on the ninth of September",
        "before noon, with the sugar lighthouse on top.",
    ],
    [
        "Terms of delivery",
        "",
        "The deposit of 240 pounds is due within a",
        "fortnight. Cancelled orders are refunded but for",
        "the marzipan, which is made to measure.",
    ],
]

SCREENSHOT = ["Disk almost full", "Only 3.2 GB of 512 GB are left on Juniper.", "Empty the bin to make room."]

NOTICE = ["Öffnungszeiten der Bücherei", "Während der Sommerferien schließen wir", "mittwochs früher: um sechzehn Uhr."]


def page(lines: list[str], size: tuple[int, int], height: int, noise: random.Random | None) -> Image.Image:
    """Lines of text on paper; with noise, as a scanner sees it."""
    image = Image.new("L", size, 246 if noise else 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, height)
    for i, line in enumerate(lines):
        draw.text((size[0] // 10, size[1] // 10 + i * height * 3 // 2), line, font=font, fill=30)
    if noise:
        for _ in range(400):
            draw.point((noise.randrange(size[0]), noise.randrange(size[1])), fill=120)
        image = image.rotate(0.4, fillcolor=246).filter(ImageFilter.GaussianBlur(0.6))
    return image


def main() -> None:
    OUT.mkdir(exist_ok=True)
    scans = [page(lines, (1240, 1754), 40, random.Random(i)) for i, lines in enumerate(LETTER)]
    scans[0].save(OUT / "letter.pdf", save_all=True, append_images=scans[1:], resolution=150, quality=60)
    page(SCREENSHOT, (900, 320), 30, None).save(OUT / "screenshot.png", optimize=True)
    page(NOTICE, (1000, 360), 34, None).save(OUT / "notice.png", optimize=True)


if __name__ == "__main__":
    main()
