"""Open data: sets of aggregates and decisions with schema, passport, terms, versions and stable addresses."""
