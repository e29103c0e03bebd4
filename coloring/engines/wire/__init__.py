"""How engines speak to a paid service: one bounded request, its errors in our words, its pictures judged."""
