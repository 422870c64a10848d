"""The loss against a case worked by hand, and its gradient against finite differences."""

import unittest

import jax
import jax.numpy as jnp
import numpy as np

from training import contrastive


class HandWorkedCase(unittest.TestCase):
    """Three images and three texts whose logits are ln 1, ln 2, ...: a softmax is then a fraction.

              text 0  text 1  text 2
    image 0    ln 4    ln 1    ln 1     row 0: 4/6
    image 1    ln 2    ln 3    ln 1     row 1: 3/6
    image 2    ln 1    ln 1    ln 2     row 2: 2/4
              column: 4/7     3/5     2/4
    """

    logits = jnp.log(jnp.array([[4.0, 1, 1], [2, 3, 1], [1, 1, 2]]))

    def test_image_loss_runs_over_rows(self):
        expected = -(np.log(4 / 6) + np.log(3 / 6) + np.log(2 / 4)) / 3
        self.assertAlmostEqual(float(contrastive.image_loss(self.logits)), expected, places=6)

    def test_text_loss_runs_over_columns(self):
        expected = -(np.log(4 / 7) + np.log(3 / 5) + np.log(2 / 4)) / 3
        self.assertAlmostEqual(float(contrastive.text_loss(self.logits)), expected, places=6)

    def test_final_loss_is_their_mean(self):
        # With images along the axes, logits = exp(scale) * texts transposed; the scale is undone.
        scale = 1.5
        loss = contrastive.symmetric_contrastive_loss(jnp.eye(3), self.logits.T / jnp.exp(scale), scale)
        expected = (contrastive.image_loss(self.logits) + contrastive.text_loss(self.logits)) / 2
        self.assertAlmostEqual(float(loss), float(expected), places=6)

    def test_more_texts_add_rows_only(self):
        wide = jnp.concatenate([self.logits, jnp.log(jnp.array([[2.0], [2], [4]]))], axis=1)
        expected = -(np.log(4 / 8) + np.log(3 / 8) + np.log(2 / 8)) / 3
        self.assertAlmostEqual(float(contrastive.image_loss(wide)), expected, places=6)
        self.assertAlmostEqual(float(contrastive.text_loss(wide)), float(contrastive.text_loss(self.logits)), places=6)


class Scale(unittest.TestCase):
    def test_logits_are_temperature_times_cosine(self):
        images, texts = jnp.array([[1.0, 0], [0.6, 0.8]]), jnp.array([[0.0, 1], [1, 0]])
        logits = contrastive.contrastive_logits(images, texts, jnp.log(10.0))
        np.testing.assert_allclose(logits, [[0, 10], [8, 6]], atol=1e-5)

    def test_temperature_stops_at_100(self):
        one = jnp.ones((1, 1))
        self.assertAlmostEqual(float(contrastive.contrastive_logits(one, one, 50.0)[0, 0]), 100, delta=0.01)


class FiniteDifferences(unittest.TestCase):
    def test_gradient(self):
        random = np.random.default_rng(0)
        images, texts = random.normal(size=(4, 5)), random.normal(size=(6, 5))
        loss = lambda x, s: contrastive.symmetric_contrastive_loss(x, jnp.asarray(texts, jnp.float32), s)
        by_image, by_scale = jax.grad(loss, argnums=(0, 1))(jnp.asarray(images, jnp.float32), 0.5)
        step = 1e-2
        for i, j in ((0, 0), (1, 3), (3, 4)):
            nudge = np.zeros_like(images)
            nudge[i, j] = step
            numeric = (loss(images + nudge, 0.5) - loss(images - nudge, 0.5)) / (2 * step)
            self.assertAlmostEqual(float(by_image[i, j]), float(numeric), places=3)
        numeric = (loss(images, 0.5 + step) - loss(images, 0.5 - step)) / (2 * step)
        self.assertAlmostEqual(float(by_scale), float(numeric), places=3)


if __name__ == "__main__":
    unittest.main()
