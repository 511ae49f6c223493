"""The write path: files of the corpus become passages in the store. Imports kb only."""
