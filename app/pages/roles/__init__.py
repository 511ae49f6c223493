"""The page "Wie doet wat"."""
