"""An item as one line of a list: words ready to be shown."""

from dataclasses import dataclass
from datetime import date

from otklik.core.appeals import OPEN_STATUSES, ItemKind, ItemStatus
from otklik.core.russian import days_word, plural
from otklik.intake.queries import FeedbackItem
from otklik.intake.registry_page import Names
from otklik.intake.search_shown import Hit
from otklik.web.templatetags.russian import long_date, short_date

SOON_DAYS = 3
#: Marks that end a title by themselves.
ENDS = ".!?…"
#: One word each: a line has no room for the statuses' full names.
SHORT_STATUS = {
    ItemStatus.NEW: "Новое",
    ItemStatus.REGISTERED: "Принято",
    ItemStatus.IN_WORK: "В работе",
    ItemStatus.PROLONGED: "Продлено",
    ItemStatus.FORWARDED: "Направлено",
    ItemStatus.ANSWERED: "Ответ дан",
    ItemStatus.CLOSED: "Закрыто",
}


@dataclass(frozen=True)
class Due:
    """The last day in words, in fewer words for a column headed «Срок», with the state of its tag."""

    text: str
    short: str
    state: str = ""


@dataclass(frozen=True)
class Line:
    """One line: status by word and weight, the last day with the days left, who has it."""

    item: FeedbackItem
    title: str
    words: str
    channel: str
    status: str
    state: str
    due: Due
    who: str
    #: Of a search: title and excerpt cut at what was found, and which of the author's fields hold something of it.
    hit: Hit | None = None
    #: «3 обращения, 1 вопрос» of a joined item.
    group: str = ""

    @property
    def name(self) -> str:
        """The number, or the id of what was not numbered."""
        return self.item.number or f"№ {self.item.pk}"

    @property
    def opening(self) -> str:
        """Title and first words as one sentence after another."""
        return f"{self.title} {self.words}".strip()


def status_state(item: FeedbackItem) -> str:
    """New by colour and weight, ended pale, the rest in usual weight."""
    status = ItemStatus(item.status)
    if status in {ItemStatus.NEW, ItemStatus.REGISTERED}:
        return "new" if ItemKind(item.kind).is_appeal else "done"
    return "" if status in OPEN_STATUSES else "done"


def due_of(item: FeedbackItem, today: date) -> Due:
    """«осталось 3 дня», «сегодня», «просрочено на 2 дня», or how long the answer took."""
    if ItemStatus(item.status) not in OPEN_STATUSES:
        return _ended(item)
    if item.due_on is None:
        is_new = item.status == ItemStatus.NEW and ItemKind(item.kind).is_appeal
        return Due("не зарегистрировано" if is_new else "без срока", "", "" if is_new else "done")
    left = (item.due_on - today).days
    if left < 0:
        return Due(f"просрочено на {days_word(-left)}", f"{days_word(-left)} назад", "late")
    if left == 0:
        return Due("сегодня", "сегодня", "late")
    remains = plural(left, "остался", "осталось", "осталось")
    return Due(f"{remains} {days_word(left)}", f"через {days_word(left)}", "soon" if left <= SOON_DAYS else "")


def _ended(item: FeedbackItem) -> Due:
    if item.waiting_days is None:
        is_forwarded = ItemStatus(item.status) is ItemStatus.FORWARDED
        return Due("ответит другая организация" if is_forwarded else "без ответа", "", "done")
    took = f"за {days_word(item.waiting_days)}" if item.waiting_days else "в тот же день"
    return Due(f"{took}, с опозданием", took, "late") if item.is_late else Due(took, took, "done")


def line_of(item: FeedbackItem, names: Names, today: date) -> Line:
    """The line of an item that was listed with `opening`."""
    title, words = _parted(item)
    unit = names.departments.get(item.department_id or 0, "")
    person = names.people.get(item.assignee_id or 0, "")
    return Line(
        item=item,
        title=title,
        words=words,
        channel=names.channels.get(item.channel_id, ""),
        status=SHORT_STATUS[ItemStatus(item.status)],
        state=status_state(item),
        due=due_of(item, today),
        who=_short_name(person) or unit,
    )


def row_of(line: Line) -> dict[str, object]:
    """The line as a row of the registry's table: a mapping of ready words, which a template reads many times faster."""
    item, due = line.item, line.due
    return {
        "pk": item.pk,
        "name": line.name,
        "unread": item.read_at is None,
        "received": short_date(item.received_at),
        "opening": line.opening,
        "line": line,
        "title": line.title,
        "words": line.words,
        "is_marked": bool(line.hit or line.group),
        "kind": ItemKind(item.kind).label,
        "channel": line.channel,
        "state": line.state,
        "status": line.status,
        "full_status": ItemStatus(item.status).label,
        "due_title": f"до {long_date(item.due_on)}: {due.text}" if item.due_on else "",
        "due_state": due.state or "plain",
        "due": due.short or "—",
        "who": line.who,
    }


def _parted(item: FeedbackItem) -> tuple[str, str]:
    """The title, ended like a sentence, and the first words after it; without a title only the words."""
    opening, title = (" ".join(text.split()) for text in (str(getattr(item, "opening", "")), item.title))
    if not title or not opening.startswith(title):
        return "", opening
    words = opening.removeprefix(title).strip()
    ends = title[-1] in ENDS or not words
    return title if ends else f"{title}.", words


def _short_name(full_name: str) -> str:
    """«Смирнова А. П.»."""
    surname, *rest = full_name.split() or [""]
    return " ".join([surname, *(f"{name[0]}." for name in rest)])
