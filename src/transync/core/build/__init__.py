"""Building: translations written into the places of their segments, and verified."""
