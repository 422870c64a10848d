"""CLIP's symmetric contrastive loss, written out.

Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision",
ICML 2021, figure 3. For n matching pairs of unit vectors, image_embeds and text_embeds [n, d]:

    logits     = temperature * image_embeds @ text_embeds.T      [n, n], temperature times cosine
    image loss = cross-entropy over rows: each image picks its text among n
    text loss  = cross-entropy over columns: each text picks its image among n
    final      = (image loss + text loss) / 2

`temperature` here is the factor CLIP calls exp(logit_scale): larger is sharper. It is learned, as
its logarithm, so that it stays positive.
"""

import jax
import jax.numpy as jnp

MAX_LOGIT_SCALE = 4.6052  # ln 100, where CLIP clips it to stay stable


def contrastive_logits(image_embeds, text_embeds, logit_scale):
    """[n, d], [m, d], scalar -> [n, m]: exp(logit_scale) times the cosine of every image and text."""
    return jnp.exp(jnp.minimum(logit_scale, MAX_LOGIT_SCALE)) * image_embeds @ text_embeds.T


def cross_entropy(logits, targets):
    """Mean over rows of -sum(target * log softmax(logits)). `targets` [n, m], each row sums to 1."""
    return -(targets * jax.nn.log_softmax(logits, axis=1)).sum(1).mean()


def image_loss(logits):
    """Cross-entropy over rows. [n, m], m >= n: the match of row i is column i, and columns from n on
    are texts of no image here: more negatives."""
    return cross_entropy(logits, jnp.eye(*logits.shape))


def text_loss(logits):
    """Cross-entropy over columns, of the n texts that have an image here."""
    square = logits[:, : logits.shape[0]].T
    return cross_entropy(square, jnp.eye(len(square)))


def symmetric_contrastive_loss(image_embeds, text_embeds, logit_scale):
    """[n, d], [m, d] with m >= n, scalar -> scalar: the mean of image loss and text loss.
    With m = n this is CLIP's loss exactly."""
    logits = contrastive_logits(image_embeds, text_embeds, logit_scale)
    return (image_loss(logits) + text_loss(logits)) / 2


def distillation_loss(image_embeds, name_embeds, class_probabilities, logit_scale):
    """[n, d], [k, d], [n, k], scalar -> scalar: the embeddings should rank the class names as the
    classifier does. Cross-entropy of its probabilities, which are soft targets in the sense of Hinton
    et al., "Distilling the Knowledge in a Neural Network", 2015, and of a softmax over cosines."""
    return cross_entropy(contrastive_logits(image_embeds, name_embeds, logit_scale), class_probabilities)
