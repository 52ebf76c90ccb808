"""Words by which people learn of a survey: posts for networks, an announcement, a letter, what is said by phone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from otklik.core.russian import count_with_word, date_long

#: What a network shows of a post before «показать ещё», in signs; a post of ours never needs more.
POST_LIMIT = 600
#: Where a post is read in a stream of messages, it is shorter.
MESSAGE_LIMIT = 400
_STREAMS = frozenset({"telegram", "max"})


@dataclass(frozen=True)
class Told:
    """What is told of a survey."""

    title: str
    lead: str
    administration: str
    question_count: int
    minutes: int
    closes_on: date | None
    is_internal: bool = False
    basis: str = ""

    @property
    def length(self) -> str:
        """«8 вопросов, около 2 минут»."""
        questions = count_with_word(self.question_count, "вопрос", "вопроса", "вопросов")
        return f"{questions}, около {count_with_word(self.minutes, 'минуты', 'минут', 'минут')}"

    @property
    def until(self) -> str:
        """«до 5 декабря 2026 г.»; empty without an end."""
        return f"до {date_long(self.closes_on)}" if self.closes_on else ""


def post(source: str, told: Told, address: str) -> str:
    """A post for a network (`source`: vk, ok, telegram, max); the address stands on a line of its own and is whole."""
    limit = MESSAGE_LIMIT if source in _STREAMS else POST_LIMIT
    until = f" Опрос идёт {told.until}".rstrip(".") + "." if told.until else ""
    ending = f"{told.length.capitalize()}. Без регистрации, имя не спрашиваем.{until}\n{address}"
    opening = _OPENINGS.get(source, _plain)(told)
    room = limit - len(ending) - 2
    return f"{_within(opening, room)}\n\n{ending}" if room > 0 else ending


def _plain(told: Told) -> str:
    return "\n\n".join(part for part in (told.title, told.lead) if part)


def _asking(told: Told) -> str:
    lead = f" {told.lead}" if told.lead else ""
    return f"{told.title}\n\nПросим вас ответить на несколько вопросов.{lead}"


_OPENINGS: dict[str, Callable[[Told], str]] = {"ok": _asking}


def _within(text: str, room: int) -> str:
    """Whole sentences as long as they fit; else words, with «…»."""
    if len(text) <= room:
        return text
    cut = text[:room]
    for end in (". ", ".\n", "? ", "!\n", "\n\n"):
        if (place := cut.rfind(end)) > room // 2:
            return cut[: place + 1].rstrip()
    return cut[: max(room - 1, 0)].rsplit(" ", 1)[0].rstrip(" ,;:") + "…" if room > 1 else ""


def announcement(told: Told, address: str) -> str:
    """News for a site or a newspaper: what, why, how long, how to answer, what becomes of the answers."""
    until = f", {told.until}" if told.until else ""
    parts = (
        told.title,
        told.lead,
        f"{told.administration} просит ответить на вопросы анкеты: {told.length}{until}".rstrip(".") + ".",
        f"Ответить можно на странице {address}",
        "Регистрироваться не нужно. Имя, телефон и адрес компьютера не записываются, ответы считают только вместе.",
    )
    return "\n\n".join(part for part in parts if part)


def letter(told: Told, address: str) -> tuple[str, str]:
    """Subject and text of a letter by e-mail or through the document system. Порядок: murashi 3.2, 5.2, livny 5."""
    until = f" {told.until}" if told.until else ""
    why = told.lead or "Ваши ответы покажут, что изменить в первую очередь."
    basis = f"Основание: {told.basis}." if told.basis else ""
    ask = f"Ответьте, пожалуйста, на вопросы анкеты{until}: {told.length}."
    seen = "Ответы анонимны: кто именно ответил, не узнает никто, группы из нескольких человек не показываются."
    hello = "Уважаемые коллеги!" if told.is_internal else "Здравствуйте!"
    parts = (hello, why, ask, address, seen, basis, told.administration)
    return told.title, "\n\n".join(part for part in parts if part)
