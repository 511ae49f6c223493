"""What is asked: language, kind, parts, claim, care, and what a question leans on."""
