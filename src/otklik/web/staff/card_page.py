"""The page of the registrar's card: what was typed, where it is kept, what is shown beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from otklik.base.errors import RuleBroken
from otklik.base.files import StoredFile
from otklik.base.scan_folder import waiting_scans
from otklik.catalog.queries import channels
from otklik.core.appeals import Form
from otklik.intake.actions.keep_card_draft import Kept, keep_card_draft
from otklik.intake.applicants import Typed
from otklik.intake.card_drafts import CardDraft, files_of
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.card import STICKY_IN_BATCH, CardForm
from otklik.web.staff.forms.card_questions import Questions
from otklik.web.staff.kept_files import signed

#: Channels that are emptied as a pile: day and unit of the last paper stay for the next.
BATCH_KINDS = ("box",)
SCANS = "scans"
#: Fields of the page that are no words of the card.
_NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "kept_files", "seen", "draft", "tab", "seen_tab", "attachments"}
    | {"find", "take", "repeat", "add_question", "later", "add", "read_scan", "take_text"}
)


@dataclass
class CardPage:
    """One card on one page; `key` is its draft's, `tab` this window's, `seen_tab` whose words it began from."""

    request: PageRequest
    typed: dict[str, str] = field(default_factory=dict)
    key: UUID = field(default_factory=uuid4)
    tab: str = field(default_factory=lambda: uuid4().hex)
    seen_tab: str = ""
    files: tuple[StoredFile, ...] = ()
    is_sent: bool = False
    extra_questions: int = 0

    @classmethod
    def sent(cls, request: PageRequest) -> "CardPage":
        """The card as the browser sent it; broken hidden fields give a card of its own."""
        post = request.POST
        return cls(
            request,
            typed_of(post),
            key=uuid_of(post.get("draft", "")) or uuid4(),
            tab=post.get("tab", "")[:32].replace("\0", "") or uuid4().hex,
            seen_tab=post.get("seen_tab", "")[:32],
            is_sent=True,
        )

    @classmethod
    def begun(cls, request: PageRequest, draft: CardDraft) -> "CardPage":
        """A card that goes on, perhaps on another machine."""
        return cls(request, dict(draft.fields), key=draft.key, seen_tab=draft.tab, files=files_of(draft))

    @classmethod
    def blank(cls, request: PageRequest) -> "CardPage":
        """An empty card with the defaults of the last one."""
        return cls(request, _defaults(request))

    @property
    def scans(self) -> tuple[str, ...]:
        """Tokens of the scans that are ticked."""
        return tuple(token for token in self.typed.get(SCANS, "").split("\n") if token)

    @property
    def source(self) -> str:
        """The letter or call that the card was opened from («letter-12»); empty for an ordinary card."""
        return self.typed.get("source", "")

    def form(self, *, is_bound: bool) -> CardForm:
        """The fields; a bound form tells its mistakes, the other only shows what was typed."""
        request = self.request
        if is_bound:
            return CardForm(request.POST, request.FILES, actor=request.actor, procedure=request.procedure)
        form = CardForm(initial=self.typed, actor=request.actor, procedure=request.procedure)
        if not self.typed.get("received_on"):
            form.initial["received_on"] = form.today
        return form

    def questions(self, *, is_bound: bool) -> Questions:
        """The rows of split questions."""
        return Questions(self.request.actor, self.typed, is_bound=is_bound, extra=self.extra_questions)

    def begin_anew(self) -> None:
        """What is typed goes on as another card: the old key is an item already."""
        self.key, self.tab, self.seen_tab = uuid4(), uuid4().hex, ""

    def keep(self) -> str:
        """Keep what was sent; an error in words when it could not be kept."""
        try:
            kept = keep_draft_of(self)
        except RuleBroken as broken:
            return broken.message
        self.key = kept.key
        return ""

    def context(self) -> dict[str, Any]:
        """What the template shows beside the form."""
        ticked = set(self.scans)
        scans = [(scan, scan.token in ticked) for scan in waiting_scans(self.request.administration.slug)]
        return {
            "page": self,
            "kept": self.files,
            "kept_signed": signed(self.request, self.files),
            "scan_rows": scans,
        }


def keep_draft_of(page: CardPage) -> Kept:
    """Keep the card under its key, or under a new one when another window has written there."""
    return keep_card_draft(
        actor=page.request.actor,
        key=page.key,
        tab=page.tab,
        seen_tab=page.seen_tab,
        fields=page.typed,
        file_ids=tuple(file.pk for file in page.files),
    )


def typed_of(post: QueryDict) -> dict[str, str]:
    """Every field of the card by name; ticked scans as lines of one."""
    typed = {name: post.get(name, "") for name in post if name not in _NOT_TYPED and name != SCANS}
    return {**typed, SCANS: "\n".join(post.getlist(SCANS))} if post.getlist(SCANS) else typed


def is_worth_keeping(typed: Mapping[str, str]) -> bool:
    """Somebody has typed something that the next card would not have by itself."""
    if typed.get("source"):
        return True  # a letter of a pack waits for it
    words = ("name", "organization", "inn", "address", "phone", "email", "text", "place", "source_number", "topic")
    return any(typed.get(name, "").strip() for name in words) or any(
        value.strip() for name, value in typed.items() if name.startswith("q-")
    )


def applicant_typed(typed: Mapping[str, str]) -> Typed:
    """The fields by which an applicant is found."""
    names = ("name", "organization", "inn", "address", "phone", "email")
    return Typed(**{name: typed.get(name, "").replace("\0", "")[:500] for name in names})


def sticky_names(request: PageRequest, channel: str) -> tuple[str, ...]:
    """What more the next card keeps after one of this channel."""
    is_batch = channels(request.administration.pk).filter(slug=channel, kind__in=BATCH_KINDS).exists()
    return STICKY_IN_BATCH if is_batch else ()


def _defaults(request: PageRequest) -> dict[str, Any]:
    """What the last card had; at first the letter by post."""
    kept = request.session.get("card", {})
    if kept:
        return dict(kept)
    post = channels(request.administration.pk).filter(kind="post").first()
    return {
        "channel": post.slug if post else "",
        "kind": "statement",
        "form": Form.WRITTEN.value,
        "sender_kind": "individual",
    }


def uuid_of(text: str) -> UUID | None:
    """A key as it stands in an address or a field; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
