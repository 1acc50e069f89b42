"""The ledger: acts drafted, signed, recorded and proved. The one room that knows eventsourcing."""
