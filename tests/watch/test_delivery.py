"""An alert is kept once, and reaches each target at least once, signed, whatever fails."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firsthand.model.alert import Alert, AlertClaim, AlertReport
from firsthand.model.errors import UsageError
from firsthand.model.watch import Delivery
from firsthand.store import Store
from firsthand.watch.delivery import Courier, append_lines
from firsthand.watch.webhook import secret_of, send
from tests.store.samples import a_reading
from tests.watch.newsroom import Answer, Clock, Newsroom

SECRET = b"a secret of thirty-two letters.."


def an_alert(id: str = "a-1", document: str = "d1", outlet: str = "The Post") -> Alert:
    report = AlertReport(
        document, outlet, "https://news.example/1", "2031-03-04", ("Ada Lund",), ("ice data",)
    )
    claim = AlertClaim("s-1", "c-1", "Norway → Chile: supply", "asserted", 1, 1, (report,))
    return Alert(
        id, "Ice", "first_denial", "CL NO supply", "2031-03-04", "it is denied", "so", None,
        (claim,), 1,
    )  # fmt: skip


def courier(to: Delivery) -> Courier:
    return Courier(to, SECRET, lambda path, alerts: None, "Ice")


def test_an_alert_is_kept_once(store: Store) -> None:
    assert store.alerts.keep(an_alert(), ["x"])
    assert not store.alerts.keep(an_alert(), ["x", "y"])
    assert [kept.alert for kept in store.alerts.newest()] == [an_alert()]
    assert store.alerts.outstanding() == (1, 0)


def test_lines_are_added_to_a_file_once(store: Store, clock: Clock, tmp_path: Path) -> None:
    to = courier(Delivery(lines=str(tmp_path / "alerts.jsonl")))
    for id in ("a-1", "a-2"):
        store.alerts.keep(an_alert(id), to.targets)
        assert list(to.deliver(store.alerts, clock())) == []
    lines = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["alert"]["id"] for line in lines] == ["a-1", "a-2"]
    assert json.loads(lines[0])["schema"] == "firsthand/1"


def test_a_line_that_was_cut_off_is_ended_first(tmp_path: Path) -> None:
    file = tmp_path / "alerts.jsonl"
    file.write_bytes(b'{"half": ')
    append_lines(file, [b"{}"])
    assert file.read_bytes() == b'{"half": \n{}\n'


def test_a_webhook_gets_what_it_can_check(store: Store, clock: Clock, room: Newsroom) -> None:
    room.answers["/hook"] = Answer(status=204)
    to = courier(Delivery(webhooks=(f"{room.base}/hook",), private=True))
    store.alerts.keep(an_alert(), to.targets)
    assert list(to.deliver(store.alerts, clock())) == []
    assert list(to.deliver(store.alerts, clock())) == []
    ((headers, body),) = room.posted
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == "a-1"
    assert int(headers["webhook-timestamp"]) == int(clock().timestamp())
    assert json.loads(body)["alert"]["claims"][0]["reports"][0]["words"] == ["ice data"]


def test_a_webhook_that_fails_is_tried_again_later_and_at_last_given_up(
    store: Store, clock: Clock, room: Newsroom
) -> None:
    room.answers["/hook"] = Answer(status=500)
    to = courier(Delivery(webhooks=(f"{room.base}/hook",), private=True))
    store.alerts.keep(an_alert(), to.targets)
    for _ in range(200):
        list(to.deliver(store.alerts, clock()))
        clock.on(minutes=15)
    assert len(room.posted) == 12
    assert len({headers["webhook-id"] for headers, _ in room.posted}) == 1
    assert store.alerts.outstanding() == (0, 1)


def test_a_receiver_that_is_gone_is_asked_once(store: Store, clock: Clock, room: Newsroom) -> None:
    room.answers["/hook"] = Answer(status=410)
    to = courier(Delivery(webhooks=(f"{room.base}/hook",), private=True))
    store.alerts.keep(an_alert(), to.targets)
    ((_, detail),) = to.deliver(store.alerts, clock())
    assert detail.endswith("status 410")
    assert store.alerts.outstanding() == (0, 1)


def test_one_target_that_fails_does_not_hold_up_another(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    to = courier(
        Delivery(lines=str(tmp_path / "none" / "x.jsonl"), atom=str(tmp_path / "feed.xml"))
    )
    store.alerts.keep(an_alert(), to.targets)
    assert len(list(to.deliver(store.alerts, clock()))) == 1
    assert store.alerts.due(f"atom:{tmp_path / 'feed.xml'}", 9) == []
    assert store.alerts.outstanding() == (1, 0)


def test_inner_networks_get_nothing_unless_that_is_allowed(room: Newsroom) -> None:
    room.answers["/hook"] = Answer()
    now = datetime(2031, 3, 4, tzinfo=UTC)
    refused = send(f"{room.base}/hook", "a-1", b"{}", SECRET, now, allow_private=False)
    assert refused
    assert "not of the open internet" in refused.detail
    assert room.posted == []


def test_redirects_of_a_webhook_are_not_followed(room: Newsroom) -> None:
    room.answers |= {"/hook": Answer(status=307, location="/other"), "/other": Answer()}
    now = datetime(2031, 3, 4, tzinfo=UTC)
    assert send(f"{room.base}/hook", "a-1", b"{}", SECRET, now, allow_private=True)
    assert len(room.posted) == 1


def test_secrets_are_taken_as_they_are_usually_given() -> None:
    assert secret_of("whsec_" + base64.b64encode(SECRET).decode(), "X") == SECRET
    assert secret_of(SECRET.decode(), "X") == SECRET
    for wrong in ("short", "whsec_!!!"):
        with pytest.raises(UsageError, match=r"^X: "):
            secret_of(wrong, "X")


def test_forgetting_takes_reports_out_of_alerts(store: Store, tmp_path: Path) -> None:
    store.add(a_reading("d1", outlet="The Post"))
    store.alerts.keep(an_alert("a-1"), ["x"])
    store.alerts.keep(an_alert("a-2", document="d2", outlet="The Ledger"), [])
    store.forget("The Post")
    assert [kept.alert.id for kept in store.alerts.newest()] == ["a-2"]
    assert b"a-1" not in (tmp_path / "news.db").read_bytes()
