"""What an analyst follows: a relation, the feeds that tell of it, and what to be told of."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.alert import AlertKind
from firsthand.model.vocabulary import Action, Aspect, Modality


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation: states by code, and names (lower case) of persons and bodies.

    A bloc stands for its member states and for itself.
    """

    states: frozenset[str]
    names: frozenset[str]

    @property
    def empty(self) -> bool:
        """Whether it lets everybody through."""
        return not self.states and not self.names


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where alerts go beside the store: files by path, webhooks by address.

    `secret` is the name of the environment variable that holds the webhooks' secret; `private`
    whether a webhook may lead to this machine or to an inner network.
    """

    atom: str | None = None
    lines: str | None = None
    webhooks: tuple[str, ...] = ()
    secret: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """A watch file's content. Empty sides and sets let everything through.

    A claim is watched where one party is of `actors` and the other of `partners`, in either
    direction; with `partners` empty, where either party is of `actors`. `feeds` are asked every
    `every` seconds; `alerts` empty stands for all kinds.
    """

    name: str
    actors: Side
    partners: Side
    aspects: frozenset[Aspect]
    actions: frozenset[Action]
    modality: frozenset[Modality]
    baseline_days: int = 28
    feeds: tuple[str, ...] = ()
    every: int = 900
    alerts: frozenset[AlertKind] = frozenset()
    deliver: Delivery = Delivery()
