"""What published counts give away together, and what to hide so that they do not."""
