"""What resembles what: equal texts, likely duplicates, and how the resemblance is explained."""
