"""How the node fares: gathered for its page, its letters, its figures and `otklik check`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from django.db import DatabaseError, transaction
from django.utils import timezone

from otklik.accounts.second_factor import is_all_for_show
from otklik.operation.enums import Level
from otklik.operation.keepers import has_keeper, keeper_addresses
from otklik.operation.state.findings import Finding, good, trouble
from otklik.operation.state.flow import flow
from otklik.operation.state.outside import certificate
from otklik.operation.state.parts import parts
from otklik.operation.state.store import store

#: What nobody has to set up for a demonstration.
NOT_FOR_SHOW = frozenset({"backup", "keeper", "mail"})
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class NodeState:
    """Everything that was found, by groups as the page shows them."""

    at: datetime
    groups: tuple[tuple[str, tuple[Finding, ...]], ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return tuple(one for _, found in self.groups for one in found)

    @property
    def troubles(self) -> tuple[Finding, ...]:
        """What is to be mended now."""
        return tuple(one for one in self.findings if one.is_trouble)

    @property
    def level(self) -> Level:
        """The worst of all."""
        levels = {one.level for one in self.findings}
        return next((level for level in (Level.TROUBLE, Level.UNKNOWN, Level.NOTICE) if level in levels), Level.GOOD)


def node_state() -> NodeState:
    """Look at everything now. What cannot be looked at is said so, and does not hide the rest."""
    now = timezone.now()
    groups: tuple[tuple[str, Callable[[datetime], Iterator[Finding]]], ...] = (
        ("Что работает", parts),
        ("Где лежат данные", store),
        ("Что в пути", flow),
        ("Связь с людьми", _outside),
    )
    return NodeState(now, tuple((title, tuple(_looked(title, look, now))) for title, look in groups))


def _looked(title: str, look: Callable[[datetime], Iterator[Finding]], now: datetime) -> Iterator[Finding]:
    try:
        with transaction.atomic():
            found = list(look(now))
            yield from (_calmed(one) for one in found) if is_all_for_show() else found
    except (DatabaseError, OSError) as problem:
        log.warning("state_not_looked_at", group=title, problem=type(problem).__name__)
        said = f"Проверить не удалось ({type(problem).__name__})."
        yield Finding(f"unknown-{title}", title, Level.UNKNOWN, said, "Подробности в журнале: journalctl -u 'otklik*'.")


def _calmed(one: Finding) -> Finding:
    """In a demonstration a copy or an address that is not there is no trouble: no letter, no list of what to mend."""
    if not one.is_trouble or one.slug not in NOT_FOR_SHOW:
        return one
    return replace(one, level=Level.NOTICE, said=f"{one.said} Для показа это не нужно.", advice="")


def _outside(now: datetime) -> Iterator[Finding]:
    if (found := certificate(now)) is not None:
        yield found
    addresses = keeper_addresses()
    title = "Предупреждения о неполадках"
    if not has_keeper():
        yield trouble(
            "keeper",
            title,
            "У узла нет администратора: предупреждать некого.",
            "Назначьте его: otklik make-keeper ИМЯ.",
        )
    elif not addresses:
        said = "Ни у одного администратора узла не указана почта: писать о неполадках некуда."
        yield trouble("keeper", title, said, "Укажите адрес: otklik make-keeper ИМЯ --email АДРЕС.")
    else:
        yield good("keeper", title, f"Письма о неполадках получает: {', '.join(addresses)}.")
