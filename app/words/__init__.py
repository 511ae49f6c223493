"""Words and patterns as YAML, which an editor can read and change, and what reads them."""
