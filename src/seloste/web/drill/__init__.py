"""The page that moves the clock of a drill."""
