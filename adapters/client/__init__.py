"""A client of the HTTP door. Keys stay here; the server sees signatures only."""
