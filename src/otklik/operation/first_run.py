"""How far the first run of an installation has come, and who may go on with it.

Until there is a person: whoever shows the one-time code that the server printed. Then: that person, signed in.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from otklik.accounts.models import User
from otklik.accounts.second_factor import has_second_factor
from otklik.catalog.models import Administration, TopicEdition
from otklik.core.registration import normalize_tracking_code
from otklik.operation.mail import mail_state
from otklik.operation.models import FirstRun

CODE_HOLDS = timedelta(hours=24)
#: Slug and title of each step, in their order.
STEPS = (
    ("administration", "Администрация и её порядок"),
    ("administrator", "Администратор"),
    ("second_step", "Вход в два шага"),
    ("mail", "Почта"),
    ("topics", "Классификатор"),
    ("calendar", "Календарь"),
)
#: Steps that may be left for later.
OPTIONAL = frozenset({"mail", "topics", "calendar"})


@dataclass(frozen=True)
class Step:
    """A step as the page lists it."""

    slug: str
    title: str
    is_done: bool
    is_passed: bool = False


@dataclass(frozen=True)
class Progress:
    """Where the first run stands. `is_done` of a step is asked of the installation itself wherever that can tell."""

    steps: tuple[Step, ...]
    administration: Administration | None
    person_id: int | None

    @property
    def next_step(self) -> str:
        """The first step that is neither done nor passed over; «» when none is left."""
        return next((step.slug for step in self.steps if not (step.is_done or step.is_passed)), "")


def is_nobody_here() -> bool:
    """No account was ever made: only then the code opens anything."""
    return not User.objects.exists()


def is_finished() -> bool:
    """Somebody has been here, and no first run is under way."""
    return not is_nobody_here() and not FirstRun.objects.filter(person__isnull=False, finished_at=None).exists()


def is_carried_on_by(user: object) -> bool:
    """The signed-in person began the first run and has not finished it."""
    pk = getattr(user, "pk", None)
    return pk is not None and FirstRun.objects.filter(person_id=pk, finished_at=None).exists()


def unfinished_at(user: User | AnonymousUser) -> str:
    """Where the person goes on with the first run; empty for everybody else."""
    return "/first-run/" if getattr(user, "is_node_keeper", False) and is_carried_on_by(user) else ""


def key_of(code: str) -> str:
    """What the session keeps of a right code; «» for a wrong or an outdated one."""
    try:
        digest = code_digest(normalize_tracking_code(code.replace("-", "").replace(" ", "")))
    except ValueError:
        return ""
    return digest if is_key(digest) else ""


def is_key(digest: str) -> bool:
    """The digest of the code in force, while nobody is here."""
    fresh = Q(code_made_at__gt=timezone.now() - CODE_HOLDS)
    kept = FirstRun.objects.filter(fresh, finished_at=None).values_list("code_digest", flat=True).first()
    return bool(kept) and constant_time_compare(kept or "", digest) and is_nobody_here()


def code_digest(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(f"otklik.first_run:{settings.SECRET_KEY}:{code}".encode()).hexdigest()


def progress() -> Progress:
    """The steps with what became of each."""
    run = FirstRun.objects.select_related("administration", "person").order_by("pk").first() or FirstRun()
    administration, person = run.administration, run.person
    done = {
        "administration": administration is not None,
        "administrator": person is not None,
        "second_step": person is not None and has_second_factor(person),
        "mail": mail_state().is_set and "mail" in run.passed,
        "topics": administration is not None and _has_own_topics(administration),
        "calendar": "calendar" in run.passed,
    }
    steps = tuple(Step(slug, title, done[slug], slug in run.passed) for slug, title in STEPS)
    return Progress(steps, administration, run.person_id)


def _has_own_topics(administration: Administration) -> bool:
    return TopicEdition.objects.filter(administration=administration, is_shipped=False).exists()
