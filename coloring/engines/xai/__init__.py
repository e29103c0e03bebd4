"""Draws with xAI's image models."""
