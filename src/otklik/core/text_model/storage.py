"""A model as bytes: arrays of numbers and JSON in one archive, without pickle, so that reading them runs nothing."""

import io
import json
import zipfile
from dataclasses import asdict
from typing import Any

import numpy as np

from otklik.core.text_model.calibration import Link
from otklik.core.text_model.features import Vocabulary
from otklik.core.text_model.model import TextModel

#: Written into the bytes; a model of another version is trained anew.
VERSION = 2
#: Bytes unpacked at most.
MOST_BYTES = 512 * 1024 * 1024


class UnreadableModel(ValueError):  # noqa: N818 - names the finding
    """These bytes are no model of this version: train anew."""


def pack(model: TextModel) -> bytes:
    """The model as bytes."""
    said = {
        "version": VERSION,
        "labels": model.labels,
        "examples": model.examples,
        "link": asdict(model.link),
        "sure_from": model.sure_from,
        "speaks_from": model.speaks_from,
        "text_count": model.text_count,
    }
    arrays: dict[str, Any] = {
        "said": _text(json.dumps(said, ensure_ascii=False)),
        "keys": _text("\n".join(model.vocabulary.keys)),
        "rarity": model.vocabulary.rarity,
        "weights": model.weights,
        "intercepts": model.intercepts,
    }
    written = io.BytesIO()
    np.savez_compressed(written, **arrays)
    return written.getvalue()


def unpack(content: bytes) -> TextModel:
    """The model back from its bytes."""
    try:
        _bounded(content)
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return _model({name: arrays[name] for name in arrays.files})
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableModel("These bytes are no model of this version.") from error


def _model(arrays: dict[str, Any]) -> TextModel:
    said = json.loads(arrays["said"].tobytes())
    if said.pop("version") != VERSION:
        raise UnreadableModel("A model of another version.")
    keys = arrays["keys"].tobytes().decode()
    return TextModel(
        labels=tuple(said.pop("labels")),
        examples=tuple(said.pop("examples")),
        vocabulary=Vocabulary(tuple(keys.split("\n")) if keys else (), arrays["rarity"]),
        weights=arrays["weights"],
        intercepts=arrays["intercepts"],
        link=Link(**said.pop("link")),
        **said,
    )


def _bounded(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise UnreadableModel("Larger than a model may be.")


def _text(text: str) -> Any:
    return np.frombuffer(text.encode(), dtype=np.uint8)
