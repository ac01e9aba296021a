"""The commands: init, extract, build, check, status, prune, repair and the merge drivers."""
