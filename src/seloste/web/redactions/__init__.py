"""The page on which somebody hides parts of an opened recording."""
