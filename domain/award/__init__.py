"""Teaching awards (教学奖) out of results of unified examinations."""
