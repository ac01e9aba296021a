"""Begins a project: looks at the site that is there, and writes a configuration for it."""
