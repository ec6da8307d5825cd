"""What Muragat costs, and how well it reads, measured beside others on the same scans in one run.

`python -m tests.bench [SECTION...] [--volume FOLDER]` (or `make bench`) measures and writes docs/benchmarks.md, section by section.
A section is a function in a module of its own that takes the volumes and yields lines of Markdown; `tests/bench/__main__.py` lists
them all.
"""
