"""The form and the status inside pages of other sites: no session, no cookie, frames by the administration's list."""
