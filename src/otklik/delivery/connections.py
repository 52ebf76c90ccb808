"""The settings of a connection: enciphered in the database, as the channel's own type in use."""

import json

from pydantic import SecretStr

from otklik.channels.contract import Channel, ChannelSettings
from otklik.channels.registry import channel
from otklik.delivery.models import EMAIL_ADAPTER, ChannelConnection
from otklik.delivery.secrets import decipher, encipher


def channel_of(connection: ChannelConnection) -> Channel:
    """The plug-in of the connection; LookupError in Russian when the program has it no longer."""
    return channel(connection.adapter)


def settings_of(connection: ChannelConnection) -> ChannelSettings:
    """The settings as the channel reads them; ValueError in Russian where the installation's key has changed."""
    return channel_of(connection).settings.model_validate_json(decipher(connection.sealed_settings))


def is_mailbox(connection_id: int) -> bool:
    """Whether the connection is a mailbox: what leaves by it is a letter."""
    return ChannelConnection.objects.filter(pk=connection_id, adapter=EMAIL_ADAPTER).exists()


def is_repeatable(connection: ChannelConnection | None) -> bool:
    """Whether the same message sent twice reaches the person once; the installation's own mail does (Message-ID)."""
    if connection is None:
        return True
    try:
        return channel_of(connection).is_repeatable
    except LookupError:
        return False


def seal_settings(settings: ChannelSettings) -> str:
    """What is stored of the settings: JSON with its secrets told, enciphered as a whole."""
    plain = {name: _told(value) for name, value in settings.model_dump().items()}
    return encipher(json.dumps(plain, ensure_ascii=False, default=str))


def _told(value: object) -> object:
    return value.get_secret_value() if isinstance(value, SecretStr) else value
