"""The use cases: extract, build, status; what each does is a run of steps."""
