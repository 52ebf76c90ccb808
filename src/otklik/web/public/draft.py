"""What a visitor has typed so far: kept in the server's session until it is sent or thrown away."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from otklik.core.appeals import ItemKind, SenderKind
from otklik.web.shared.requests import PageRequest


@dataclass
class Draft:
    """Answers by field name; `token` makes a double click one message; `done` are the steps that passed."""

    answers: dict[str, str] = field(default_factory=dict)
    file_ids: list[int] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    token: str = ""

    def said(self, name: str) -> str:
        """The answer to a field, empty before it was given."""
        return self.answers.get(name, "")

    @property
    def kind(self) -> ItemKind | None:
        """The chosen kind; None before the first step or for a word that is no kind."""
        return next((kind for kind in ItemKind if kind.value == self.said("kind")), None)

    @property
    def sender(self) -> SenderKind:
        """In whose name the visitor writes."""
        return next((kind for kind in SenderKind if kind.value == self.said("sender")), SenderKind.NOT_STATED)

    @property
    def is_named(self) -> bool:
        """True when the visitor says who they are, so that consent is needed and an answer can be sent."""
        return self.sender is not SenderKind.NOT_STATED

    def put(self, values: Mapping[str, object]) -> None:
        """Remember answers of one step as text."""
        self.answers |= {name: str(value or "").strip() for name, value in values.items()}

    def pass_step(self, slug: str, *, is_valid: bool) -> None:
        """Mark a step as answered, or as asked again when its answer was spoilt."""
        others = [done for done in self.done if done != slug]
        self.done = [*others, slug] if is_valid else others


def _key(request: PageRequest) -> str:
    return f"draft:{request.administration.slug}"


def read_draft(request: PageRequest) -> Draft:
    """The visitor's draft in this administration, or a blank one."""
    kept = request.session.get(_key(request))
    return Draft(**kept) if kept else Draft(token=secrets.token_hex(8))


def keep_draft(request: PageRequest, draft: Draft) -> None:
    """Write the draft into the session."""
    request.session[_key(request)] = vars(draft)


def drop_draft(request: PageRequest) -> None:
    """Forget everything typed."""
    request.session.pop(_key(request), None)
