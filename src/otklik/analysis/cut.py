"""A cut of the monitoring: the same filters over every metric, and over the registry's list behind each figure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from otklik.core.appeals import Audience, Form, SenderKind

_MODES = {"online": "онлайн-каналы", "offline": "офлайн-каналы"}
_KNOWN: Mapping[str, Mapping[str, str]] = {
    "audience": {value.value: value.label for value in Audience},
    "sender_kind": {value.value: value.label for value in SenderKind},
    "form": {value.value: value.label for value in Form},
    "mode": _MODES,
}


@dataclass(frozen=True)
class Cut:
    """None means that the dimension is not restricted; `subject` is the slug of an object of assessment.

    Raises ValueError with a Russian message for an unknown value. Порядок: murashi 1.3
    """

    audience: str | None = None
    subject: str | None = None
    sender_kind: str | None = None
    form: str | None = None
    mode: str | None = None

    def __post_init__(self) -> None:
        for name, known in _KNOWN.items():
            value = getattr(self, name)
            if value is not None and value not in known:
                raise ValueError(f"Среза «{value}» нет. Есть: {', '.join(known)}.")

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The cut in the parameters of a page; empty and foreign parameters are passed over."""
        return cls(**{name: values[name] for name in cls.__dataclass_fields__ if values.get(name)})

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Restricted dimensions as parameters of the registry's filter."""
        return tuple((name, value) for name, value in asdict(self).items() if value)

    @property
    def is_whole(self) -> bool:
        """Nothing is cut away."""
        return not self.pairs

    @property
    def words(self) -> str:
        """«внешний клиент; устно» for the paper; an object of assessment by its slug is left to the caller."""
        named = (_KNOWN[name][value] for name, value in self.pairs if name in _KNOWN)
        return "; ".join(named).lower()
