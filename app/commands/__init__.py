"""The commands of `duaal`: one file a command, each with `add` (its options) and `run` (what it does)."""
