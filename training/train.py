"""Trains the head's learned path on cached features.

The loss is CLIP's, on the sum of both paths, plus a distillation of the base classifier: without it
the captions, which are mostly about people and dogs, make the embedding forget what the classifier
knows of the other classes. With it both gain.
"""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import optax

from .contrastive import distillation_loss, symmetric_contrastive_loss
from .head import class_path


@dataclasses.dataclass(frozen=True)
class Recipe:
    """What was chosen on flickr8k dev and on the classes kept out."""

    share: float = 0.39  # of the class path: less favours captions, more favours objects
    distillation: float = 0.4  # weight of that loss
    steps: int = 1500
    learning_rate: float = 1e-3
    weight_decay: float = 0.1
    dropout: float = 0.55  # of features; without it recall on captions falls by a third
    # Images of each set in a batch. Small sets get more than their share, or they would be forgotten.
    batch: tuple[tuple[str, int], ...] = (
        ("flickr8k", 512), ("scenes", 64), ("objects", 96), ("charts", 48), ("receipts", 8),
    )
    start_temperature: float = 20.0
    heads: int = 4  # from different seeds; the mean of linear maps is one, and errs less than each


@dataclasses.dataclass
class Classifier:
    """The base classifier and its class names in text space."""

    weight: np.ndarray  # [k, 1280]
    bias: np.ndarray  # [k]
    names: np.ndarray  # [k, d] unit
    centred_names: np.ndarray  # [k, d]


class TrainingSet:
    """One data set's training part: `features` [views, n, c] with the class path's share of the
    embedding, `classes` [views, n, d], and its `probabilities` [views, n, k]; `texts` [m, d];
    `captions` gives each image's texts."""

    def __init__(self, features: np.ndarray, texts: np.ndarray, owner: np.ndarray, classifier: Classifier):
        self.features, self.texts = features, texts
        self.captions = [np.flatnonzero(owner == i) for i in range(features.shape[1])]
        paths = [
            class_path(view.astype(np.float32), classifier.weight, classifier.bias, classifier.centred_names)
            for view in features
        ]
        self.classes = np.stack([classes for classes, _ in paths])
        self.probabilities = np.stack([p.astype(np.float16) for _, p in paths])

    def draw(self, count: int, random: np.random.Generator) -> tuple[np.ndarray, ...]:
        """A random view of random images, each with one of its captions: (features, classes,
        probabilities, texts)."""
        images = random.permutation(self.features.shape[1])[:count]
        views = random.integers(0, self.features.shape[0], len(images))
        texts = self.texts[[random.choice(self.captions[i]) for i in images]]
        parts = self.features[views, images], self.classes[views, images], self.probabilities[views, images]
        return *(p.astype(np.float32) for p in parts), texts


def _unit(x):
    return x / jnp.maximum(jnp.linalg.norm(x, axis=1, keepdims=True), 1e-6)


def train_learned_path(sets: dict[str, TrainingSet], classifier: Classifier, recipe: Recipe, seed: int = 0):
    """-> (matrix [c, d], bias [d], logit_scale). The same seed gives the same head."""
    plain = sets["flickr8k"].features[0].astype(np.float32)
    mean, spread = plain.mean(0), plain.std(0) + 1e-2
    width = classifier.names.shape[1]
    key, random = jax.random.PRNGKey(seed), np.random.default_rng(seed)
    start_scale = jnp.log(recipe.start_temperature)
    weights = {
        "matrix": jax.random.normal(key, (plain.shape[1], width)) * 1e-3,
        "bias": jnp.zeros(width),
        "logit_scale": start_scale,
        "class_logit_scale": start_scale,
    }
    schedule = optax.cosine_decay_schedule(recipe.learning_rate, recipe.steps)
    decayed = {name: name == "matrix" for name in weights}
    optimiser = optax.adamw(schedule, weight_decay=recipe.weight_decay, mask=decayed)
    state = optimiser.init(weights)

    def loss(weights, features, classes, probabilities, texts, key):
        x = (features - mean) / spread
        keep = 1 - recipe.dropout
        x = x * jax.random.bernoulli(key, keep, x.shape) / keep
        learned = _unit(x @ weights["matrix"] + weights["bias"])
        embeds = _unit(recipe.share * classes + (1 - recipe.share) * learned)
        return symmetric_contrastive_loss(embeds, texts, weights["logit_scale"]) + recipe.distillation * (
            distillation_loss(embeds, classifier.names, probabilities, weights["class_logit_scale"])
        )

    @jax.jit
    def step(weights, state, batch, key):
        value, gradient = jax.value_and_grad(loss)(weights, *batch, key)
        updates, state = optimiser.update(gradient, state, weights)
        return optax.apply_updates(weights, updates), state, value

    for number in range(recipe.steps):
        key, dropout_key = jax.random.split(key)
        drawn = [sets[name].draw(count, random) for name, count in recipe.batch]
        batch = [np.concatenate(parts) for parts in zip(*drawn)]
        weights, state, value = step(weights, state, batch, dropout_key)
        if number % 250 == 249:
            print(f"  step {number + 1}: loss {float(value):.3f}", flush=True)

    # Standardising is linear too: fold it into the map, which then takes raw features.
    matrix = np.asarray(weights["matrix"]) / spread[:, None]
    bias = np.asarray(weights["bias"]) - mean @ matrix
    return matrix, bias, float(weights["logit_scale"])


def train_heads(sets: dict[str, TrainingSet], classifier: Classifier, recipe: Recipe):
    """The mean of several heads: (matrix [c, d], bias [d], logit_scale)."""
    trained = [train_learned_path(sets, classifier, recipe, seed) for seed in range(recipe.heads)]
    matrices, biases, scales = zip(*trained)
    return np.mean(matrices, 0), np.mean(biases, 0), float(np.mean(scales))
