"""Pages of queues: names, hours, targets and members."""
