"""What holds for all tests."""

from hypothesis import settings

# The same examples every time: a change is judged by what it changed. `pytest --hypothesis-profile=default` looks further.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")
