"""The store: documents with what was read in them and their stories, kept in a database."""

from firsthand.store.keeping import Counts, Mark, Store
from firsthand.store.opening import open_store
from firsthand.store.writing import Added

__all__ = ["Added", "Counts", "Mark", "Store", "open_store"]
