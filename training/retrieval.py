"""Measures of retrieval: how far up a ranking the first right answer comes."""

import numpy as np

DEPTHS = (1, 5, 10)


def best_ranks(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    """scores [q, n], right [q, n] bool with at least one true in each row -> [q]: how many wrong
    answers score at least as high as the best right one. Ties count against us."""
    best = np.where(right, scores, -np.inf).max(1, keepdims=True)
    return ((scores >= best) & ~right).sum(1)


def summary(ranks: np.ndarray) -> dict:
    """Recall at each depth, the median rank (1 is the top) and the number of queries."""
    recalls = {f"r{k}": round(float((ranks < k).mean()), 4) for k in DEPTHS}
    return {**recalls, "median": float(np.median(ranks)) + 1, "queries": int(ranks.size)}


def text_to_image(texts: np.ndarray, wanted: np.ndarray, images: np.ndarray, labels: np.ndarray) -> dict:
    """Query [q, d] wants images whose label, in `labels` [n, any], includes `wanted` [q]."""
    return summary(best_ranks(texts @ images.T, (wanted[:, None, None] == labels[None]).any(2)))


def image_to_text(images: np.ndarray, texts: np.ndarray, right: np.ndarray) -> dict:
    """[n, d], [m, d], right [n, m]: each image looks for a text of its own."""
    return summary(best_ranks(images @ texts.T, right))


def text_to_text(texts: np.ndarray, owner: np.ndarray) -> dict:
    """Each text [m, d] looks among all others for one with the same owner [m]."""
    scores, same = texts @ texts.T, owner[:, None] == owner
    np.fill_diagonal(scores, -np.inf)
    np.fill_diagonal(same, False)
    asks = same.any(1)
    return summary(best_ranks(scores[asks], same[asks]))


def neighbour_shares(images: np.ndarray, sets: np.ndarray, depth: int = 10) -> dict[str, dict[str, float]]:
    """Set name -> set name -> share of an image's `depth` nearest; `sets` [n] names each image's set."""
    scores = images @ images.T
    np.fill_diagonal(scores, -np.inf)
    near = sets[np.argpartition(-scores, depth, axis=1)[:, :depth]]
    names = np.unique(sets)
    return {str(a): {str(b): round(float((near[sets == a] == b).mean()), 4) for b in names} for a in names}
