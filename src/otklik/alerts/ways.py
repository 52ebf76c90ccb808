"""Ways by which an alert reaches a person beside the screen.

A way is a function of the alert and the person that puts the message on its road and returns whether it could. A new
one (the staff member's messenger) is one more entry: people choose among the ways that are there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings
from django.urls import reverse

from otklik.accounts.models import MessengerLink, User
from otklik.alerts.models import Alert, AlertChoice, Level
from otklik.delivery.actions.send_later import send_later


@dataclass(frozen=True)
class Way:
    """A way: its slug, how people call it, and what puts an alert on it."""

    slug: str
    title: str
    send: Callable[[Alert, User], bool]


def alert_letter(alert: Alert) -> tuple[str, str]:
    """Subject and text of the message about an alert: what and where, nothing about who wrote or what he wrote."""
    administration = alert.administration
    path = reverse("staff:alerts", args=[administration.slug])
    lines = [alert.title, "", *alert.why]
    if alert.item:
        unit = alert.item.department
        lines += ["", f"Обращение: {alert.item}", f"Подразделение: {unit or 'не назначено'}"]
        path = reverse("staff:item", args=[administration.slug, alert.item_id])
    lines += ["", f"Открыть: {settings.BASE_URL}{path}", "", "Сведений об авторе и текста обращения в письме нет."]
    word = "опасность" if alert.level == Level.DANGER else "тревога"
    return f"{administration.short_title}: {word}. {alert.title}"[:300], "\n".join(lines)


def _by_email(alert: Alert, person: User) -> bool:
    if not person.email:
        return False
    subject, text = alert_letter(alert)
    send_later(
        administration_id=alert.administration_id,
        target=alert,
        to=person.email,
        subject=subject,
        text=text,
        file_ids=[],
        is_urgent=True,
    )
    return True


def _by_messenger(alert: Alert, person: User) -> bool:
    """To the person's own account in a network: number, what, link; nothing about who wrote or what he wrote."""
    link = MessengerLink.objects.filter(person=person, connection__is_enabled=True).exclude(talker="").first()
    if link is None:
        return False
    subject, text = alert_letter(alert)
    send_later(
        administration_id=alert.administration_id,
        target=alert,
        to=link.talker,
        subject=subject,
        text=text,
        file_ids=[],
        connection_id=link.connection_id,
        is_urgent=True,
    )
    return True


_ALL = (Way("email", "электронной почтой", _by_email), Way("messenger", "в мессенджер", _by_messenger))
WAYS: Mapping[str, Way] = MappingProxyType({way.slug: way for way in _ALL})
#: Until a person chooses: danger by every way, the rest on the screen only.
DANGER_WAYS: tuple[str, ...] = ("email", "messenger")
OTHER_WAYS: tuple[str, ...] = ()


def chosen_ways(person: User, level: str) -> list[Way]:
    """The ways that the person wants for alerts of the level."""
    choice = AlertChoice.objects.filter(person=person).first()
    if level == Level.DANGER:
        slugs = choice.danger_ways if choice else DANGER_WAYS
    else:
        slugs = choice.other_ways if choice else OTHER_WAYS
    return [WAYS[slug] for slug in slugs if slug in WAYS]
