"""Values of the losses and of their gradients, by JAX's automatic differentiation in double precision.

    python -m training.loss_values > tests/data/loss-values.json

The app writes the same losses and gradients by hand in src/clip; its tests compare them with these.
"""

import json

import jax
import jax.numpy as jnp
import numpy as np

from training.contrastive import contrastive_logits, image_loss, symmetric_contrastive_loss, text_loss

PAIRS, DIMS, SCALE, BIAS = 6, 5, 1.7, -1.2


def unit(vectors):
    return vectors / jnp.linalg.norm(vectors, axis=1, keepdims=True)


def contrastive(images, texts, logit_scale):
    return symmetric_contrastive_loss(unit(images), unit(texts), logit_scale)


def sigmoid(images, texts, logit_scale, bias):
    """Zhai et al., "Sigmoid Loss for Language Image Pre-Training", 2023, equation 1."""
    logits = contrastive_logits(unit(images), unit(texts), logit_scale) + bias
    signs = 2 * jnp.eye(len(logits)) - 1
    return -jax.nn.log_sigmoid(signs * logits).sum() / len(logits)


def main():
    jax.config.update("jax_enable_x64", True)
    random = np.random.default_rng(7)
    images, texts = (jnp.asarray(random.normal(size=(PAIRS, DIMS))) for _ in range(2))
    logits = contrastive_logits(unit(images), unit(texts), SCALE)
    values = {
        "pairs": PAIRS,
        "dims": DIMS,
        "logitScale": SCALE,
        "bias": BIAS,
        "images": images,
        "texts": texts,
        "contrastive": {
            "image": image_loss(logits),
            "text": text_loss(logits),
            "final": contrastive(images, texts, SCALE),
            "gradients": jax.grad(contrastive, argnums=(0, 1, 2))(images, texts, SCALE),
        },
        "sigmoid": {
            "final": sigmoid(images, texts, SCALE, BIAS),
            "gradients": jax.grad(sigmoid, argnums=(0, 1, 2, 3))(images, texts, SCALE, BIAS),
        },
    }
    flat = jax.tree.map(lambda x: np.asarray(x).ravel().tolist() if np.ndim(x) else float(x), values)
    print(json.dumps(flat))


if __name__ == "__main__":
    main()
