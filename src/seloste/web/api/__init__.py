"""The interface for programs: contacts handed over by systems, with a token."""
