import unittest

import numpy as np

from training import retrieval
from training.evaluate import caption_table


class Ranks(unittest.TestCase):
    def test_counts_wrong_answers_above_the_best_right_one(self):
        scores = np.array([[0.9, 0.5, 0.1], [0.2, 0.8, 0.6]])
        right = np.array([[False, True, False], [True, False, True]])
        np.testing.assert_array_equal(retrieval.best_ranks(scores, right), [1, 1])

    def test_ties_count_against(self):
        ranks = retrieval.best_ranks(np.zeros((1, 4)), np.array([[True, False, False, False]]))
        np.testing.assert_array_equal(ranks, [3])

    def test_summary(self):
        row = retrieval.summary(np.array([0, 4, 9, 10]))
        self.assertEqual((row["r1"], row["r5"], row["r10"], row["median"]), (0.25, 0.5, 0.75, 7.5))


class Neighbours(unittest.TestCase):
    def test_shares_of_each_set_among_the_nearest(self):
        images = np.array([[1, 0], [0.99, 0.1], [0.9, 0.4], [0, 1]])
        shares = retrieval.neighbour_shares(images, np.array(["a", "a", "b", "b"]), depth=1)
        self.assertEqual(shares, {"a": {"a": 1.0, "b": 0.0}, "b": {"a": 0.5, "b": 0.5}})


class Captions(unittest.TestCase):
    def test_equal_captions_share_a_number(self):
        table = caption_table(np.array(["a", "b", "a"]), np.array([0, 0, 1]))
        np.testing.assert_array_equal(table, [[0, 1], [0, -1]])

    def test_text_never_finds_itself(self):
        texts = np.eye(3)[[0, 1, 0, 2]]
        row = retrieval.text_to_text(texts, np.array([0, 0, 1, 1]))
        self.assertEqual(row["r1"], 0)


if __name__ == "__main__":
    unittest.main()
