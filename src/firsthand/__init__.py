"""Reads reports and says who says who did what to whom, and how many origins that has."""

__version__ = "0.1.0"
