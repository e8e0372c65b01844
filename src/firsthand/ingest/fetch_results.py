"""What a fetch is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch; times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    packed_bytes: int = 10_000_000
    unpacked_bytes: int = 30_000_000
    redirects: int = 5
    tries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    host_interval: float = 2.0
    robots_kept: float = 86_400.0
    robots_failed_kept: float = 600.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the last copy: hand it back, and an unchanged page is not sent."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or feed as it came, unpacked; `final_url` is where the redirects led."""

    url: str
    final_url: str
    status: int
    content_type: str | None
    body: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class NotModified:
    """The copy that the validators stand for is still the newest."""

    url: str
    final_url: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """Nothing came; `reason` is one word for machines, `detail` one clear line for people.

    Reasons: `bad_address`, `not_public`, `no_such_host`, `robots`, `no_robots`, `timeout`,
    `connection`, `tls`, `bad_response`, `redirects`, `too_large`, `http_status`. `status` and
    `retry_after` (seconds) are set where a server gave them.
    """

    url: str
    reason: str
    detail: str
    status: int | None = None
    retry_after: float | None = None


class FetchError(Exception):
    """Inside the fetcher: why an exchange ends; becomes a `FetchFailed`."""

    def __init__(self, reason: str, detail: str) -> None:
        """Keep both parts."""
        super().__init__(detail)
        self.reason, self.detail = reason, detail
