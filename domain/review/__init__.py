"""Reviews of a school's leading team and its staff over a school year (领导班子考核、述职评议)."""
