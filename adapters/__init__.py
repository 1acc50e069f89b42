"""Everything that touches the world: event store, SQL, keys, documents, imported files."""
