"""The product's settings with the app of a later release."""

from otklik.config.settings import *  # noqa: F403
from otklik.config.settings import DATA_DIR, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.operation.later_release"]
#: Outside the data folder, as the bundle lays it: nothing is gathered, which would take seconds.
STATIC_ROOT = DATA_DIR.parent / "static"
