"""What every place can do, and what the administrator fills in for it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

ACCEPTED, WITH_ERRORS = "принято", "с ошибками"
#: A file that was written to less than so many seconds ago may not be whole yet.
SETTLED_SECONDS = 20
Path = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class PlaceRefused(Exception):  # noqa: N818 - says what happened
    """The place cannot be reached or used; the message is Russian and says what to do."""


class PlaceSettings(BaseModel):
    """A folder; for SFTP also the server. Secrets leave this object only to be enciphered or used."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path = ""
    back_folder: Path = ""
    host: Annotated[str, StringConstraints(strip_whitespace=True, max_length=253)] = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 22
    user: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    password: SecretStr = SecretStr("")
    private_key: SecretStr = SecretStr("")
    #: «SHA256:…», as `ssh-keygen -lf` prints it; no other server is spoken to.
    host_key: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""


@dataclass(frozen=True)
class Found:
    """A file of the folder: bytes, and when it was written to (seconds since 1970)."""

    name: str
    size: int
    written_at: float


class Place(Protocol):
    """An open place; each method raises PlaceRefused."""

    def listing(self) -> list[Found]:
        """Files of the folder itself, by name."""

    def read(self, name: str) -> Iterator[bytes]:
        """The content in pieces."""

    def move(self, name: str, subfolder: str) -> str:
        """Move the file into a subfolder, made when it is absent; its name there, another one if that was taken."""

    def put(self, subfolder: str, name: str, content: bytes) -> None:
        """Write a file, whole or not at all: under another name first, then renamed."""

    def put_back(self, name: str, content: bytes) -> None:
        """Write a file into the folder for what goes back."""


OpenPlace = AbstractContextManager[Place]
