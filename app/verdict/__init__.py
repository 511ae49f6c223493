"""Yes, no or not decided: what the sources say of the claim inside a question."""
