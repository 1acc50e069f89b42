"""Ways in: command line, later HTTP, and the one place where all is wired together."""
