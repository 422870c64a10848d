"""Loads an export of embeddings into LanceDB and compares what is nearest there with the app.

python check-export.py EXPORT.parquet NEAREST.json

NEAREST.json: for the id of each picture the pictures that the app ranks for it, best first, as
[{"id": ..., "cosine": ...}].
"""

import json
import sys
import tempfile

import lancedb
import pyarrow as pa
import pyarrow.parquet as pq

export, nearest_file = sys.argv[1:]

# As docs/export.md shows it.
parquet = pq.ParquetFile(export)
facts = {k.decode(): v.decode() for k, v in parquet.metadata.metadata.items()}
assert facts["rummage.format"] == "rummage-embeddings 1", facts
dims = int(facts["rummage.dims"])


def batches():
    for batch in parquet.iter_batches(batch_size=2000):
        rows = pa.Table.from_batches([batch])
        rows = rows.filter(rows["embedding"].is_valid())
        vectors = rows["embedding"].combine_chunks().flatten().cast(pa.float32())
        fixed = pa.FixedSizeListArray.from_arrays(vectors, dims)
        at = rows.schema.get_field_index("embedding")
        yield from rows.set_column(at, "embedding", fixed).to_batches()


first, *others = batches()
database = lancedb.connect(tempfile.mkdtemp())
table = database.create_table("chunks", pa.Table.from_batches([first, *others]))

rows = table.to_arrow().to_pylist()
vector_of = {r["document_id"]: r["embedding"] for r in rows if r["chunk_kind"] == "image"}
with open(nearest_file, encoding="utf-8") as file:
    nearest = json.load(file)

compared = 0
furthest = 0.0
for picture, in_app in nearest.items():
    found = (
        table.search(vector_of[picture], vector_column_name="embedding")
        .distance_type("cosine")
        .where("chunk_kind = 'image'", prefilter=True)
        .limit(len(vector_of))
        .to_list()
    )
    cosine = {r["document_id"]: 1 - r["_distance"] for r in found}
    order = [r["document_id"] for r in found]
    # The app leaves out the picture itself, and folds copies of a picture into one.
    ids = [one["id"] for one in in_app if one["id"] != picture]
    missing = set(order) - set(ids) - {picture}
    assert len(ids) >= len(order) // 2, f"only {len(ids)} of {len(order)} pictures for {picture}"
    expected = [one for one in order if one in set(ids)]
    assert ids == expected, f"another order for {picture}:\n{ids}\n{expected}"
    furthest = max([furthest, *(abs(one["cosine"] - cosine[one["id"]]) for one in in_app)])
    compared += len(ids)
    if missing:
        print(f"{picture[:12]}: {len(missing)} left out by the app")

assert furthest < 0.001, f"cosines differ by {furthest}"
print(f"{parquet.metadata.num_rows} rows, {len(rows)} with a vector of {dims} numbers, in LanceDB {lancedb.__version__}.")
print(f"{len(nearest)} pictures searched by: {compared} neighbours, all in the app's order.")
print(f"Cosines differ by {furthest:.6f} at most.")
