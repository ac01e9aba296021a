"""The dialects: values, their slugs and links."""
