"""Several nodes of Otklik over one PostgreSQL on one machine, with nginx before them."""
