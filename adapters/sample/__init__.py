"""The demo town: input files as a bureau would have them, all people invented."""
