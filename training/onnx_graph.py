"""A few lines over onnx.helper, so that a network reads as a list of operations."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 9

FLOAT = TensorProto.FLOAT
INT64 = TensorProto.INT64


class Graph:
    """Collects nodes and constants. Every method that adds something returns its name."""

    def __init__(self, name: str):
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def weight(self, name: str, array: np.ndarray) -> str:
        """A named float32 array: what quantise.py may store in fewer bits."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name)
        return name

    def number(self, value: float) -> str:
        """A float32 scalar, shared by all who ask for the same value."""
        return self.weight(f"number_{float(value)!r}", np.array(value, np.float32))

    def integers(self, *values: int) -> str:
        """A 1-d int64 constant: axes, shapes, slice bounds."""
        name = "integers_" + "_".join(map(str, values))
        self.constants[name] = numpy_helper.from_array(np.array(values, np.int64), name)
        return name

    def op(self, kind: str, *inputs: str, name: str = "", **attributes) -> str:
        """A node with one output."""
        output = name or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def ops(self, kind: str, *inputs: str, outputs: list[str], **attributes) -> list[str]:
        """A node with several outputs."""
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=outputs[0], **attributes))
        return outputs

    def unit(self, x: str, name: str = "") -> str:
        """x [..., d] divided by its length over the last axis. The length is at least 1e-6, so a zero
        vector stays zero and never becomes NaN."""
        length = self.op("ReduceL2", x, axes=[-1], keepdims=1)
        return self.op("Div", x, self.op("Max", length, self.number(1e-6)), name=name)

    def model(self, inputs: dict[str, tuple], outputs: dict[str, tuple]) -> onnx.ModelProto:
        """inputs and outputs: name -> (element type, shape); a string in a shape is a free axis."""
        infos = [
            [helper.make_tensor_value_info(n, t, list(s)) for n, (t, s) in part.items()]
            for part in (inputs, outputs)
        ]
        graph = helper.make_graph(self.nodes, self.name, *infos, list(self.constants.values()))
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="rummage-training"
        )
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model
