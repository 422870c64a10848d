"""Prints field-notes.html to public/samples/field-notes.pdf with headless Chromium. Needs pikepdf.

Run make_photos.py first: the figures are the sample photos. The fonts are Liberation Serif and Liberation Sans.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf

from common import HERE, SAMPLES


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("Set CHROMIUM to a Chromium or Chrome program.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(HERE / "field-notes.html", folder)
        for photo in SAMPLES.glob("*.jpg"):
            shutil.copy(photo, folder)
        printed = folder / "printed.pdf"
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             "--generate-pdf-document-outline", f"--print-to-pdf={printed}", (folder / "field-notes.html").as_uri()],
            check=True, stderr=subprocess.DEVNULL,
        )
        with pikepdf.open(printed) as document:
            # No dates, so that two runs give the same file.
            for key in ("/CreationDate", "/ModDate", "/Creator"):
                if key in document.docinfo:
                    del document.docinfo[key]
            document.docinfo["/Title"] = "Field notes"
            path = SAMPLES / "field-notes.pdf"
            document.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            print(f"{path.name} {len(document.pages)} pages {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
