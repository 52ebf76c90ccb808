"""The commands of the integrator's guide work as they are printed."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import System, SystemWith

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "api.md"
PLACE = "$SITE/api/v1/example/"


def commands() -> list[list[str]]:
    """Each `curl` of the guide as its words."""
    blocks = re.findall(r"```\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    whole = "\n".join(blocks).replace("\\\n", " ")
    return [shlex.split(command) for command in re.findall(r"^curl (?:[^'\n]|'[^']*')*", whole, re.MULTILINE)]


def carry_out(system: System, words: list[str], receipt: dict[str, Any]) -> Any:
    """The request of a command, with the item that there is in place of the guide's."""
    address = next(word for word in words if word.startswith(PLACE)).removeprefix(PLACE)
    address = address.replace("items/1042", f"items/{receipt.get('item_id')}")
    if "-F" in words:
        picture = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 64)
        return system.post(system.at(address), {"file": picture})
    if "-d" not in words:
        return system.get(system.at(address))
    body = words[words.index("-d") + 1]
    if address == "status":
        body = body.replace("Ж-00042/2025", receipt["number"]).replace("7KQ2M-9X4TD", receipt["tracking_code"])
    return system.send(address, body.encode(), "put" if "PUT" in words else "post")


def test_every_command_of_the_guide_works(system_with: SystemWith) -> None:
    system, receipt = system_with(), dict[str, Any]()
    found = commands()
    for words in found:
        answer = carry_out(system, words, receipt)
        assert answer.status_code in {200, 201}, (words, answer.content.decode())
        receipt = receipt or answer.json()
    assert len(found) == 7
