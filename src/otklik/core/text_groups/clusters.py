"""Texts that say the same, by average link: within a block of some thousand directly, in larger ones by their nuclei.

Density clustering leaves most messages as noise; average link inside one topic groups them best.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.intp]
#: Texts that are compared each with each; their distances take 8 bytes a pair.
MOST_DIRECT = 1_500
#: Nuclei of a larger block, and directions that its texts are described by.
MOST_NUCLEI, DIRECTIONS = 900, 100
SEED = 0


def average_link(rows: Any, distance: float) -> Labels:
    """Labels 0.. of texts given as sparse rows of length one; texts without words stand alone.

    `distance` 0..1: two groups are joined while the mean cosine distance between their texts is not above it.
    """
    count = rows.shape[0]
    if count < 2:  # noqa: PLR2004 - nothing to compare
        return np.zeros(count, dtype=np.intp)
    if count > MOST_DIRECT:
        return _by_nuclei(rows, distance)
    return _cut((rows @ rows.T).toarray(), distance)


def _cut(alike: NDArray[np.float32], distance: float) -> Labels:
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - a second to load: to group texts alone
    from scipy.spatial.distance import squareform  # noqa: PLC0415 - as above

    apart = np.clip(1.0 - alike.astype(np.float64), 0.0, 1.0)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart, checks=False), method="average")
    found: Labels = fcluster(tree, t=distance, criterion="distance").astype(np.intp) - 1
    return found


def _by_nuclei(rows: Any, distance: float) -> Labels:
    """Near texts are gathered into nuclei first; the nuclei, by the mean of their texts, are linked."""
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415 - a second to load, for large blocks alone
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    directions = min(DIRECTIONS, rows.shape[1] - 1)
    dense = TruncatedSVD(directions, n_iter=2, random_state=SEED).fit_transform(rows).astype(np.float32)
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-6)
    nuclei = min(MOST_NUCLEI, rows.shape[0] // 6)
    model = MiniBatchKMeans(nuclei, random_state=SEED, batch_size=4096, n_init=1, max_iter=20)
    nucleus = model.fit_predict(dense).astype(np.intp)
    return _cut(_nuclei_alike(rows, nucleus), distance)[np.unique(nucleus, return_inverse=True)[1]]


def _nuclei_alike(rows: Any, nucleus: Labels) -> NDArray[np.float32]:
    """The mean cosine of the texts of each two nuclei: what average link would see."""
    means = means_of(rows, nucleus)
    found: NDArray[np.float32] = (means @ means.T).toarray()
    np.fill_diagonal(found, 1.0)
    return found


def means_of(rows: Any, labels: Labels) -> Any:
    """The mean row of each label, in the order of the labels."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - beside its use

    found, places = np.unique(labels, return_inverse=True)
    sizes = np.bincount(places).astype(np.float32)
    shape = (len(found), rows.shape[0])
    share = csr_matrix((1.0 / sizes[places], (places, np.arange(rows.shape[0]))), shape=shape, dtype=np.float32)
    return (share @ rows).tocsr()
