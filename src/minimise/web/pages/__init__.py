"""The pages, each with what it shows and what can be done there."""
