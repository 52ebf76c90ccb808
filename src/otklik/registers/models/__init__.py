"""Sources of files and what went back to them."""

from otklik.registers.models.given_back import RegisterExport
from otklik.registers.models.source import RegisterSource, SourceFile

__all__ = ["RegisterExport", "RegisterSource", "SourceFile"]
