"""Markup: what links, code, tags and tokens a text has, and how two texts differ in them."""
