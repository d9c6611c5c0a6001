"""Measurements: how often the product is right, and how fast it is. Not part of the wheel."""
