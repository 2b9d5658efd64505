"""A day of 300 agents, 500 chats and a large inbox, asked of real running processes."""
