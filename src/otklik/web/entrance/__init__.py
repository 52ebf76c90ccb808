"""Pages of a person's own sign-in that stand before or beside those of the package."""
