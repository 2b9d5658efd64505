"""The page of the promises and their verdicts."""
