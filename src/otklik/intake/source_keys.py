"""By what a message is known when it comes again."""

from hashlib import blake2b

from otklik.core.incoming import IncomingFeedback


def source_key_hex(incoming: IncomingFeedback) -> str:
    """32 hex digits of channel and source number, or of the content where the source numbers nothing."""
    if incoming.source_number:
        content = f"{incoming.channel}\x1f{incoming.source_number}".encode("utf-8", "surrogatepass")
    else:
        content = incoming.content_key().encode("ascii")
    return blake2b(content, digest_size=16).hexdigest()
