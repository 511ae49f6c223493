"""The page "Acties"."""
