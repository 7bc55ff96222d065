"""Minimise a safeguarding referral for one recipient, and say why for every decision."""

__version__ = "0.1.0"
