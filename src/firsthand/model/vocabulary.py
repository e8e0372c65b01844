"""The closed lists of the contract: actions with their PLOVER root and quad, aspects, trends, ...

PLOVER (Open Event Data Alliance, 2018) gives the roots; the actions refine COOPERATE and add a
neutral `position`.
"""

from typing import Literal, get_args

BlockKind = Literal[
    "headline", "subheading", "dateline", "byline", "caption", "body", "correction", "boilerplate"
]
TagKind = Literal["source", "cue", "content", "person", "organisation", "place", "group", "other"]
ActorKind = Literal["person", "state", "bloc", "body", "company", "group", "outlet", "document"]
Stance = Literal[
    "neutral", "claims", "denies", "warns", "orders", "promises", "demands", "suggests"
]
Modality = Literal["asserted", "alleged", "denied", "planned", "conditional", "demanded", "feared"]
Trend = Literal["begins", "intensifies", "continues", "weakens", "ends"]
Precision = Literal["day", "week", "month", "year", "interval", "open"]
Aspect = Literal[
    "diplomacy", "energy", "finance", "humanitarian", "military", "politics", "science",
    "technology", "territory", "trade", "transport",
]  # fmt: skip
Quad = Literal[
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "neutral"
]
Action = Literal[
    "meet", "agree", "support", "concede", "cooperate", "supply", "buy", "invest", "exercise",
    "share", "cede", "aid", "retreat", "request", "accuse", "reject", "threaten", "protest",
    "sanction", "mobilise", "coerce", "assault", "position", "other",
]  # fmt: skip

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
TRENDS: tuple[Trend, ...] = get_args(Trend)
ACTIONS: tuple[Action, ...] = get_args(Action)

PLOVER: dict[Action, str] = {
    "meet": "CONSULT", "agree": "AGREE", "support": "SUPPORT", "concede": "CONCEDE",
    "cooperate": "COOPERATE", "supply": "COOPERATE", "buy": "COOPERATE", "invest": "COOPERATE",
    "exercise": "COOPERATE", "share": "COOPERATE", "cede": "COOPERATE", "aid": "AID",
    "retreat": "RETREAT", "request": "REQUEST", "accuse": "ACCUSE", "reject": "REJECT",
    "threaten": "THREATEN", "protest": "PROTEST", "sanction": "SANCTION",
    "mobilise": "MOBILIZE", "coerce": "COERCE", "assault": "ASSAULT", "position": "OTHER",
    "other": "OTHER",
}  # fmt: skip

_QUAD_OF_ROOT: dict[str, Quad] = {
    "CONSULT": "verbal_cooperation", "AGREE": "verbal_cooperation",
    "SUPPORT": "verbal_cooperation", "CONCEDE": "verbal_cooperation",
    "COOPERATE": "material_cooperation", "AID": "material_cooperation",
    "RETREAT": "material_cooperation", "REQUEST": "verbal_conflict",
    "ACCUSE": "verbal_conflict", "REJECT": "verbal_conflict", "THREATEN": "verbal_conflict",
    "PROTEST": "material_conflict", "SANCTION": "material_conflict",
    "MOBILIZE": "material_conflict", "COERCE": "material_conflict",
    "ASSAULT": "material_conflict", "OTHER": "neutral",
}  # fmt: skip

QUAD: dict[Action, Quad] = {action: _QUAD_OF_ROOT[root] for action, root in PLOVER.items()}
