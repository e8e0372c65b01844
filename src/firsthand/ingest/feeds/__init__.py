"""Feeds of news: bytes → items, whatever the form."""

from firsthand.ingest.feeds.items import Feed, FeedItem
from firsthand.ingest.feeds.read import read_feed

__all__ = ["Feed", "FeedItem", "read_feed"]
