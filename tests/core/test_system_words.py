"""Reasons of the operating system are told in Russian."""

import pytest

from otklik.core.system_words import why


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (FileNotFoundError(2, "No such file or directory"), "нет такого файла или папки"),
        (OSError("I/O error: No space left on device (os error 28)"), "на диске нет места"),
        (OSError(87, "Function not implemented here"), "Function not implemented here"),
        (OSError("плохо"), "плохо"),
        (OSError(), "OSError"),
    ],
)
def test_reason(problem: OSError, said: str) -> None:
    assert why(problem) == said
