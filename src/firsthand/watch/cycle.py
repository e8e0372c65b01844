"""One round of a watch: ask the feeds, get their pages, read, group, and look for alerts.

What is to be done stands in the store: a feed's pages are due from the moment at which it was had,
a document without a story is grouped, an alert is delivered until its target has it. So a round
that is cut off at any moment is made up for by the next, and nothing is done twice.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit

from firsthand.ingest.feeds import FeedItem
from firsthand.ingest.fetch_results import Fetched, FetchFailed, NotModified, Validators
from firsthand.ingest.unread import Unread
from firsthand.ingest.web import Getter, feed_of, is_page, items_of, reports_of, tell_problems
from firsthand.model.document import Document
from firsthand.model.reading import MadeBy, Reading
from firsthand.model.story import SkippedInput
from firsthand.model.watch import Watch
from firsthand.store import Store
from firsthand.store.feeds import KeptFeed, KeptPage, Listed
from firsthand.store.regrouping import Regrouping
from firsthand.watch.abreast import abreast
from firsthand.watch.alerting import DAYS, StateName, alerts_of, before_of, first_day
from firsthand.watch.counting import told_in
from firsthand.watch.delivery import Courier
from firsthand.watch.events import (
    Event,
    FeedAsked,
    FeedFailed,
    Grouped,
    Kept,
    Missed,
    NotDelivered,
    Raised,
    Unchanged,
)
from firsthand.watch.waiting import PAGE_TRIES, feed_due, look_again, try_again

THREADS = 8
"""Hosts that are asked at one time."""

_REFUSED = frozenset({401, 403, 429, 451})
"""Answers by which a server does not want us, or not so often."""

_PAGES = 200
"""Pages that are taken out of the store at a time."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round needs, the same every time.

    Attributes:
        watch: what is followed.
        store: where everything is kept.
        web: gets feeds and pages.
        read: documents → readings, in their order, taken as they come.
        made_by: what reads them.
        state_name: the name of a state by its code.
        courier: delivers alerts.
        now: the clock, with zone.
        regrouping: the store's stories; its memory makes the next round quicker.
        most: the most pages of one feed.
    """

    watch: Watch
    store: Store
    web: Getter
    read: Callable[[Iterable[Document]], Generator[Reading, None, None]]
    made_by: MadeBy
    state_name: StateName
    courier: Courier
    now: Callable[[], datetime]
    regrouping: Regrouping
    most: int = 100


def round_of(desk: Round) -> Generator[Event, None, None]:
    """One round; what happens in it, as soon as the store has it.

    Raises:
        StoreError: the store failed. Whatever else fails is an event.
    """
    yield from _ask(desk)
    yield from _get(desk)
    yield from _group(desk)
    yield from _look(desk)
    for target, detail in desk.courier.deliver(desk.store.alerts, desk.now()):
        yield NotDelivered(target, detail)


# ---- feeds


def _ask(desk: Round) -> Iterator[Event]:
    desk.store.feeds.enlist(desk.watch.feeds)
    followed, every = set(desk.watch.feeds), timedelta(seconds=desk.watch.every)
    due = [
        feed
        for feed in desk.store.feeds.all()
        if feed.address in followed and feed_due(feed, every, _naive(desk.now()))
    ]

    def ask(feed: KeptFeed) -> Fetched | NotModified | FetchFailed:
        return desk.web.fetch(feed.address, Validators(feed.etag, feed.last_modified))

    with closing(abreast(ask, due, THREADS)) as answers:
        for feed, answer in answers:
            yield from _answered(desk, feed, answer)


def _answered(
    desk: Round, feed: KeptFeed, answer: Fetched | NotModified | FetchFailed
) -> Iterator[Event]:
    if isinstance(answer, NotModified):
        desk.store.feeds.unchanged(feed.address)
        yield FeedAsked(feed.address, None)
        return
    if isinstance(answer, FetchFailed):
        reason = "refused" if answer.status in _REFUSED else answer.reason
        yield _feed_failed(desk, feed, reason, answer.detail)
        return
    now = desk.now()
    if is_page(answer):
        detail = f"{feed.address}: is the page of an article, not a feed"
        yield _feed_failed(desk, feed, "no_feed", detail)
        return
    found = feed_of(answer, now)
    if isinstance(found, Unread):
        yield _feed_failed(desk, feed, found.skipped.reason, found.skipped.detail)
        return
    tell_problems(feed.address, found)
    listed: list[Listed] = []
    whole = True
    for item in items_of(desk.web, found, desk.most, now):
        if isinstance(item, Unread):
            whole = False
            yield Missed(_skipped(item), final=False)
        else:
            listed.append(_listed(item))
    # Of an index only some of whose sitemaps came, the rest is asked for the next time.
    given = answer.validators if whole else Validators()
    fresh = desk.store.feeds.arrived(feed.address, given.etag, given.last_modified, listed)
    yield FeedAsked(feed.address, fresh)


def _feed_failed(desk: Round, feed: KeptFeed, reason: str, detail: str) -> FeedFailed:
    detail = detail.removeprefix(f"{feed.address}: ")
    desk.store.feeds.failed(feed.address, reason, detail)
    return FeedFailed(feed.address, reason, detail, feed.failures + 1)


def _listed(item: FeedItem) -> Listed:
    return Listed(
        item.url or "",
        item.source_title or item.outlet,
        item.title,
        item.published,
        item.language,
        item.updated or item.published,
    )


# ---- pages


def _get(desk: Round) -> Iterator[Event]:
    """Get the pages that are due until none is."""
    while pages := desk.store.feeds.due_pages(desk.watch.feeds, _PAGES):
        yield from _got(desk, _host_by_host(pages))


def _got(desk: Round, pages: Sequence[KeptPage]) -> Iterator[Event]:
    """Read what some pages hold; each is marked when the store has it, or knows why not."""
    aside: list[Event] = []
    out: deque[tuple[KeptPage, Validators]] = deque()  # of the documents that are being read

    def get(page: KeptPage) -> Fetched | NotModified | FetchFailed:
        # What was not kept the last time must come whole.
        given = Validators(page.etag, page.last_modified) if page.looks else Validators()
        return desk.web.fetch(page.listed.address, given)

    def documents() -> Iterator[Document]:
        with closing(abreast(get, pages, THREADS)) as answers:
            for page, answer in answers:
                found = _document(desk, page, answer)
                if isinstance(answer, Fetched) and isinstance(found, Document):
                    if desk.store.known(found, desk.made_by):
                        _had(desk, page, answer.validators)
                        aside.append(Unchanged(page.listed.address))
                    elif page.failures >= PAGE_TRIES:
                        # What ends the program, memory for one, must not do so for ever.
                        detail = f"reading it ended the program {page.failures} times"
                        aside.append(_missed(desk, page, "failed", detail, None))
                    else:
                        desk.store.feeds.begun(page.listed.address)
                        out.append((page, answer.validators))
                        yield found
                else:
                    aside.append(
                        found if isinstance(found, Missed) else Unchanged(page.listed.address)
                    )

    with closing(desk.read(documents())) as readings:
        for reading in readings:
            done = desk.store.add(reading)
            page, validators = out.popleft()
            _had(desk, page, validators)
            yield from _taken(aside)
            yield Kept(reading, done)
    yield from _taken(aside)


def _document(
    desk: Round, page: KeptPage, answer: Fetched | NotModified | FetchFailed
) -> Document | Missed | None:
    """The document on a page; None where it has not changed."""
    address = page.listed.address
    if isinstance(answer, NotModified):
        _had(desk, page, answer.validators)
        return None
    if isinstance(answer, FetchFailed):
        return _missed(desk, page, answer.reason, answer.detail, answer.status)
    found = next(iter(reports_of(address, answer, _item(page), desk.now())), None)
    if isinstance(found, Document):
        return found
    reason = found.skipped.reason if found else "no_text"
    detail = found.skipped.detail if found else f"{address}: is empty"
    return _missed(desk, page, reason, detail, None)


def _had(desk: Round, page: KeptPage, validators: Validators) -> None:
    again = look_again(page.seen_at, page.looks, _naive(desk.now()))
    desk.store.feeds.had(page.listed.address, validators.etag, validators.last_modified, again)


def _missed(desk: Round, page: KeptPage, reason: str, detail: str, status: int | None) -> Missed:
    address = page.listed.address
    detail = detail.removeprefix(f"{address}: ")
    again = try_again(reason, status, page.failures, _naive(desk.now()))
    desk.store.feeds.missed(address, reason, detail, again)
    skipped = SkippedInput(address, reason, detail)
    if again is None and not page.looks:  # of a page that was had before, nothing is missed
        desk.store.note_skipped(skipped)
    return Missed(skipped, final=again is None)


def _item(page: KeptPage) -> FeedItem:
    listed = page.listed
    return FeedItem(
        id=listed.address,
        url=listed.address,
        title=listed.title,
        summary=None,
        published=listed.published,
        source_title=None,
        source_url=None,
        outlet=listed.outlet,
        language=listed.language,
    )


def _host_by_host(pages: Iterable[KeptPage]) -> list[KeptPage]:
    """The pages of different hosts in turn: a host rests between two requests, others need not."""
    by_host: defaultdict[str | None, list[KeptPage]] = defaultdict(list)
    for page in pages:
        by_host[urlsplit(page.listed.address).hostname].append(page)
    return [page for row in zip_longest(*by_host.values()) for page in row if page]


# ---- stories and alerts


def _group(desk: Round) -> Iterator[Event]:
    changed = {story.id for done in desk.regrouping.update() for story in done.stories}
    if changed:
        yield Grouped(len(changed))


def _look(desk: Round) -> Iterator[Event]:
    """Look at the last days for what is out of the ordinary."""
    watch, store = desk.watch, desk.store
    today = desk.now().astimezone(UTC).date()
    since = first_day(today, watch.baseline_days)
    told = list(told_in(store.stories(since=since), watch))
    if not told:
        return
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    before = before_of(store.alerts.told(watch.name, since))
    documents = store.tallies.documents_a_day(since)
    targets = desk.courier.targets
    for alert in alerts_of(told, watch, documents, days, before, store.story, desk.state_name):
        if store.alerts.keep(alert, targets):
            yield Raised(alert)


# ---- small things


def _taken(events: list[Event]) -> Iterator[Event]:
    """Events that came meanwhile; each once."""
    while events:
        yield events.pop(0)


def _skipped(found: Unread) -> SkippedInput:
    return SkippedInput(
        found.what, found.skipped.reason, found.skipped.detail.removeprefix(f"{found.what}: ")
    )


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
