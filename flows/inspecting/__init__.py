"""Showing what becomes of a scan, stage by stage, and why a volume was divided as it was: for whoever maintains, or doubts."""
