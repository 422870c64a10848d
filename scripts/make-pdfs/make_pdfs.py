"""Makes the PDFs with known content under tests/browser/fixtures/pdf, and expected.json beside them.

    python make_pdfs.py                        # all of them
    python make_pdfs.py chromium weasyprint    # only those of some generators
"""

import importlib
import json
import sys

from common import OUT

GENERATORS = ["reportlab", "fpdf2", "chromium", "weasyprint", "typst", "matplotlib"]
LARGEST = 60_000


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / "expected.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for generator in sys.argv[1:] or GENERATORS:
        known = {name: entry for name, entry in known.items() if not name.startswith(f"{generator}-")}
        made = importlib.import_module(f"from_{generator}").make()
        known.update(made)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sizes = {name: (OUT / name).stat().st_size for name in known}
    for name, size in sorted(sizes.items()):
        print(f"{name:28} {size:>6} bytes")
    too_large = [name for name, size in sizes.items() if size > LARGEST]
    if too_large:
        raise SystemExit(f"Larger than {LARGEST} bytes: {too_large}")


if __name__ == "__main__":
    main()
