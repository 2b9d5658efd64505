"""Pages of tasks, feedback and complaints."""
