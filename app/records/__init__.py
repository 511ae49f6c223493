"""Frozen records that flow through everything: an answer, and the verbatim words that it rests on."""
