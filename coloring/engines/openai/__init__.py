"""Draws and looks with OpenAI's image and vision models."""
