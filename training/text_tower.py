"""MiniLM (6 layers, 384 wide) as an ONNX graph that ends in one unit vector per text.

Architecture: Devlin et al., "BERT", NAACL 2019; this size by Wang et al., "MiniLM", NeurIPS 2020;
mean pooling over the tokens as in sentence-transformers' all-MiniLM-L6-v2.
"""

import numpy as np
import onnx

from .onnx_graph import FLOAT, INT64, Graph

LAYERS, HEADS, WIDTH = 6, 12, 384
_NORM_EPSILON = 1e-12
_MASKED = -10000.0  # added to the scores of padding: as good as minus infinity after a softmax


class _Bert:
    """Adds transformer layers to a graph, naming the weights as the checkpoint does."""

    def __init__(self, graph: Graph, weights: dict[str, np.ndarray]):
        self.graph, self.weights = graph, weights

    def weight(self, name: str) -> str:
        return self.graph.weight(name, self.weights[name])

    def linear(self, x: str, name: str) -> str:
        matrix = self.graph.weight(name + ".weight", self.weights[name + ".weight"].T)
        return self.graph.op("Add", self.graph.op("MatMul", x, matrix), self.weight(name + ".bias"))

    def norm(self, x: str, name: str) -> str:
        scale, bias = self.weight(name + ".weight"), self.weight(name + ".bias")
        return self.graph.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=_NORM_EPSILON)

    def heads(self, x: str, name: str, order: list[int]) -> str:
        shape = self.graph.integers(0, 0, HEADS, WIDTH // HEADS)
        return self.graph.op("Transpose", self.graph.op("Reshape", self.linear(x, name), shape), perm=order)

    def attention(self, x: str, mask_bias: str, prefix: str) -> str:
        g = self.graph
        query = self.heads(x, prefix + "self.query", [0, 2, 1, 3])
        key = self.heads(x, prefix + "self.key", [0, 2, 3, 1])
        value = self.heads(x, prefix + "self.value", [0, 2, 1, 3])
        scores = g.op("Mul", g.op("MatMul", query, key), g.number((WIDTH // HEADS) ** -0.5))
        weights = g.op("Softmax", g.op("Add", scores, mask_bias), axis=-1)
        mixed = g.op("Transpose", g.op("MatMul", weights, value), perm=[0, 2, 1, 3])
        joined = g.op("Reshape", mixed, g.integers(0, 0, WIDTH))
        return self.norm(g.op("Add", self.linear(joined, prefix + "output.dense"), x), prefix + "output.LayerNorm")

    def feed_forward(self, x: str, prefix: str) -> str:
        g = self.graph
        wide = self.linear(x, prefix + "intermediate.dense")
        # Gelu spelt out: onnxruntime fuses this pattern on every provider, the operator itself is
        # missing from some.
        erf = g.op("Erf", g.op("Div", wide, g.number(np.sqrt(2))))
        gelu = g.op("Mul", g.op("Mul", wide, g.op("Add", erf, g.number(1))), g.number(0.5))
        return self.norm(g.op("Add", self.linear(gelu, prefix + "output.dense"), x), prefix + "output.LayerNorm")


def build_text_tower(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """input_ids, attention_mask int64 [batch, tokens] -> text_embeds float32 [batch, 384], unit length.
    At most 512 tokens; a mask of zeros alone gives the zero vector."""
    graph = Graph("compact-clip-text")
    bert = _Bert(graph, weights)
    words = graph.op("Gather", bert.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = graph.op("Slice", graph.op("Shape", "input_ids"), graph.integers(1), graph.integers(2))
    positions = graph.op(
        "Slice", bert.weight("embeddings.position_embeddings.weight"), graph.integers(0), length, graph.integers(0)
    )
    segment = graph.weight("segment", weights["embeddings.token_type_embeddings.weight"][0])
    x = graph.op("Add", graph.op("Add", words, positions), segment)
    x = bert.norm(x, "embeddings.LayerNorm")
    mask = graph.op("Cast", "attention_mask", to=FLOAT)
    outside = graph.op("Sub", graph.number(1), graph.op("Unsqueeze", mask, graph.integers(1, 2)))
    mask_bias = graph.op("Mul", outside, graph.number(_MASKED))
    for layer in range(LAYERS):
        x = bert.attention(x, mask_bias, f"encoder.layer.{layer}.attention.")
        x = bert.feed_forward(x, f"encoder.layer.{layer}.")
    column = graph.op("Unsqueeze", mask, graph.integers(2))
    total = graph.op("ReduceSum", graph.op("Mul", x, column), graph.integers(1), keepdims=0)
    # The sum needs no division by the token count: the length is made 1 anyway.
    graph.unit(total, name="text_embeds")
    ids = (INT64, ("batch", "tokens"))
    return graph.model(
        {"input_ids": ids, "attention_mask": ids}, {"text_embeds": (FLOAT, ("batch", WIDTH))}
    )
