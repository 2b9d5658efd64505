"""The administrator's pages: who works here, in which role."""
