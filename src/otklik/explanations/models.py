"""Articles, their versions and the reasons they explain."""
