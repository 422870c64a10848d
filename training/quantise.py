"""Stores a model's weights in fewer bits, with the arithmetic left in float32.

A weight becomes a small constant followed by Cast (and Mul by its scales). onnxruntime folds
constants when it loads a model, so the network runs as fast as the float32 one and gives the same
numbers on every device; only the download shrinks. It also needs nothing that onnxruntime-web's
WASM provider lacks: that has no half-precision convolution, and integer kernels that differ
between processors.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST = 1024  # values; smaller constants (biases, norms) stay float32


def _set_weights(model: onnx.ModelProto, store) -> onnx.ModelProto:
    """A copy of `model` where `store(array, name, user)` gives each large float32 constant's new
    constants and the nodes that bring it back under its old name. `user` is the first node that
    reads it. The nodes go first, since a graph is kept in order of use."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    readers = {name: node for node in reversed(copy.graph.node) for name in node.input}
    constants, nodes = [], []
    for tensor in copy.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALLEST:
            constants.append(tensor)
            continue
        new_constants, new_nodes = store(numpy_helper.to_array(tensor), tensor.name, readers[tensor.name])
        constants += new_constants
        nodes += new_nodes
    nodes += copy.graph.node
    del copy.graph.initializer[:], copy.graph.node[:]
    copy.graph.initializer.extend(constants)
    copy.graph.node.extend(nodes)
    return copy


def store_as_half(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights as float16: half the size."""

    def store(array, name, _user):
        half = numpy_helper.from_array(array.astype(np.float16), name + "_f16")
        return [half], [helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT)]

    return _set_weights(model, store)


def quantise_rows(array: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """(int8 values, float32 scales) with array = values * scales nearly: symmetric, one scale for each
    index on `axis`. The scales broadcast against the array."""
    others = tuple(i for i in range(array.ndim) if i != axis)
    scales = np.maximum(np.abs(array).max(axis=others, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.clip(np.round(array / scales), -127, 127).astype(np.int8), scales


def store_as_int8(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights as int8 with a scale per output channel: a quarter of the size. A table that is only
    gathered from stays int8 in memory too: its rows are brought back after the gather."""
    copy = _split_gathers(model)

    def store(array, name, user):
        if user.op_type == "Gather":
            return [numpy_helper.from_array(array, name)], []
        axis = 0 if user.op_type == "Conv" else array.ndim - 1
        values, scales = quantise_rows(array, axis)
        parts = [numpy_helper.from_array(values, name + "_i8"), numpy_helper.from_array(scales, name + "_scale")]
        return parts, [
            helper.make_node("Cast", [parts[0].name], [name + "_cast"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [name + "_cast", parts[1].name], [name]),
        ]

    return _set_weights(copy, store)


def _split_gathers(model: onnx.ModelProto) -> onnx.ModelProto:
    """Gather(table, ids) over rows -> Cast(Gather(int8 table, ids)) * Gather(scales, ids)."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    tables = {t.name: t for t in copy.graph.initializer if np.prod(t.dims) >= SMALLEST}
    users: dict[str, int] = {}
    for node in copy.graph.node:
        for name in node.input:
            users[name] = users.get(name, 0) + 1
    nodes = []
    for node in copy.graph.node:
        axis = next((a.i for a in node.attribute if a.name == "axis"), 0)
        table = tables.get(node.input[0]) if node.op_type == "Gather" and axis == 0 else None
        if table is None or users[table.name] > 1:
            nodes.append(node)
            continue
        values, scales = quantise_rows(numpy_helper.to_array(table), 0)
        name, ids, output = table.name, node.input[1], node.output[0]
        copy.graph.initializer.remove(table)
        copy.graph.initializer.append(numpy_helper.from_array(values, name + "_i8"))
        copy.graph.initializer.append(numpy_helper.from_array(scales, name + "_scale"))
        nodes += [
            helper.make_node("Gather", [name + "_i8", ids], [output + "_i8"], axis=0),
            helper.make_node("Cast", [output + "_i8"], [output + "_cast"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [name + "_scale", ids], [output + "_scale"], axis=0),
            helper.make_node("Mul", [output + "_cast", output + "_scale"], [output]),
        ]
    del copy.graph.node[:]
    copy.graph.node.extend(nodes)
    return copy
