"""The player: opening a recording and hearing it, range by range."""
