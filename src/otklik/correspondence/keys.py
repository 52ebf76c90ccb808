"""Keys of the other side, however long, in the columns that hold them."""

from hashlib import sha256

_DIGEST = 32


def fitted(key: str, longest: int) -> str:
    """The key; one that is too long keeps its beginning and ends with a digest of the whole."""
    clean = key.replace("\0", "")
    if len(clean) <= longest:
        return clean
    digest = sha256(clean.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{clean[: longest - _DIGEST]}{digest}"
