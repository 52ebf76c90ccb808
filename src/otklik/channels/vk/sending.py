"""What leaves for VK: private messages by messages.send, answers under posts by wall.createComment, posts by wall.post.

Sources: https://dev.vk.com/ru/method/messages.send, https://dev.vk.com/ru/method/wall.createComment,
https://dev.vk.com/ru/method/wall.post.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from otklik.channels.contract import Outgoing, Refused
from otklik.channels.outgoing_parts import number_of, rows_of, send_parts, split_text
from otklik.channels.vk.api import call
from otklik.channels.vk.comments import comment_key
from otklik.channels.vk.reading import message_key
from otklik.channels.vk.settings import VkSettings
from otklik.channels.vk.uploads import upload

LONGEST_TEXT = 4096
LONGEST_POST = 16384
MOST_ATTACHED = 10
LONGEST_LABEL = 40
_ROWS, _WIDTH = 10, 4


def send(settings: VkSettings, outgoing: Outgoing) -> str:
    """Send in as many parts as needed; `random_id` made of the key lets VK drop what it has already."""
    if outgoing.is_post:
        return _post(settings, outgoing)
    thread = outgoing.thread
    if thread.get("public") and thread.get("under") != "wall":
        raise Refused(f"Здесь ВКонтакте не даёт отвечать от имени группы программой. Ответьте сами: {thread['public']}")
    attached = [upload(settings, file, thread, outgoing.to) for file in outgoing.files]
    texts = split_text(outgoing.text, LONGEST_TEXT) or [""]
    one = _comment if thread.get("public") else _message
    steps = [partial(one, settings, outgoing, part) for part in _parts(texts, attached)]
    return send_parts(steps, is_repeatable=True)


@dataclass(frozen=True)
class _Part:
    """One message of those into which the outgoing one falls."""

    position: int
    text: str
    attached: Sequence[str]
    has_buttons: bool


def _parts(texts: Sequence[str], attached: Sequence[str]) -> list[_Part]:
    """Attachments and buttons go with the last text; VK takes ten attachments with one message."""
    bundles = [attached[start : start + MOST_ATTACHED] for start in range(0, len(attached), MOST_ATTACHED)] or [()]
    last = len(texts) - 1
    parts = [_Part(at, text, bundles[0] if at == last else (), at == last) for at, text in enumerate(texts)]
    return [*parts, *(_Part(last + at, "", rest, False) for at, rest in enumerate(bundles[1:], 1))]


def wall(settings: VkSettings) -> str:
    """The group's own wall: communities have negative numbers."""
    return f"-{settings.group_id}"


def _post(settings: VkSettings, outgoing: Outgoing) -> str:
    """A post in the group's name; `guid` made of the key keeps VK from posting it twice."""
    if len(outgoing.text) > LONGEST_POST:
        raise Refused("Запись слишком длинная для ВКонтакте.")
    sent = call(
        settings,
        "wall.post",
        owner_id=outgoing.to,
        from_group=1,
        message=outgoing.text,
        guid=number_of(outgoing.key, 0),
    )
    number = sent.get("post_id", "") if isinstance(sent, dict) else ""
    return f"wall{outgoing.to}_{number}"


def _message(settings: VkSettings, outgoing: Outgoing, part: _Part) -> str:
    sent = call(
        settings,
        "messages.send",
        peer_id=outgoing.to,
        random_id=number_of(outgoing.key, part.position),
        message=part.text,
        attachment=",".join(part.attached) or None,
        keyboard=keyboard_of(outgoing.choices) if part.has_buttons else None,
        dont_parse_links=1,
    )
    return message_key(outgoing.to, str(sent))


def _comment(settings: VkSettings, outgoing: Outgoing, part: _Part) -> str:
    thread = outgoing.thread
    sent = call(
        settings,
        "wall.createComment",
        owner_id=thread["owner"],
        post_id=thread["post"],
        from_group=settings.group_id,
        message=part.text,
        reply_to_comment=thread.get("comment") or None,
        attachments=",".join(part.attached) or None,
        guid=number_of(outgoing.key, part.position),
    )
    number = sent.get("comment_id", "") if isinstance(sent, dict) else ""
    return comment_key("wall", thread["owner"], str(number))


def keyboard_of(choices: Sequence[str]) -> str:
    """Buttons that vanish when one is pressed; without choices an empty keyboard takes away those of before.

    Source: https://dev.vk.com/ru/api/bots/development/keyboard.
    """
    rows = rows_of(choices, most_rows=_ROWS, widest=_WIDTH)
    buttons = [[_button(choice) for choice in row] for row in rows]
    return json.dumps({"one_time": bool(buttons), "buttons": buttons}, ensure_ascii=False)


def _button(choice: str) -> dict[str, object]:
    label = choice if len(choice) <= LONGEST_LABEL else f"{choice[: LONGEST_LABEL - 1]}…"
    payload = json.dumps({"choice": choice[:120]}, ensure_ascii=False) if label != choice else "{}"
    return {"action": {"type": "text", "label": label, "payload": payload}, "color": "secondary"}
