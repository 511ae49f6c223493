"""Several things to know, one a line: for who reads it between two jobs."""

from dataclasses import replace

from app.evidence.passage_sentences import OPEN
from app.records.answer import Language
from app.records.quote import Draft, DraftSentence
from app.words.replies import reply

# From so many on they are steps; one alone is a sentence.
SEVERAL = 2


def as_steps(draft: Draft, language: Language) -> Draft:
    """The facts of an answer as items of a list, each with how firm it is; a list stays what it was."""
    facts = [sentence for sentence in draft.sentences if _is_step(sentence)]
    if len(facts) < SEVERAL or any(sentence.text.startswith("- ") for sentence in draft.sentences):
        return draft
    firmness = {reply(name, language) for name in (*OPEN, "past_timing")}
    said: list[DraftSentence] = []
    for sentence in draft.sentences:
        if _is_step(sentence):
            said.append(replace(sentence, text=f"- {sentence.text}"))
        elif sentence.text in firmness and said and said[-1].text.startswith("- "):
            said[-1] = replace(said[-1], text=f"{said[-1].text} {sentence.text}")
        else:
            said.append(sentence)
    return replace(draft, sentences=tuple(said))


def _is_step(sentence: DraftSentence) -> bool:
    return sentence.kind == "fact" and sentence.made_of in ("quote", "record")
