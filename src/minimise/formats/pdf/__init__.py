"""PDF in, `Document` out, and back: every page is read as painted and written afresh from what was read."""
