"""A witness of logs, and how a log asks one: C2SP tlog-witness, over HTTP or by files."""
