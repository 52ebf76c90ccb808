"""Personal data in free Russian text: found and masked («[имя]», «[телефон]»), by rules that one can read.

What counts and what does not is written down with the measured recall and precision in docs/personal-data.md.
"""

from otklik.core.personal_data.masking import Known, find, mask
from otklik.core.personal_data.spans import Kind, Span

__all__ = ["Kind", "Known", "Span", "find", "mask"]
