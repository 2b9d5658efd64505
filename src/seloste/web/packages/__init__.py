"""Pages of answers: the review for others, the package, and fetching it."""
