"""Messages that telephone services send on their own: signed, or not taken."""
