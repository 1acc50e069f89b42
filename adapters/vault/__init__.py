"""Personal data: sealed with a key for each person, so that it can be erased."""
