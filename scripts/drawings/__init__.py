"""Builds the library of inked drawings from the public tarballs it comes from."""
