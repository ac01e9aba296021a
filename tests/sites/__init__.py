"""Small sites, built by real generators: what a reader of the other language sees is counted.

`python -m tests.sites [-v] [NAME…]`; docs/explanation/sites.md says what is counted and why.
"""
