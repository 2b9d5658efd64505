"""The inbox and its conversations: an agent's daily desk."""
