"""From what intake knows to what another system is told."""

from typing import Any

from otklik.interchange.items import ItemTold


def told_item(found: ItemTold) -> dict[str, Any]:
    """The fields of `schemas.ItemTold`."""
    item, texts = found.item, found.has_texts
    return {
        **{name: getattr(item, name) for name in _PLAIN},
        "channel": item.channel.slug,
        "process": item.process.slug if item.process else "",
        "department": item.department.title if item.department else "",
        "repeat_of": item.appeal.repeat_of_id if hasattr(item, "appeal") else None,
        **{name: getattr(item, name) if texts else None for name in ("title", "text", "place")},
        "questions": [
            {"position": one.position, "topic": one.topic.code if one.topic else "", "outcome": one.outcome}
            for one in item.questions.all()
        ],
        "answers": [
            {**{name: getattr(one, name) for name in _ANSWER}, "text": one.text if texts else None}
            for one in found.answers
        ],
        "outer_numbers": [
            {"system": one.key.title, "number": one.number, "registered_on": one.registered_on}
            for one in found.outer_numbers
        ],
        "files": None if found.files is None else [_file(one) for one in found.files],
        "contact": {name: getattr(found.contact, name) for name in _CONTACT} if found.contact else None,
    }


def _file(attachment: Any) -> dict[str, Any]:
    stored = attachment.file
    return {
        "id": attachment.pk,
        "name": stored.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "is_answer": attachment.is_answer,
    }


_PLAIN = (
    "id", "number", "kind", "status", "verdict", "audience", "subject", "received_at", "registered_on", "due_on",
    "answered_on", "is_late",
)  # fmt: skip
_ANSWER = ("number", "at", "is_interim", "way")
_CONTACT = ("name", "email", "phone", "address", "organization", "inn")
