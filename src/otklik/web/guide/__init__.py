"""The user guide inside the product: the same files as docs/guide, with the right page one click away."""
