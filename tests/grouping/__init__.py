"""Specification of the room that makes documents of bytes."""
