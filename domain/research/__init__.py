"""Teaching researchers of a school year: subject groups and part-time places (教研员)."""
