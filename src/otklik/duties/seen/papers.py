"""Packages handed in."""

from otklik.core.russian import date_short
from otklik.duties.seen.contract import Asked, Found, Place, Seen, of_quarter
from otklik.reporting.packages.queries import PackageState, package_states


def handed_packages(asked: Asked) -> Found:
    """Packages of the organisers: handed in counts, returned does not. Порядок: murashi 5.18"""
    found: dict[Place, Seen] = {}
    for quarter in asked.quarters:
        for state in package_states(asked.administration.pk, quarter):
            found[of_quarter(quarter, state.department_id)] = _package(state)
    return found


def _package(state: PackageState) -> Seen:
    if state.accepted_on:
        return Seen(f"Принят {date_short(state.accepted_on)}", state.handed_in_on or state.accepted_on)
    if state.state == "handed_in" and state.handed_in_on:
        return Seen(f"Сдан {date_short(state.handed_in_on)}, ждёт приёма", state.handed_in_on)
    return Seen(_STATES.get(state.state, ""))


_STATES = {
    "draft": "Черновик",
    "drafting": "Собирается",
    "failed": "Не собрался",
    "returned": "Возвращён с замечаниями",
}
