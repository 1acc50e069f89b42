"""Documents that offices print (公文)."""
