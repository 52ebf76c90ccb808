"""Reviews of periods: the agenda, what was considered, the protocol, what last time's decisions gave."""
