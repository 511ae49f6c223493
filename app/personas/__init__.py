"""The words of who asks: a parent, a mentor, the communication team."""
