"""Makes a small installation in the data folder of the environment: an administration, a person, an attachment.

Then its copy of the night, in the same process: the start of one costs three seconds.
"""

import io

import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)

from otklik.accounts.models import User  # noqa: E402
from otklik.base.actor import system_actor  # noqa: E402
from otklik.base.audit import record, seal_entries  # noqa: E402
from otklik.base.files import store_file  # noqa: E402
from otklik.catalog.actions.found_administration import found_administration  # noqa: E402
from otklik.cli.backups import backup  # noqa: E402
from otklik.procedures import registry  # noqa: E402

administration = found_administration(procedure=registry.procedures()["murashi"])
User.objects.create_user("keeper", password="spokoynaya-reka-17", administration=administration)
stored = store_file(administration.pk, io.BytesIO("Яма на Лесной.\n".encode() * 400), "письмо.txt")
record(system_actor(administration.pk, administration.slug), "file.stored", stored, "Файл принят")
seal_entries()
backup(nightly=True)
