"""A release that is not written yet: one more app, whose step fails when LATER_RELEASE_FAILS is set."""
