"""The form of a connection: its name, and the fields that the channel's own settings name."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from pydantic import SecretStr, ValidationError

from otklik.channels.contract import Channel, ChannelSettings
from otklik.correspondence.setting_words import words_of
from otklik.delivery.secrets import decipher, encipher
from otklik.web.staff.channels.setting_fields import is_advanced, is_many, plain_type, setting_fields
from otklik.web.staff.forms.base import StaffForm

LONGEST_KEPT = 200_000


class ConnectionForm(StaffForm):
    """Bound, it gives `settings`; secrets typed in a refused attempt travel enciphered, never as themselves."""

    title = forms.CharField(
        label="Название подключения",
        help_text="Его видят сотрудники. Например, «Почта приёмной» или «Бот администрации».",
        max_length=120,
        error_messages={"required": "Назовите подключение"},
    )
    kept_secrets = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_KEPT)

    def __init__(self, *args: Any, plugin: Channel, current: ChannelSettings | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plugin, self.current = plugin, current
        self.settings: ChannelSettings | None = None
        self._typed = self._secrets_typed()
        self.fields.update(setting_fields(plugin.settings, current, self._typed))
        if self._typed:
            self.data = {**self.data.dict(), "kept_secrets": self._sealed()}  # type: ignore[attr-defined]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What nearly everybody fills in."""
        return [self["title"], *(self[name] for name in self._names(advanced=False))]

    @property
    def advanced_fields(self) -> list[forms.BoundField]:
        """What is right already for nearly everybody."""
        return [self[name] for name in self._names(advanced=True)]

    @property
    def has_advanced_errors(self) -> bool:
        """So that the folded part opens by itself."""
        return bool(self.non_field_errors()) or any(field.errors for field in self.advanced_fields)

    def clean(self) -> dict[str, Any]:
        """Let the channel's own model judge the settings; its errors stand beside their fields."""
        given = super().clean() or {}
        try:
            self.settings = self.plugin.settings.model_validate(self._values(given))
        except ValidationError as refused:
            for error in refused.errors(include_input=False, include_url=False):
                place = str(error["loc"][0]) if error["loc"] else None
                self.add_error(place if place in self.fields else None, words_of(error))
        return given

    def _names(self, *, advanced: bool) -> list[str]:
        return [name for name, info in self.plugin.settings.model_fields.items() if is_advanced(info) is advanced]

    def _values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the model is given: an empty secret is the one that is set; an empty field has its default."""
        values: dict[str, Any] = {}
        for name, info in self.plugin.settings.model_fields.items():
            said = given.get(name)
            if plain_type(info.annotation) is SecretStr:
                secret = self._typed.get(name) or self._set(name)
                values.update({name: secret} if secret else {})
            elif isinstance(said, bool):
                values[name] = said
            elif isinstance(said, str) and (said.strip() or not info.is_required()):
                values.update(self._plain(name, said.strip()))
        return values

    def _plain(self, name: str, said: str) -> dict[str, Any]:
        info = self.plugin.settings.model_fields[name]
        if is_many(info):
            return {name: [line.strip() for line in said.splitlines() if line.strip()]}
        if not said and plain_type(info.annotation) is not str:
            return {}
        return {name: said}

    def _set(self, name: str) -> str:
        value = getattr(self.current, name, None)
        return value.get_secret_value() if isinstance(value, SecretStr) else ""

    def _secrets_typed(self) -> dict[str, str]:
        """Secrets of this attempt over those of the refused one before it."""
        if not self.is_bound:
            return {}
        names = [n for n, info in self.plugin.settings.model_fields.items() if plain_type(info.annotation) is SecretStr]
        kept = self._unsealed(str(self.data.get("kept_secrets", ""))[:LONGEST_KEPT])
        typed = {name: str(self.data.get(name) or kept.get(name, "")).replace("\0", "") for name in names}
        return {name: secret for name, secret in typed.items() if secret}

    def _sealed(self) -> str:
        return encipher(json.dumps({"user": self.actor.user_id, "of": self.plugin.slug, "secrets": self._typed}))

    def _unsealed(self, sealed: str) -> dict[str, str]:
        """Only what this very person typed for this very channel."""
        try:
            kept = json.loads(decipher(sealed)) if sealed else {}
        except ValueError:
            return {}
        is_own = kept.get("user") == self.actor.user_id and kept.get("of") == self.plugin.slug
        return dict(kept["secrets"]) if is_own else {}
