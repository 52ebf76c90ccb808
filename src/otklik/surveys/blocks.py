"""A sealed day's answers as bytes: columns of float32 one after another, compressed."""

import zlib
from collections.abc import Sequence

import numpy as np

from otklik.core.questionnaire.columns import Matrix

_FLOAT = np.dtype("<f4")
#: More packs 2 % smaller and takes three times as long.
_EFFORT = 4


def pack(matrix: Matrix) -> bytes:
    """The bytes of responses × columns: a column's numbers side by side, byte by byte, so that they pack well."""
    columns = np.ascontiguousarray(matrix.T, dtype=_FLOAT)
    return zlib.compress(columns.view(np.uint8).reshape(-1, 4).T.tobytes(), _EFFORT)


def unpack(block: bytes | memoryview, width: int) -> Matrix:
    """Responses × columns again; `width` is the number of columns. ValueError when the block is not of that width."""
    planes = np.frombuffer(zlib.decompress(block), dtype=np.uint8)
    flat = np.ascontiguousarray(planes.reshape(4, -1).T).view(_FLOAT).reshape(-1)
    if width < 1 or flat.size % width:
        raise ValueError(f"a block of {flat.size} numbers has no {width} columns")
    return flat.reshape(width, flat.size // width).T


def with_links(matrix: Matrix, links: Sequence[int]) -> tuple[Matrix, list[int]]:
    """The matrix with a last column that gives each row's place among the distinct links, and these links.

    ValueError when there are not as many links as rows.
    """
    if len(links) != len(matrix):
        raise ValueError(f"{len(links)} links for {len(matrix)} rows")
    distinct = sorted(set(links))
    places = np.searchsorted(distinct, np.asarray(links, dtype=np.int64)).astype(np.float32)
    return np.column_stack([matrix, places]), distinct


def without_links(block: Matrix, link_ids: Sequence[int]) -> tuple[Matrix, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The reverse of `with_links`: the answers, and each row's link."""
    return block[:, :-1], np.asarray(link_ids, dtype=np.int64)[block[:, -1].astype(np.intp)]
