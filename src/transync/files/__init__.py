"""Files: find, read, write and remove them, inside the project's folder and nowhere else."""

from __future__ import annotations

from transync.files.find import CONFIG_NAMES, ConfigFile, config_in, find_config
from transync.files.git import changed_files, configure
from transync.files.leftovers import OWN, sweep
from transync.files.lock import locked
from transync.files.read import MAX_BYTES, decoded, read_bytes, read_document
from transync.files.root import Root, exists, relative
from transync.files.walk import MAX_FOLDERS, Listing, list_files
from transync.files.write import Seen, remove, remove_empty_folders, sync, write

__all__ = [
    "CONFIG_NAMES",
    "MAX_BYTES",
    "MAX_FOLDERS",
    "OWN",
    "ConfigFile",
    "Listing",
    "Root",
    "Seen",
    "changed_files",
    "config_in",
    "configure",
    "decoded",
    "exists",
    "find_config",
    "list_files",
    "locked",
    "read_bytes",
    "read_document",
    "relative",
    "remove",
    "remove_empty_folders",
    "sweep",
    "sync",
    "write",
]
