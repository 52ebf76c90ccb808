"""The consolidated report («свод») of a quarter or a year: gathered once, frozen, told from the snapshot alone."""
