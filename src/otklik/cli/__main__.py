"""`python -m otklik.cli`: the same as the command `otklik`."""

from otklik.cli.main import main

main()
