"""The judges: measure retrieval and answers. Nothing imports this room."""
