"""Documents: cut into verbatim pieces and segments."""
