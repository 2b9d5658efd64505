"""The anonymous question after a conversation: one link, one answer."""
