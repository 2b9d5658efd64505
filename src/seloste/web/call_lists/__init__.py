"""Pages of lists of calls to make: importing, calling, objecting."""
