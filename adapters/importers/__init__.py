"""Files as a bureau has them, read row by row; nothing is half imported."""
