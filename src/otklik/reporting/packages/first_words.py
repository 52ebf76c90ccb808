"""The words that a package begins with: a draft of sentences with figures, for people to rewrite."""

from collections.abc import Mapping
from typing import Any


def first_words(payload: Mapping[str, Any]) -> dict[str, str]:
    """By section; only where a sentence can be made of the figures."""
    fields = payload["fields"]
    return {"introduction": _introduction(payload), "conclusions": _conclusions(fields)}


def _introduction(payload: Mapping[str, Any]) -> str:
    fields = payload["fields"]
    said = ["За {квартал} поступило обращений: {обращений}; кварталом раньше — {обращений раньше}."]
    if fields.get("анкет", {}).get("text", "0")[:1] != "0":
        said.append("На опросы поступило: {анкет}.")
    if "среднее ожидание" in fields:
        said.append("Среднее ожидание ответа: {среднее ожидание}, позже срока — {позже срока}.")
    return " ".join(said)


def _conclusions(fields: Mapping[str, Any]) -> str:
    said = []
    if "болей" in fields:
        urgent = ", самая срочная — {главная боль}" if "главная боль" in fields else ""
        said.append(f"На карте болей — {{болей}}{urgent}.")
    if "мероприятий" in fields:
        said.append(_measures(fields))
    return " ".join(said)


def _measures(fields: Mapping[str, Any]) -> str:
    if _is_none(fields["мероприятий"]):
        return "Мероприятий в дорожной карте за период нет."
    late = "" if _is_none(fields["просрочено"]) else ", просрочено {просрочено}"
    return "В дорожной карте — {мероприятий}: выполнено {выполнено}" + late + "."


def _is_none(field: Mapping[str, Any]) -> bool:
    return str(field["text"]).split()[:1] == ["0"]
