"""Pairs the blocks of a canonical document with those of a page that somebody has translated."""
