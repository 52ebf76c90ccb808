"""Who answers for feedback, who stands in for whom, what they recommend."""
