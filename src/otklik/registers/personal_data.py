"""What sources of files keep on persons: nothing beside the files of runs, which intake's own holder forgets."""

from otklik.base.personal_data import Holder

HOLDERS: tuple[Holder, ...] = ()
