"""Pages and feeds from the web, politely and within bounds."""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from protego import Protego

from firsthand.ingest.fetch_addresses import Resolve, Target, addresses_of, resolve, target_of
from firsthand.ingest.fetch_exchange import Answer, exchange
from firsthand.ingest.fetch_results import (
    Fetched,
    FetchError,
    FetchFailed,
    FetchLimits,
    NotModified,
    Validators,
)
from firsthand.ingest.fetch_turns import Turns
from firsthand.model.version import VERSION

__all__ = ["FetchFailed", "FetchLimits", "Fetched", "Fetcher", "NotModified", "Validators"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_TRANSIENT = frozenset({"timeout", "connection"})
_ROBOTS_KEPT = 2000
_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read.
_LONGEST_CRAWL_DELAY = 60.0


class Fetcher:
    """GETs addresses: one connection a host at a time, robots.txt respected, no inner networks.

    Proxies that the environment names are not used. Safe between threads.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        about: str = "",
        allow_private: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = resolve,
    ) -> None:
        """Make a fetcher.

        Args:
            limits: times, sizes and numbers of tries.
            about: an address where a server's owner can read who asks; goes into the user agent.
            allow_private: whether loopback and private addresses may be connected to.
            clock: seconds that never go back, for pauses and for how long robots.txt is kept.
            sleep: how to wait.
            resolve: host and port → network addresses.
        """
        self.limits = limits or FetchLimits()
        self.user_agent = f"firsthand/{VERSION}" + (f" (+{about})" if about else "")
        self._allow_private, self._resolve = allow_private, resolve
        self._clock, self._sleep = clock, sleep
        self._turns = Turns(clock, sleep)
        self._robots: OrderedDict[str, tuple[float, Protego | None]] = OrderedDict()

    def fetch(
        self, url: str, validators: Validators | None = None
    ) -> Fetched | NotModified | FetchFailed:
        """GET an address, following redirects, trying again where that may help.

        Args:
            url: an http or https address.
            validators: what the last fetch of this address gave, where there was one.
        """
        result = self._once(url, validators or Validators())
        for turn in range(1, self.limits.tries):
            if not isinstance(result, FetchFailed) or not _may_pass(result):
                break
            # Some chance in the pause, so that many readers do not come back at one moment.
            pause = self.limits.backoff * 2 ** (turn - 1) * random.uniform(1, 1.25)  # noqa: S311
            pause = pause if result.retry_after is None else max(pause, result.retry_after)
            if pause > self.limits.longest_wait:
                break
            self._sleep(pause)
            result = self._once(url, validators or Validators())
        return result

    def _once(self, url: str, validators: Validators) -> Fetched | NotModified | FetchFailed:
        try:
            target, answer = self._followed(url, _conditions(validators))
        except FetchError as problem:
            return FetchFailed(url, problem.reason, problem.detail)
        if answer.status == 304 and (validators.etag or validators.last_modified):
            return NotModified(url, target.url, _validators(answer, validators))
        if answer.status != 200:
            detail = f"{target.host} answered with status {answer.status}"
            after = _retry_after(answer.headers.get("retry-after"))
            return FetchFailed(url, "http_status", detail, answer.status, after)
        kind = answer.headers.get("content-type")
        fresh = _validators(answer, Validators())
        return Fetched(url, target.url, answer.status, kind, answer.body, fresh)

    def _followed(self, url: str, conditions: dict[str, str]) -> tuple[Target, Answer]:
        """The answer at the end of the redirects; each hop is checked like the first."""
        target = target_of(url)
        for _ in range(self.limits.redirects + 1):
            rules = self._rules(target)
            if rules is None:
                raise FetchError("no_robots", f"{target.host}: its robots.txt cannot be had now")
            if not rules.can_fetch(target.url, self.user_agent):
                raise FetchError("robots", f"{target.url[:200]}: robots.txt asks not to fetch it")
            delay = min(rules.crawl_delay(self.user_agent) or 0.0, _LONGEST_CRAWL_DELAY)
            answer = self._asked(target, conditions, delay, self.limits)
            where = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not where:
                return target, answer
            target = _next(target, where)
        raise FetchError("redirects", f"{target.host}: more than {self.limits.redirects} redirects")

    def _asked(
        self, target: Target, conditions: dict[str, str], delay: float, limits: FetchLimits
    ) -> Answer:
        addresses = addresses_of(target, self._resolve, allow_private=self._allow_private)
        headers = {"User-Agent": self.user_agent, "Accept": "*/*", **conditions}
        with self._turns.turn(target.host, max(delay, limits.host_interval)):
            return exchange(target, addresses, headers, limits)

    def _rules(self, target: Target) -> Protego | None:
        """The robots.txt of an origin, kept for a day; None where the server fails to say."""
        kept = self._robots.get(target.origin)
        if kept and kept[0] > self._clock():
            return kept[1]
        rules = self._robots_of(target)
        last = self.limits.robots_failed_kept if rules is None else self.limits.robots_kept
        self._robots[target.origin] = (self._clock() + last, rules)
        while len(self._robots) > _ROBOTS_KEPT:
            self._robots.popitem(last=False)
        return rules

    def _robots_of(self, origin: Target) -> Protego | None:
        target = target_of(origin.origin + "/robots.txt")
        try:
            for _ in range(self.limits.redirects + 1):
                answer = self._asked(target, {}, 0.0, self.limits)
                where = answer.headers.get("location")
                if answer.status in _REDIRECTS and where:
                    target = _next(target, where)
                    continue
                if answer.status >= 500 or answer.status == 429:
                    return None
                # RFC 9309, 2.3.1.3: no robots.txt, no rules.
                words = answer.body[:_ROBOTS_BYTES] if answer.status == 200 else b""
                return Protego.parse(words.decode("utf-8", "replace"))
        except FetchError as problem:
            if problem.reason in {"not_public", "no_such_host", "bad_address", "tls"}:
                raise
            return None
        return Protego.parse("")


def _next(target: Target, where: str) -> Target:
    try:
        return target_of(urljoin(target.url, where))
    except ValueError as error:
        raise FetchError("bad_address", f"{target.host} leads to no web address") from error


def _conditions(validators: Validators) -> dict[str, str]:
    given = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in given.items() if value}


def _validators(answer: Answer, before: Validators) -> Validators:
    return Validators(
        answer.headers.get("etag") or before.etag,
        answer.headers.get("last-modified") or before.last_modified,
    )


def _may_pass(failed: FetchFailed) -> bool:
    return failed.reason in _TRANSIENT or failed.status in _TRY_AGAIN


def _retry_after(given: str | None) -> float | None:
    """Seconds or a date (RFC 9110, 10.2.3) → seconds from now."""
    if given is None:
        return None
    if given.strip().isdecimal():
        return float(given)
    try:
        when = parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
