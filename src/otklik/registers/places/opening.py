"""From a stored source to its open place."""

import json
from pathlib import Path

from django.conf import settings
from pydantic import SecretStr

from otklik.delivery.secrets import decipher, encipher
from otklik.registers.models import RegisterSource
from otklik.registers.places.contract import OpenPlace, PlaceRefused, PlaceSettings
from otklik.registers.places.folder import open_folder
from otklik.registers.places.sftp import open_sftp


def seal_place(given: PlaceSettings) -> str:
    """What is stored of the settings."""
    told = {
        name: value.get_secret_value() if isinstance(value, SecretStr) else value
        for name, value in given.model_dump().items()
    }
    return encipher(json.dumps(told, ensure_ascii=False))


def place_settings(source: RegisterSource) -> PlaceSettings:
    """The settings again; PlaceRefused where the installation's key has changed."""
    try:
        return PlaceSettings.model_validate_json(decipher(source.sealed_settings))
    except ValueError:
        raise PlaceRefused("Секретный ключ программы сменился: впишите доступ к этому месту заново.") from None


def folder_root(administration_slug: str) -> Path:
    """Under which folder of this server the administration's sources lie."""
    return Path(settings.REGISTERS_DIR) / administration_slug


def open_place(source: RegisterSource) -> OpenPlace:
    """The place of the source, to be used in a `with`."""
    given = place_settings(source)
    if source.place == RegisterSource.Place.SFTP:
        return open_sftp(given)
    return open_folder(folder_root(source.administration.slug), given)
