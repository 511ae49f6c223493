"""The read path: a question becomes a cited answer, on the command line and in the web app. Imports kb only."""
