"""The corner of the editors: login, desk, jobs and their pages."""
