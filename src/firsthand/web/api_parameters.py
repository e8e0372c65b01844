"""The parameters of the API, as its description tells them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BeforeValidator

from firsthand.model.vocabulary import Action, Aspect, Modality
from firsthand.store.asked import Asked
from firsthand.web.asking import LONGEST

Text = Annotated[str, Query(max_length=LONGEST, pattern=r"^[^\x00]*$")]


def _as_written(day: str) -> str:
    """Refuse what else would pass for a day: a number of seconds, a time of day."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        raise ValueError("write it as 2025-12-09")
    return day


Day = Annotated[date | None, BeforeValidator(_as_written), Query()]
Cursor = Annotated[
    str, Query(max_length=2000, description="Where the list goes on: `next` of the page before.")
]
Limit = Annotated[int, Query(ge=1, le=100, description="The most items of one page.")]


def asked_of(
    q: Text = "",
    actor: Text = "",
    partner: Text = "",
    action: Action | None = None,
    aspect: Aspect | None = None,
    modality: Modality | None = None,
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    new: Day = None,
    old: Day = None,
    declared: bool | None = None,
    background: bool | None = None,
) -> Asked:
    """What the parameters of a search ask for."""
    return Asked(
        text=q,
        actor=actor,
        partner=partner,
        action=action,
        aspect=aspect,
        modality=modality,
        outlet=outlet,
        since=since,
        until=until,
        new=new,
        old=old,
        declared=declared,
        background=background,
    )


Asking = Annotated[Asked, Depends(asked_of)]
