"""Pages of the register of processors: entries, what they lack, machines in use."""
