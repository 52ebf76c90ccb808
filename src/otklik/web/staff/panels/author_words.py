"""What the author said after the message: marks of answers, additions."""

from otklik.intake.originals import shown_text
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def author_words(request: PageRequest, item: FeedbackItem) -> Panel | None:  # noqa: ARG001 - the registry's signature
    """Marks and additions, masked for who sees the item masked."""
    marks = [
        {"mark": mark, "text": shown_text(item, mark.comment)}
        for mark in item.marks.select_related("repeat").order_by("at")
    ]
    additions = [
        {"addition": one, "text": shown_text(item, one.text), "files": () if item.is_masked else one.files.all()}
        for one in item.additions.prefetch_related("files__file")
    ]
    if not marks and not additions:
        return None
    return Panel("staff/item/author_words.html", {"marks": marks, "additions": additions}, "main")
