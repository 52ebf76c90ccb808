"""Posts for networks made of a publication: nothing stands in them that is not published. Порядок: murashi 5.17"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from otklik.core.russian import count_with_word


@dataclass(frozen=True)
class PostStyle:
    """How long a post of the network may be, how many points it lists, how it ends."""

    network: str
    title: str
    letters: int
    points: int
    closing: str


SAID_IN_POST = 2
#: A post is read between two others: far shorter than the networks would take.
STYLES = (
    PostStyle("vk", "ВКонтакте", 1500, 5, "Подробно на сайте: {address}"),
    PostStyle("ok", "Одноклассники", 900, 4, "Подробнее на сайте: {address}"),
    PostStyle("telegram", "Telegram", 700, 3, "Подробно: {address}"),
    PostStyle("max", "MAX", 700, 3, "Подробно: {address}"),
)


@dataclass(frozen=True)
class PostParts:
    """What a post is made of: the headline, the finding, points under it."""

    headline: str
    lead: str = ""
    points: tuple[str, ...] = ()


def post_parts(title: str, payload: Mapping[str, Any]) -> PostParts:
    """By what the payload holds: indicators, a survey's questions, a decision; else the title alone."""
    if "indicators" in payload:
        points = tuple(f"{one['title']}: {one['text']}" for one in payload["indicators"])
        return PostParts(payload["title"], payload["sentence"], points)
    if "questions" in payload:
        people = count_with_word(payload["n"], "человек ответил", "человека ответили", "человек ответили")
        rated = tuple(
            f"{one['title'].rstrip('?.: ')}: {one.get('said', 'довольны').lower()} {one['value']}"
            for one in payload["questions"]
            if one.get("value")
        )
        return PostParts(f"{payload['title']}: что вы ответили", f"{people}, {payload['period']}.", rated)
    if "pains" in payload:
        return _of_decision(payload)
    if "dataset" in payload:
        rows = count_with_word(len(payload["rows"]), "строка", "строки", "строк")
        return PostParts(title, f"Новая версия набора: {rows}, файлы CSV и JSON.")
    return PostParts(title, str(payload.get("text", "")))


def _of_decision(payload: Mapping[str, Any]) -> PostParts:
    is_done = payload["state"] == "done"
    said = "; ".join([*payload["said"], *payload["pains"]][:SAID_IN_POST]).rstrip(".")
    headline = "Вы сказали — мы сделали" if is_done else "Вы сказали — мы решили"
    answer = payload["result"] if is_done and payload["result"] else f"{payload['title']}."
    done = f"Мы {'сделали' if is_done else 'решили'}: {answer}"
    return PostParts(headline, f"Вы сказали: {said}.\n\n{done}" if said else done)


def post_text(style: PostStyle, parts: PostParts, address: str) -> str:
    """The post in the network's length and style; points that do not fit are left out, the link never is."""
    closing = style.closing.format(address=address)
    kept = list(parts.points[: style.points])
    while kept and len(_joined(parts, kept, closing)) > style.letters:
        kept.pop()
    text = _joined(parts, kept, closing)
    if len(text) <= style.letters:
        return text
    room = style.letters - len(_joined(PostParts(parts.headline), [], closing)) - 2
    return _joined(PostParts(parts.headline, _shortened(parts.lead, room)), [], closing)


def _joined(parts: PostParts, points: list[str], closing: str) -> str:
    listed = "\n".join(f"— {point}" for point in points)
    return "\n\n".join(part for part in (parts.headline, parts.lead, listed, closing) if part)


def _shortened(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    if room < 2:  # noqa: PLR2004 - a word and a sign do not fit
        return ""
    return f"{text[: room - 1].rsplit(' ', 1)[0].rstrip(' ,.;:')}…"
