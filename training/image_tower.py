"""EfficientNet-Lite as an ONNX graph: the backbone, and the whole image tower with its head.

Architecture: Tan & Le, "EfficientNet", ICML 2019, in the Lite form published with TensorFlow's
tpu models (no squeeze-and-excitation, ReLU6 instead of swish, stem and head not scaled).
"""

import dataclasses

import numpy as np
import onnx

from .head import Head, add_head
from .onnx_graph import FLOAT, Graph

# Kernel, stride and expansion of the seven stages; all variants share them.
_STAGES = [(3, 1, 1), (3, 2, 6), (5, 2, 6), (3, 2, 6), (5, 1, 6), (5, 2, 6), (3, 1, 6)]
_BATCH_NORM_EPSILON = 1e-3


@dataclasses.dataclass(frozen=True)
class ImageVariant:
    size: int  # side of the square input in pixels
    repeats: tuple[int, ...]  # blocks in each stage


VARIANTS = {
    "lite0": ImageVariant(224, (1, 2, 2, 3, 3, 4, 1)),
    "lite2": ImageVariant(260, (1, 3, 3, 4, 4, 5, 1)),
}


class _Backbone:
    """Adds the convolutions to a graph, folding each batch norm into the convolution before it."""

    def __init__(self, graph: Graph, weights: dict[str, np.ndarray], size: int):
        self.graph, self.weights, self.side = graph, weights, size

    def conv(self, x: str, conv: str, norm: str, kernel: int, stride=1, groups=1, relu6=True) -> str:
        gamma, beta, mean, variance = (
            self.weights[f"{norm}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
        )
        scale = gamma / np.sqrt(variance + _BATCH_NORM_EPSILON)
        weight = self.graph.weight(conv, self.weights[conv] * scale[:, None, None, None])
        bias = self.graph.weight(conv + ".bias", beta - mean * scale)
        y = self.graph.op(
            "Conv", x, weight, bias, kernel_shape=[kernel] * 2, strides=[stride] * 2,
            pads=self._same_padding(kernel, stride), group=groups,
        )
        self.side = -(-self.side // stride)
        return self.graph.op("Clip", y, self.graph.number(0), self.graph.number(6)) if relu6 else y

    def _same_padding(self, kernel: int, stride: int) -> list[int]:
        """TensorFlow's SAME: odd padding goes after, where torch would put it on both sides."""
        total = max((-(-self.side // stride) - 1) * stride + kernel - self.side, 0)
        before, after = total // 2, total - total // 2
        return [before, before, after, after]

    def block(self, x: str, index: int, kernel: int, stride: int, expand: int, residual: bool) -> str:
        prefix, y = f"_blocks.{index}.", x
        if expand != 1:
            y = self.conv(y, prefix + "_expand_conv.weight", prefix + "_bn0", 1)
        depthwise = prefix + "_depthwise_conv.weight"
        y = self.conv(y, depthwise, prefix + "_bn1", kernel, stride, len(self.weights[depthwise]))
        y = self.conv(y, prefix + "_project_conv.weight", prefix + "_bn2", 1, relu6=False)
        return self.graph.op("Add", y, x) if residual else y


def add_backbone(graph: Graph, weights: dict[str, np.ndarray], variant: ImageVariant):
    """pixel_values [b, 3, size, size] -> (feature map name [b, c, side, side], side).

    The map is EfficientNet's last (1,280 channels) with the last two stages' outputs beside it:
    those are not yet bent towards the 1,000 classes, so they say more about scenes and drawings."""
    net = _Backbone(graph, weights, variant.size)
    # Not-a-number pixels count as mid-grey: one of them would otherwise spoil the whole embedding.
    finite = graph.op("Where", graph.op("Equal", "pixel_values", "pixel_values"), "pixel_values", graph.number(0))
    x = graph.op("Clip", finite, graph.number(-1), graph.number(1))
    x = net.conv(x, "_conv_stem.weight", "_bn0", 3, 2)
    index, stage_outputs = 0, []
    for (kernel, stride, expand), repeats in zip(_STAGES, variant.repeats):
        for j in range(repeats):
            x = net.block(x, index, kernel, stride if j == 0 else 1, expand, residual=j > 0)
            index += 1
        stage_outputs.append(x)
    top = net.conv(x, "_conv_head.weight", "_bn1", 1)
    return graph.op("Concat", top, *stage_outputs[-2:], axis=1, name="feature_map"), net.side


def build_features_model(weights: dict[str, np.ndarray], variant: ImageVariant) -> onnx.ModelProto:
    """pixel_values [batch, 3, size, size] -> features [batch, c], the map's mean over places."""
    graph = Graph("features")
    feature_map, _ = add_backbone(graph, weights, variant)
    graph.op("Flatten", graph.op("GlobalAveragePool", feature_map), name="features")
    return graph.model(_pixels(variant), {"features": (FLOAT, ("batch", "channels"))})


def build_image_tower(weights: dict[str, np.ndarray], variant: ImageVariant, head: Head) -> onnx.ModelProto:
    """pixel_values [batch, 3, size, size] -> image_embeds [batch, 384], unit length, and patch_embeds
    [batch, side, side, 384], whose mean over places points the same way."""
    graph = Graph("compact-clip-image")
    feature_map, side = add_backbone(graph, weights, variant)
    add_head(graph, head, feature_map, side)
    width = head.matrix.shape[1]
    outputs = {
        "image_embeds": (FLOAT, ("batch", width)),
        "patch_embeds": (FLOAT, ("batch", side, side, width)),
    }
    return graph.model(_pixels(variant), outputs)


def _pixels(variant: ImageVariant) -> dict[str, tuple]:
    return {"pixel_values": (FLOAT, ("batch", 3, variant.size, variant.size))}
