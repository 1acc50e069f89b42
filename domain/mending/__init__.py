"""What follows a low grade: the head's talk with the person, and mending (约谈、整改)."""
