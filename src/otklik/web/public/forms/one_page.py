"""All questions of the feedback form on one page, for those who know what they want to say."""

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from otklik.core.appeals import SenderKind
from otklik.web.public.draft import Draft
from otklik.web.public.forms.feedback import AuthorForm, ConsentForm, KindForm, ReplyForm, TextForm

#: Not answers: the box is ticked anew each time, the trap is nobody's, the token belongs to the form.
NOT_ANSWERS = {"consent", "website", "token"}
#: What only those who name themselves are asked.
NAMED_ONLY = ("name", "organization", "inn", "way", "email", "address", "phone", "consent")


def _without(data: QueryDict, names: Iterable[str]) -> QueryDict:
    """The answers without some fields: what a visitor typed before choosing to give no name is nobody's business."""
    kept = data.copy()
    for name in names:
        kept.pop(name, None)
    return kept


class OnePageForm(KindForm, TextForm, AuthorForm, ReplyForm, ConsentForm):
    """The steps' own fields and rules; who does not name themselves is asked neither for an address nor for consent."""

    token = forms.RegexField(regex=r"^[0-9a-f]{16}$", required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        is_unnamed = data is not None and data.get("sender") == SenderKind.NOT_STATED
        super().__init__(_without(data, NAMED_ONLY) if data and is_unnamed else data, **kwargs)
        for name in NAMED_ONLY if is_unnamed else ():
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A form that lost its token gets one: then a second click is a second message, but nothing is refused."""
        given = super().clean()
        return given | {"token": given.get("token") or secrets.token_hex(8)}

    def draft(self) -> Draft:
        """The answers as the steps would have gathered them."""
        draft = Draft(token=self.cleaned_data["token"])
        draft.put({name: value for name, value in self.cleaned_data.items() if name not in NOT_ANSWERS})
        return draft
