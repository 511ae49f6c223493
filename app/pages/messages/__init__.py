"""The page "Boodschap toetsen", and the report in Word."""
