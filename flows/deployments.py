"""The flow of one volume as it is deployed: on the runner that the settings ask for, where it runs."""

from flows.digitise import digitise_volume as _digitise_volume
from flows.runners import task_runner
from flows.settings import settings_from

digitise_volume = _digitise_volume.with_options(task_runner=task_runner(settings_from()))
