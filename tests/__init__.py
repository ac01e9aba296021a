"""The tests, module by module as in the package, and the laws."""
