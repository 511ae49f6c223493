"""The pages on which a policy text is read."""
