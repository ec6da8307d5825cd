"""Prefect's own embedded server as a child process: started with an open socket, gone as soon as its parent is.

Prefect would start the same server itself, but in our terminal's process group (Ctrl-C would end it before the run's last
state is told) and with our standard error (its tracebacks would be shown to the user).
"""

import gc
import os
import sys
import threading

import uvicorn


def _leave_with_parent() -> None:
    """End this process when standard input closes: however the parent ended, its side of the pipe is closed then."""
    sys.stdin.buffer.read()
    os._exit(0)


def serve(descriptor: int) -> None:
    """Serve Prefect's API on the listening socket `descriptor`."""
    # Importing Prefect makes hundreds of thousands of objects that stay: looking through them for garbage costs a second.
    gc.set_threshold(200_000)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    uvicorn.run("prefect.server.api.server:create_app", factory=True, fd=descriptor, log_level="error", lifespan="on")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
