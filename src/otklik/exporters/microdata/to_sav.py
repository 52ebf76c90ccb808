"""Answers as an SPSS file: codes with labels of variables and values, «затрудняюсь ответить» declared missing."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from otklik.core.microdata import Microdata

_PIECE = 1 << 18
_LABEL, _VALUE = 250, 120


def stream(microdata: Microdata) -> Iterator[bytes]:
    """The file in pieces; the format needs its end before its beginning, so it is made beside and read back."""
    with tempfile.TemporaryDirectory(prefix="otklik-sav-") as folder:
        path = Path(folder) / "answers.sav"
        _write(microdata, path)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _write(microdata: Microdata, path: Path) -> None:
    # Both take most of a second to load: only who asks for this file pays for them.
    import polars  # noqa: PLC0415
    import pyreadstat  # noqa: PLC0415

    names = [variable.name for variable in microdata.variables]
    table = polars.DataFrame({name: microdata.numbers[:, place] for place, name in enumerate(names)}, nan_to_null=True)
    labelled = [variable for variable in microdata.variables if variable.values]
    pyreadstat.write_sav(
        table,
        str(path),
        file_label=microdata.title[:60],
        column_labels={variable.name: variable.label[:_LABEL] for variable in microdata.variables},
        variable_value_labels={
            variable.name: {code: words[:_VALUE] for code, words in variable.values.items()} for variable in labelled
        },
        missing_ranges={
            variable.name: [variable.unsure] for variable in microdata.variables if variable.unsure is not None
        },
        variable_measure={variable.name: variable.measure for variable in microdata.variables},
        variable_format=dict.fromkeys(names, "F8.0"),
        row_compress=True,
    )
