"""Tests of the Word format."""
