"""What runs: the pipeline's steps as Prefect flows, settings, and the command line a person talks to."""
