"""Rows of the role maps: which of them a question asks for, and how they are told."""
