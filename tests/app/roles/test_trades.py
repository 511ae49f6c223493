"""Which trade a question is about."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.question.understanding import understand
from app.roles.trades import is_of_trade
from kb.partner import PartnerNames


def _is_of(question: str, *sectors: str) -> bool:
    row: Any = SimpleNamespace(sectors=sectors, joint_committees=())
    return is_of_trade(row, understand(question, "any", None, (), PartnerNames(())))


@pytest.mark.parametrize("question", ["welk fonds voor een kapperszaak?", "welk fonds voor kappers", "fonds kapper?"])
def test_a_trade_is_read_in_its_compounds(question: str) -> None:
    assert _is_of(question, "kapper")


def test_a_phrase_is_of_a_trade_as_a_whole_only() -> None:
    assert _is_of("Quel fonds pour le social profit ?", "social profit")
    assert not _is_of("Quel est le fonds social de mon entreprise ?", "social profit")
