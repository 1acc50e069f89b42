"""What is true now: views that can be thrown away and rebuilt from the ledger."""
