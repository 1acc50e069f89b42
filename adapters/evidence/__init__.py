"""Sources of events for replays: a live ledger, or an exported bundle alone."""
