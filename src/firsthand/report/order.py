"""In which order a story's claims are told."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.model.story import SharedClaim


def ordered(claims: Iterable[SharedClaim]) -> tuple[SharedClaim, ...]:
    """News before background, then those of more origins, then of more reports."""
    return tuple(
        sorted(
            claims,
            key=lambda claim: (claim.background, -claim.origin_count, -len(claim.reports)),
        )
    )
