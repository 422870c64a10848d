"""The head: from a map of image features to one point in the text tower's space.

Two paths are added, each made to length 1 first so that neither drowns the other:

    image_embeds = unit(share * unit(class path) + (1 - share) * unit(learned path))

The class path knows things: a softmax over ImageNet's classes mixes the text embeddings of their
names, as in ConSE (Norouzi et al., "Zero-Shot Learning by Convex Combination of Semantic
Embeddings", ICLR 2014), with the mean of all names taken off. It needs no training, so it cannot
forget. The learned path knows captions: one linear map, trained by train.py inside this very sum.
"""

import dataclasses

import numpy as np

from .onnx_graph import Graph

CLASS_CHANNELS = 1280  # the first channels of the feature map, those the classifier reads
TOP_CLASSES = 32  # more change the result by less than noise and would slow the map of patches
SOFTNESS = 2.0  # the classifier's logits are divided by this before they weight names


@dataclasses.dataclass
class Head:
    """c: feature channels, d: 384. Everything is float32."""

    class_weight: np.ndarray  # [1000, 1280] the base classifier
    class_bias: np.ndarray  # [1000]
    class_text: np.ndarray  # [1000, d] embeddings of class names, their mean taken off
    matrix: np.ndarray  # [c, d] learned
    bias: np.ndarray  # [d] learned
    logit_scale: float  # ln of the temperature of the contrastive loss, learned
    share: float  # of the class path in the sum


def unit(x: np.ndarray) -> np.ndarray:
    """x [..., d] at length 1; a zero vector stays zero."""
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-6)


def softmax(x: np.ndarray) -> np.ndarray:
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def class_path(features: np.ndarray, weight, bias, class_text) -> tuple[np.ndarray, np.ndarray]:
    """Pooled features [n, c] -> (unit mixes of class names [n, d], class probabilities [n, 1000])."""
    logits = features[:, :CLASS_CHANNELS] @ weight.T + bias
    top = np.argpartition(-logits, TOP_CLASSES, axis=1)[:, :TOP_CLASSES]
    shares = softmax(np.take_along_axis(logits, top, 1) / SOFTNESS)
    return unit(np.einsum("nk,nkd->nd", shares, class_text[top])), softmax(logits)


def embed_features(head: Head, features: np.ndarray) -> np.ndarray:
    """Pooled features [n, c] -> image_embeds [n, d], as the ONNX graph computes them."""
    classes, _ = class_path(features, head.class_weight, head.class_bias, head.class_text)
    learned = unit(features @ head.matrix + head.bias)
    return unit(head.share * classes + (1 - head.share) * learned)


def add_head(graph: Graph, head: Head, feature_map: str, side: int) -> None:
    """feature map [b, c, side, side] -> image_embeds [b, d] and patch_embeds [b, side, side, d].

    The patches' mean has the direction of image_embeds exactly. The learned path is linear, so a
    patch's part is the map applied to its own features. In the class path each name's part of the
    mix is handed to the patches by a softmax, over places, of that class's logit there: the parts
    of each name still sum to its whole, and a name sits where its class is seen. Both paths divide
    by the length of the whole image's vector, one number per image, which keeps the sum intact."""
    g, places, d = graph, side * side, head.matrix.shape[1]
    channels = head.matrix.shape[0]
    rows = g.op("Transpose", g.op("Reshape", feature_map, g.integers(0, channels, places)), perm=[0, 2, 1])
    pooled = g.op("ReduceMean", rows, axes=[1], keepdims=0)

    learned_bias = g.weight("head.bias", head.bias)
    learned_matrix = g.weight("head.matrix", head.matrix)
    learned_rows = g.op("Add", g.op("MatMul", rows, learned_matrix), learned_bias)
    learned = g.op("ReduceMean", learned_rows, axes=[1], keepdims=1)  # [b, 1, d]

    first = [g.integers(0), g.integers(CLASS_CHANNELS), g.integers(-1)]
    class_rows, class_pooled = g.op("Slice", rows, *first), g.op("Slice", pooled, *first)
    class_weight = g.weight("class.weight", head.class_weight.T)
    logits = g.op("Add", g.op("MatMul", class_pooled, class_weight), g.weight("class.bias", head.class_bias))
    top, which = g.ops("TopK", logits, g.integers(TOP_CLASSES), outputs=["top_logits", "top_classes"], axis=1)
    shares = g.op("Softmax", g.op("Mul", top, g.number(1 / SOFTNESS)), axis=-1)  # [b, k]
    names = g.op("Gather", g.weight("class.text", head.class_text), which, axis=0)  # [b, k, d]
    mixed = g.op("MatMul", g.op("Unsqueeze", shares, g.integers(1)), names)  # [b, 1, d]

    # A class's bias moves all places alike, so it cancels in the softmax over places.
    top_weight = g.op("Gather", class_weight, which, axis=1)  # [1280, b, k]
    top_weight = g.op("Transpose", top_weight, perm=[1, 0, 2])
    seen = g.op("Softmax", g.op("MatMul", class_rows, top_weight), axis=1)  # [b, places, k]
    parts = g.op("Mul", seen, g.op("Unsqueeze", shares, g.integers(1)))
    class_parts = g.op("Mul", g.op("MatMul", parts, names), g.number(places))  # [b, places, d]

    def scaled(part: str, whole: str, share: float) -> str:
        length = g.op("Max", g.op("ReduceL2", whole, axes=[2], keepdims=1), g.number(1e-6))
        return g.op("Mul", part, g.op("Div", g.number(share), length))

    rest = 1 - head.share
    patches = g.op("Add", scaled(class_parts, mixed, head.share), scaled(learned_rows, learned, rest))
    g.op("Reshape", patches, g.integers(0, side, side, d), name="patch_embeds")
    whole = g.op("Add", scaled(mixed, mixed, head.share), scaled(learned, learned, rest))
    g.unit(g.op("Reshape", whole, g.integers(0, d)), name="image_embeds")
