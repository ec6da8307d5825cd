"""Tests: sentences about what Muragat does. They mirror the packages."""
