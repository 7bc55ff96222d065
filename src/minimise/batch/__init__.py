"""A folder in, every file's copy or a stated reason out; nothing is lost and nothing is done twice."""
