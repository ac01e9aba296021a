"""The tests: in folders like those of the package, over what `support` and `fixtures` hold."""
