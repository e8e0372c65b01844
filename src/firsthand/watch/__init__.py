"""Watches: the file in which an analyst says which relation to follow."""

from firsthand.watch.file import Names, load_watch

__all__ = ["Names", "load_watch"]
