"""By what a publication is known when it comes again."""

from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from otklik.core.text_terms import same_term

_TRACKING = ("utm_", "yclid", "fbclid", "gclid", "from", "ref", "rss")


def mention_key(*, url: str, source: str, published_at: datetime, text: str) -> str:
    """Digest of the link without what only counts visits; of source, day and words where there is no link."""
    if url:
        return sha256(f"u{link_core(url)}".encode()).hexdigest()
    told = "\x1f".join((source.casefold().strip(), published_at.date().isoformat(), same_term(text)))
    return sha256(told.encode()).hexdigest()


def link_core(url: str) -> str:
    """Host and path of a link, and its parameters but those of counters; what is no address stays as it is."""
    try:
        parts = urlsplit(url.strip())
        query = [(name, value) for name, value in parse_qsl(parts.query) if not name.casefold().startswith(_TRACKING)]
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"
