"""Good practices and directions of development. Порядок: livny 3."""
