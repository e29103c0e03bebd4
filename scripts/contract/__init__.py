"""Holds the running image API against its own schema, with requests of every shape."""
