"""Writes public/samples/samples.json and NOTICE-part.md from photos.json and the list below."""

import json

from common import HERE, SAMPLES

TYPES = {".jpg": "image/jpeg", ".pdf": "application/pdf", ".csv": "text/csv", ".md": "text/markdown", ".txt": "text/plain"}
OWN = {"licence": "CC0-1.0", "credit": "Rummage project"}

DOCUMENTS = [
    {"path": "field-notes.pdf", "title": "Field notes", "licence": "CC0-1.0 (text); figures as for the photos they repeat",
     "credit": "Rummage project (text). Figures: Rachel Michetti (CC0-1.0), Stefan van der Walt (CC0-1.0), SpaceX (public domain), "
               "NASA (public domain), Flickr user vultilion (CC-BY-2.0), Brooklyn Museum (no known copyright restrictions)",
     "source": "Written for this project: scripts/make-samples/field-notes.html"},
    {"path": "recipes.md", "title": "Four recipes from the blue folder", **OWN, "source": "Written for this project"},
    {"path": "allotment-minutes.txt", "title": "Minutes of the allotment society", **OWN, "source": "Written for this project; the society is made up"},
]
TABLES = [
    {"path": "wildlife-strikes.csv", "title": "Wildlife strikes to aircraft", "licence": "Public domain (work of the United States government)",
     "credit": "Federal Aviation Administration, Wildlife Strike Database",
     "source": "vega-datasets 2.11.0 (npm), data/birdstrikes.csv. Trimmed to strikes with damage and a named species, at most twelve rows a species; values unaltered"},
    {"path": "penguins.csv", "title": "Palmer Archipelago penguins", "licence": "CC0-1.0",
     "credit": "Dr. Kristen Gorman and the Palmer Station, Antarctica LTER; Allison Horst",
     "source": "vega-datasets 2.11.0 (npm), data/penguins.json. Every second row, written as CSV; values unaltered"},
]


def main() -> None:
    photos = json.loads((HERE / "photos.json").read_text())
    entries = [DOCUMENTS[0]]
    entries += [
        {"path": photo["file"], "licence": photo["licence"], "credit": photo["credit"], "source": photo["source"]}
        for photo in photos
    ]
    entries += TABLES + DOCUMENTS[1:]
    files = []
    for entry in entries:
        path = SAMPLES / entry["path"]
        head = {"path": entry["path"]}
        if "title" in entry:
            head["title"] = entry["title"]
        head["mediaType"] = TYPES[path.suffix]
        head["bytes"] = path.stat().st_size
        files.append({**head, "licence": entry["licence"], "credit": entry["credit"], "source": entry["source"]})
    (SAMPLES / "samples.json").write_text(json.dumps({"files": files}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    listed = {file["path"] for file in files} | {"samples.json"}
    stray = {path.name for path in SAMPLES.iterdir()} - listed
    if stray:
        raise SystemExit(f"Not in samples.json: {sorted(stray)}")

    lines = [
        "## Sample files (public/samples)",
        "",
        "The sample files are not part of the program and keep their own licences.",
        "",
        "### Written for this project",
        "",
        "`field-notes.pdf` (its text), `recipes.md` and `allotment-minutes.txt` are dedicated to the public domain under "
        "CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/). The photographs repeated in `field-notes.pdf` keep the "
        "licences given below; it embeds subsets of the Liberation fonts (SIL Open Font License 1.1).",
        "",
        "### Photographs",
        "",
        "All were re-encoded as JPEG without their metadata. CC-BY-2.0 is https://creativecommons.org/licenses/by/2.0/.",
        "",
    ]
    for photo in photos:
        note = " Stored a quarter turn round, with EXIF Orientation 6." if "orientation" in photo else ""
        extra = f" {photo['note']}" if "note" in photo else ""
        lines.append(f"- `{photo['file']}`: {photo['credit']}. {photo['licence']}. {photo['source']}.{note}{extra}")
    lines += ["", "### Tables", ""]
    lines += [f"- `{table['path']}`: {table['credit']}. {table['licence']}. {table['source']}." for table in TABLES]
    lines += ["", "The images of United States government bodies are used as samples only; no endorsement is implied.", ""]
    (HERE / "NOTICE-part.md").write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(files)} files, {sum(file['bytes'] for file in files)} bytes")


if __name__ == "__main__":
    main()
