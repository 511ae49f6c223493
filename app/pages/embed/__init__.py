"""The page that another site may show in a frame."""
