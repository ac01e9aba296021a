"""What `import transync` offers: a project with its use cases, and the functions behind them."""
