"""What is known, and how to ask it: records, the store on disk, retrieval. Imports no other room."""
