"""Tests mirror src. A package of its own: one of our dependencies installs a package of the same name."""
