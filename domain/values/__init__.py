"""Values that several contexts share: ids, shares, scores, working days."""
