"""What a talk has to know: the administration, the topics that are offered, the person's own cases."""

import re
from collections import Counter
from collections.abc import Iterable

from django.core.cache import caches
from django.utils import timezone

from otklik.catalog.letterhead import answer_rules_of
from otklik.catalog.models import Administration, Topic
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.author_marks import may_mark
from otklik.core.dialogue import CaseTold, Situation
from otklik.core.dialogue.words import say
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.correspondence.becoming.receipts import page_of, words_of
from otklik.correspondence.becoming.threads import LONGEST_TALKER
from otklik.correspondence.connected import Connected
from otklik.correspondence.keys import fitted
from otklik.intake.letters import written_on
from otklik.intake.models import Answer, AppealQuestion, FeedbackItem

MOST_CASES = 5
MOST_TOPICS = 6
#: The newest questions by which the most frequent topics are chosen, and for how many seconds they stay.
LAST_QUESTIONS = 2000
TOPICS_STAY = 60
LONGEST_TOPIC = 60


def situation_for(connected: Connected, talker: str) -> Situation:
    """Everything of the world that the next turn of this person's talk depends on."""
    administration = connected.administration
    cases = own_cases(connected, talker)
    open_one = next((item for item in cases if ItemStatus(item.status) in OPEN_STATUSES), None)
    marked = markable(cases)
    contacts = administration.contacts
    return Situation(
        operator=administration.title,
        consent_url=page_of(administration, "consent/"),
        form_url=page_of(administration, "internal/" if connected.is_internal else "feedback/"),
        status_url=page_of(administration, "status/"),
        phone=str(contacts.get("phone", "")),
        post=str(contacts.get("address", "")),
        topics=() if connected.is_internal else tuple(topics_of(administration)),
        cases=tuple(_told(administration, item) for item in cases),
        open_number=open_one.number if open_one else "",
        marked_number=marked.item.number if marked else "",
        is_internal=connected.is_internal,
        words=words_of(administration),
    )


def own_cases(connected: Connected, talker: str) -> list[FeedbackItem]:
    """The person's cases by this connection, newest first."""
    own = FeedbackItem.objects.filter(
        reply_address__connection=connected.connection, reply_address__talker=fitted(talker, LONGEST_TALKER)
    )
    return list(own.select_related("administration").order_by("-received_at", "-pk")[:MOST_CASES])


def markable(cases: Iterable[FeedbackItem]) -> Answer | None:
    """The newest final answer that its author may still mark."""
    answered = [item.pk for item in cases if item.status == ItemStatus.ANSWERED]
    finals = Answer.objects.filter(item__in=answered, is_interim=False, mark=None).select_related(
        "item__administration"
    )
    last = finals.order_by("at", "pk").last() if answered else None
    if last is None:
        return None
    administration = last.item.administration
    today = local_date(timezone.now(), administration.time_zone)
    return last if may_mark(written_on(last), today, answer_rules_of(administration).mark_days) else None


def _told(administration: Administration, item: FeedbackItem) -> CaseTold:
    status = ItemStatus(item.status)
    is_running = status in OPEN_STATUSES and item.due_on is not None
    due = say(words_of(administration), "due", day=date_long(item.due_on)) if is_running and item.due_on else ""
    return CaseTold(item.number, status.label.lower(), due)


def topics_of(administration: Administration) -> dict[str, int]:
    """The most frequent topics of late, {short name: id}; empty while nothing was read."""
    key = f"talk-topics:{administration.pk}"
    found: dict[str, int] | None = caches["memory"].get(key)
    if found is None:
        found = _frequent(administration)
        caches["memory"].set(key, found, TOPICS_STAY)
    return found


def _frequent(administration: Administration) -> dict[str, int]:
    asked = AppealQuestion.objects.filter(administration_id=administration.pk, topic__isnull=False)
    ids = Counter(asked.order_by("-pk").values_list("topic_id", flat=True)[:LAST_QUESTIONS])
    most = [topic_id for topic_id, _ in ids.most_common(MOST_TOPICS)]
    names = dict(Topic.objects.filter(pk__in=most).values_list("pk", "name"))
    return {_short(names[topic_id]): topic_id for topic_id in most if topic_id in names}


#: «Труд (за исключением международного сотрудничества)»: the classifier's reservation says nothing to a resident.
_ASIDE = re.compile(r"\s*\((?:за исключением|кроме) [^)]*\)", re.IGNORECASE)


def _short(name: str) -> str:
    clean = " ".join(_ASIDE.sub("", name).split())
    return clean if len(clean) <= LONGEST_TOPIC else f"{clean[:LONGEST_TOPIC].rsplit(' ', 1)[0]}…"
