"""The ids of headings beside those that the real site generators make."""
