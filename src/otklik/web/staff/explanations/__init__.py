"""Pages of explanations: frequent reasons, the article, its effect."""
