"""Answers: one file for each kind, and what belongs in or beside several of them."""
