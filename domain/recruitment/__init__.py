"""One stage of a plan run by one organiser: bids, scores, ranking, selection (竞聘)."""
