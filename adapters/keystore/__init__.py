"""Keys of people and of the log, and what signs with them."""
