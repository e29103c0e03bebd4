"""Every environment variable is read in this package and nowhere else; README's table lists them all."""

from herbbie.settings.drawing import *  # noqa: F403
from herbbie.settings.place import *  # noqa: F403
from herbbie.settings.watching import *  # noqa: F403
from herbbie.settings.web import *  # noqa: F403
from herbbie.settings.work import *  # noqa: F403
