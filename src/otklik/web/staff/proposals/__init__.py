"""Pages of proposals to look deeper."""
