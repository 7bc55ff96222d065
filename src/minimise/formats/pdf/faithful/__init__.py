"""Pages from which nothing goes: their painting is written down again, instruction by instruction, in our own words."""
