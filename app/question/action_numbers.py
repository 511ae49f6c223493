"""Numbers of actions in a question: "actie 9", "acties 1 tem 3", "action dix-huit", "2.6/18"."""

import re

_NUMBER_WORDS = {
    word: str(number)
    for words in (
        "eén twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
        "achttien negentien twintig",
        "ún deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
    )
    for number, word in enumerate(words.split(), 1)
}  # fmt: skip
_ACTION = r"(?:actie(?:punt|nummer|s)?|aktie[s]?|acti?ons?|axtie|act\.)"
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]\d)?|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})\b"
# "Actie 13, drie vragen": no second number of an action.
_COUNTS = r"(?!\s+(?:korte )?(?:vra\w+|punt\w*|ding\w*|zaken|keer|questions?|choses|things|points?)\b)"
_ACTION_NUMBERS = re.compile(
    rf"\b{_ACTION}\s*(?:(?:met (?:het )?|avec (?:le )?|with (?:the )?)(?=nr|n°|num))?"
    rf"(?:nr\.?|nummer|n°|numero|number|no\.?)?\s*"
    rf"((?:\d\.\d/)?{_NUMBER}(?:\s*(?:,|/|en|et|and|of|or|&|met {_ACTION}|{_ACTION})\s*{_NUMBER}{_COUNTS})*)"
)
_ACTION_RANGE = re.compile(
    rf"\b{_ACTION}\s*(?P<first>\d{{1,2}})\s*"
    r"(?:tem|t\.?e\.?m\.?|t/m|tot(?: en met)?|a|au|jusqu'a|to|until|through|-|–)\s*"
    rf"(?:(?:l'|de )?{_ACTION}\s*)?(?P<last>\d{{1,2}})\b"
)
# Of a longer range no more are named than a plan may hold.
MOST_ACTIONS = 25
_ACTION_KEY = re.compile(r"\b(\d\.\d)\s?/\s?(\d{1,2}(?:\.\d)?)\b")
_SUB_ACTION = re.compile(r"\b(18\.\d)\b")
# "In het plan staat nummer 18 twee keer. Welke acties zijn dat?": the number stands apart from its word.
_BARE_NUMBER = re.compile(r"\b(?:nummer|nr\.?|numero|number) (\d{1,2})\b(?=.*\bact(?:ie|ion)s?\b)")


def names_action(simple: str) -> bool:
    """Whether a question, in plain letters, names an action by its number."""
    return bool(_ACTION_NUMBERS.search(simple) or _ACTION_KEY.search(simple) or _SUB_ACTION.search(simple))


def without_actions(simple: str) -> str:
    """A question, in plain letters, without the numbers of actions that it names."""
    return _SUB_ACTION.sub(" ", _ACTION_NUMBERS.sub(" ", simple))


def action_numbers(simple: str) -> tuple[str, ...]:
    """The numbers as the plan writes them ("9", "18.2") or keys ("2.6/18"), of a question in plain letters."""
    numbers: list[str] = [f"{section}/{number}" for section, number in _ACTION_KEY.findall(simple)]
    rest = _ACTION_KEY.sub(" ", simple)
    for match in _ACTION_RANGE.finditer(rest):
        first, last = sorted((int(match["first"]), int(match["last"])))
        numbers.extend(map(str, range(first, min(last + 1, first + MOST_ACTIONS))))
    for match in _ACTION_NUMBERS.finditer(rest):
        for number in re.findall(rf"\b{_NUMBER}", match[1]):
            numbers.append(_NUMBER_WORDS.get(number, number.replace(",", ".")))
    numbers.extend(_SUB_ACTION.findall(rest))
    numbers.extend(_BARE_NUMBER.findall(rest) if not numbers else ())
    return tuple(dict.fromkeys(numbers))
