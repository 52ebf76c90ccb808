"""Ready HTML by which another site shows a page of ours: in a frame, or by a link. For site builders such as Gosweb."""

HEIGHT = 640


def escaped(text: str) -> str:
    """The text for HTML and its attributes."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def frame_fragment(title: str, address: str, script: str = "") -> str:
    """A frame and, below it, the link that works without frames; `script` lets the frame grow with its page."""
    words, where = escaped(title), escaped(address)
    frame = f'<iframe src="{where}" title="{words}" width="100%" height="{HEIGHT}" loading="lazy" data-otklik></iframe>'
    link = f'<p><a href="{where}">{words}: открыть отдельно</a></p>'
    parts = [frame, link] + ([f'<script src="{escaped(script)}" async></script>'] if script else [])
    return "\n".join(parts)


def link_fragment(title: str, address: str) -> str:
    """A plain link: for builders that take neither frames nor scripts."""
    return f'<p><a href="{escaped(address)}" target="_blank" rel="noopener">{escaped(title)}</a></p>'
