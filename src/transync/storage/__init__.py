"""Files: find, read, write and remove them, inside the project's folder and nowhere else."""

from __future__ import annotations

from transync.storage.find import CONFIG_NAMES, ConfigFile, config_in, find_config
from transync.storage.folders import Folders
from transync.storage.git import Merged, changed_files, configure, merged_text
from transync.storage.leftovers import OWN, sweep
from transync.storage.lock import locked
from transync.storage.look import look
from transync.storage.named import handle_of, is_special, write_named
from transync.storage.read import MAX_BYTES, decoded, read_bytes, read_document, read_if_there
from transync.storage.root import Root, exists, real_path, relative
from transync.storage.stamping import (
    STAMP_BYTES,
    Folder,
    Look,
    changed_at,
    program,
    size,
    stamp,
    stamps,
    versions,
)
from transync.storage.store import STORE, clock, note, noted, store_place
from transync.storage.walk import MAX_FOLDERS, Listing, list_files
from transync.storage.write import Seen, Sync, remove, remove_empty_folders, sync, sync_names, write

__all__ = [
    "CONFIG_NAMES",
    "MAX_BYTES",
    "MAX_FOLDERS",
    "OWN",
    "STAMP_BYTES",
    "STORE",
    "ConfigFile",
    "Folder",
    "Folders",
    "Listing",
    "Look",
    "Merged",
    "Root",
    "Seen",
    "Sync",
    "changed_at",
    "changed_files",
    "clock",
    "config_in",
    "configure",
    "decoded",
    "exists",
    "find_config",
    "handle_of",
    "is_special",
    "list_files",
    "locked",
    "look",
    "merged_text",
    "note",
    "noted",
    "program",
    "read_bytes",
    "read_document",
    "read_if_there",
    "real_path",
    "relative",
    "remove",
    "remove_empty_folders",
    "size",
    "stamp",
    "stamps",
    "store_place",
    "sweep",
    "sync",
    "sync_names",
    "versions",
    "write",
    "write_named",
]
