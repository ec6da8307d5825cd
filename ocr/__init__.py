"""Guesses: whatever can have an error rate. Pixels become text, text becomes layout, layout becomes articles."""
