"""Gathers the French and English words that the list of ordinary words is picked from."""
