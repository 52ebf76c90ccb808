"""A walk of strangers through the demonstration: objects of one administration under another's address.

    OTKLIK_DATA_DIR=<a copy of the demonstration> python -m tests.flows.strangers told.json

A number names one row, and a row has one administration: of two administrations' people, each with every role, only
one may meet something else there than at a number that nobody has. An address whose object neither reached has proved
nothing (`unproved`).
"""

import itertools
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

PLACES = ("biysk", "murashi")
#: Words of addresses that name no object: those that lead on are tried in turn.
WORDS: dict[str, tuple[str, ...]] = {
    "file_format": ("docx", "xlsx", "csv", "pdf"),
    "format": ("docx", "xlsx"),
}
#: Parts that are numbers and no objects.
COUNTED = {"year": ("2025",), "month": ("7",), "day": ("1",), "turn": ("1", "0"), "number": ("1", "2")}
NUMBERS = ("1", "2", "3")
NOT_THERE = {403, 404, 405, 410}


def main() -> None:
    """Walk and tell."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["testserver"], False
    settings.PAGE_RATE = "1000000/second"
    walk = Walk(Client)
    Path(sys.argv[1]).write_text(json.dumps(walk.told(), ensure_ascii=False), encoding="utf-8")


class Walk:
    """People of both administrations, and what they met."""

    def __init__(self, client: Any) -> None:
        from otklik.accounts.enums import Role

        self.client = client
        self.roles = [role.value for role in Role]
        self.everybody = {slug: self.person(slug, *self.roles) for slug in PLACES}
        self.single = {(slug, role): self.person(slug, role) for slug in PLACES for role in self.roles}
        self.shared: list[str] = []
        self.broken: list[str] = []

    def person(self, slug: str, *roles: str) -> Any:
        """A client signed in as a new person with the roles."""
        from otklik.accounts.models import Appointment, User
        from otklik.catalog.models import Administration

        own = Administration.objects.get(slug=slug)
        name = "all" if len(roles) > 1 else roles[0]
        user = User(username=f"walk-{slug}-{name}", full_name="Проверкин П. П.", administration=own)
        user.set_unusable_password()
        user.save()
        for role in roles:
            day = date(2024, 1, 9)
            Appointment.objects.create(user=user, role=role, act_title="Распоряжение", act_on=day, valid_from=day)
        client = self.client(raise_request_exception=False)
        client.force_login(user)
        return client

    def told(self) -> dict[str, Any]:
        """Every address with an object: what two administrations reached, what nobody was seen to reach, what broke."""
        routes = list(object_routes())
        unproved = [route for place, route in enumerate(routes) if not self.is_proved(route, place)]
        return {"tried": len(routes), "shared": self.shared, "broken": self.broken, "unproved": unproved}

    def is_proved(self, route: str, place: int) -> bool:
        """An object of one administration was reached by its own people."""
        for path in addresses(route):
            owners = [slug for slug in PLACES if self.is_reached(self.everybody[slug], slug, path)]
            if len(owners) > 1:
                self.shared.append(f"{path}: {', '.join(owners)}")
            if owners:
                stranger = next(slug for slug in PLACES if slug != owners[0])
                role = self.roles[place % len(self.roles)]
                if self.is_reached(self.single[stranger, role], stranger, path):
                    self.shared.append(f"{path}: {stranger}, {role}")
                return True
        return False

    def is_reached(self, client: Any, slug: str, path: str) -> bool:
        """The object answers otherwise than one that is not there."""
        here, nowhere = (
            path.replace("slug", slug, 1),
            re.sub(r"(?<=/)[1-4](?=/)", "999999", path).replace("slug", slug, 1),
        )
        for method in ("get", "post"):
            met = self.met(client, method, here)
            if met[0] not in NOT_THERE and met != self.met(client, method, nowhere):
                return True
        return False

    def met(self, client: Any, method: str, path: str) -> tuple[int, str]:
        """The answer without numbers: one that is the same for an object that is not there tells nothing."""
        answer = getattr(client, method)(path)
        if answer.status_code >= 500:
            self.broken.append(f"{method} {path}")
        return answer.status_code, re.sub(r"\d+", "", answer.headers.get("Location", ""))


def object_routes() -> Iterator[str]:
    """Addresses of the staff that name an object."""
    from django.urls import get_resolver
    from tests.house.test_rights import walk

    for route, _ in walk(get_resolver().url_patterns):
        names = {name: kind for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route)}
        if "/staff/" in f"/{route}" and any(is_object(name, kind) for name, kind in names.items()):
            yield route


def is_object(name: str, kind: str) -> bool:
    return kind in {"int", "uuid"} and name not in COUNTED


def addresses(route: str) -> Iterator[str]:
    """The route with the first numbers of every table; the administration's place is kept free."""
    parts = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    for number in NUMBERS:
        choices = [_choice(kind, name, number) for kind, name in parts]
        for values in itertools.product(*choices):
            path = route
            for (kind, name), value in zip(parts, values, strict=True):
                path = path.replace(f"<{kind}:{name}>" if kind else f"<{name}>", value, 1)
            yield f"/{path}"


def _choice(kind: str, name: str, number: str) -> tuple[str, ...]:
    if name == "slug":
        return ("slug",)
    return (number,) if is_object(name, kind) else COUNTED.get(name) or WORDS.get(name) or ("2025Q3",)


if __name__ == "__main__":
    main()
