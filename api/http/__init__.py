"""The HTTP door: current state, signed commands, and the log for everybody."""
