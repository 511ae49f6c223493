"""Doors for machines: a JSON API with its own page, and an MCP server. Both hand out what the command line prints."""
