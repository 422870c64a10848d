"""Trims two vega-datasets tables to a few hundred rows. Values are never changed, only rows left out."""

import csv
import json
from collections import Counter

from common import SAMPLES, vega_data

PER_SPECIES = 12


def wildlife_strikes() -> tuple[list[str], list[dict]]:
    """Strikes with some damage and a named species: the first twelve of each species, in the file's order."""
    with vega_data("birdstrikes.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        seen: Counter[str] = Counter()
        rows = []
        for row in reader:
            species = row["Wildlife Species"]
            if row["Effect Amount of damage"] == "None" or species.startswith("Unknown"):
                continue
            seen[species] += 1
            if seen[species] <= PER_SPECIES:
                rows.append(row)
        return list(reader.fieldnames or []), rows


def penguins() -> tuple[list[str], list[dict]]:
    """Every second penguin, JSON turned into CSV; a missing value is an empty cell."""
    rows = json.loads(vega_data("penguins.json").read_text())[::2]
    return list(rows[0]), rows


def main() -> None:
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for name, table in (("wildlife-strikes.csv", wildlife_strikes()), ("penguins.csv", penguins())):
        columns, rows = table
        path = SAMPLES / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{name:22} {len(rows)} rows {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
