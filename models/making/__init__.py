"""Makes the referral-context model: `python -m models.making --help`, with the extra `train` installed."""
