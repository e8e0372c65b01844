"""What an analyst follows: a relation, narrowed by aspect, action and modality."""

from __future__ import annotations

from dataclasses import dataclass

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
class Watch:
    """A watch file's content. Empty sides and sets let everything through.

    A claim is watched where one party is of `actors` and the other of `partners`, in either
    direction; with `partners` empty, where either party is of `actors`.
    """

    name: str
    actors: Side
    partners: Side
    aspects: frozenset[Aspect]
    actions: frozenset[Action]
    modality: frozenset[Modality]
    baseline_days: int = 28
