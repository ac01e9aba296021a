"""Check: every kind of drift and fault, as findings."""
