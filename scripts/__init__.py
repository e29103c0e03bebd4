"""Commands for those who work on Herbbie."""
