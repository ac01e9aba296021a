"""Nine real renderers, each given many texts at once."""
