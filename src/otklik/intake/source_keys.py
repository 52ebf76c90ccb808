"""By what a message is known when it comes again."""

from hashlib import sha256

from otklik.core.incoming import IncomingFeedback


def source_key_hex(incoming: IncomingFeedback) -> str:
    """32 hex digits of channel and source number, or of the content where the source numbers nothing."""
    if incoming.source_number:
        content = f"{incoming.channel}\x1f{incoming.source_number}"
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return sha256(incoming.content_key().encode("ascii")).hexdigest()[:32]
