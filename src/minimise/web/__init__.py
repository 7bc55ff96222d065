"""The review page: a local web page, on this machine only, where a person decides and signs."""
