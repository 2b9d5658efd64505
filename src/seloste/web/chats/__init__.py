"""Pages of chats: the console of those who answer, and the sites that embed one."""
