"""Tests of the PDF adapter."""
