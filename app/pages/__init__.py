"""What all pages share: frame, words, citations, pictures, feedback, and what they need from the product."""
