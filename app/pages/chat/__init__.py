"""The page "Stel een vraag"."""
