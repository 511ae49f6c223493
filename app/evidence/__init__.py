"""What was found in the passages: weighed against the question, judged, and put into sentences."""
