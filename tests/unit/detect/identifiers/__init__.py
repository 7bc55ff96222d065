"""Identifiers as practitioners write them."""
