"""The product's own settings in a throw-away data folder: a fast password hasher, a database file, no manifest."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="otklik-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("OTKLIK_")]:
    del os.environ[name]
os.environ["OTKLIK_DATA_DIR"] = str(FOLDER)
(FOLDER / "static").mkdir()

from otklik.config.settings import *  # noqa: E402, F403
from otklik.config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PAGE_RATE = "100000/second"  # all tests come from one address; tests/web/test_doors.py sets its own
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: threads of the live server see it, and WAL and IMMEDIATE are really at work.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
