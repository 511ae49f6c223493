"""What the message checker does, step by step: sentences, claims, evidence, comparison, wording."""
