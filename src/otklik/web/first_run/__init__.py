"""The first run of an installation: pages that are there until it is set up, and for nobody afterwards."""
