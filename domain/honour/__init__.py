"""Honours by call (评先表模), with the titles (名师) and the reserve (后备干部) they lead to."""
