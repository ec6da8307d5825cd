"""What runs, tested: taking in volumes, settings, the command line, and the flow itself."""
