"""Charts as pictures, drawn off line: SVG for pages and PDF, PNG for Word."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from otklik.core.chart_marks import INK
from otklik.core.charts import narrowed
from otklik.core.document import Chart
from otklik.exporters.typefaces import SERIF, make_known_to_pictures

#: Pictures kept in a process: some 20 kB each.
_KEPT = 256
_SCALE = 3  # PNG pixels for one of the specification's: some 290 dpi at the width of the page
_ENGLISH_ROLES = re.compile(r' (?:role|aria-[a-z]+|pointer-events)="[^"]*"')
_CLASSES = re.compile(r' class="[^"]*"')
_EMPTY_PATHS = re.compile(r'<path[^>]* d=""[^>]*/>')
_ROOT = re.compile(r"^<svg [^>]*?(width=\"[\d.]+\") (height=\"[\d.]+\") (viewBox=\"[^\"]+\")>")


def paper_svg(chart: Chart) -> str:
    """SVG text of the chart in the typeface of papers."""
    return _svg(chart.spec, SERIF)


def paper_png(chart: Chart) -> bytes:
    """PNG of the chart in the typeface of papers."""
    make_known_to_pictures()
    return bytes(vl_convert.vegalite_to_png(_in_typeface(chart.spec, SERIF), scale=_SCALE))


def page_svg(chart: Chart, *, phone: bool = False) -> str:
    """SVG to stand inside a page: no style attribute (CSP), text in the page's colour, `alt` as its label."""
    text = _svg(narrowed(chart) if phone else chart.spec, "sans-serif").replace(f'fill="{INK}"', 'fill="currentColor"')
    text = text.replace(f'stroke="{INK}"', 'stroke="currentColor"')
    root = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(chart.alt)}" '
    return _ROOT.sub(lambda found: root + " ".join(found.groups()) + ">", text)


def _svg(spec: Mapping[str, Any], typeface: str) -> str:
    return _drawn(json.dumps(_in_typeface(spec, typeface)))


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str) -> str:
    """Drawn once: a picture takes tens of milliseconds, and the same figures give the same picture."""
    make_known_to_pictures()
    text = str(vl_convert.vegalite_to_svg(spec))
    for noise in (_ENGLISH_ROLES, _CLASSES, _EMPTY_PATHS):
        text = noise.sub("", text)
    return text


def _in_typeface(spec: Mapping[str, Any], typeface: str) -> dict[str, Any]:
    return {**spec, "config": {**spec.get("config", {}), "font": typeface}}
