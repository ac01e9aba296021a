"""Files: find, read, write and remove them, inside the project's folder and nowhere else."""

from __future__ import annotations

from transync.storage.cache_folder import STORE, clock, note, noted, store_place
from transync.storage.find import CONFIG_NAMES, ConfigFile, config_in, find_config
from transync.storage.git import (
    MergedText,
    changed_files,
    commit_of,
    configure,
    merged_text,
    require_repository,
)
from transync.storage.history import (
    NO_HISTORY,
    History,
    Revision,
    at_commit,
    contents,
    history,
    is_shallow,
)
from transync.storage.lock import locked
from transync.storage.named import handle_of, is_special, read_named, write_named
from transync.storage.read import MAX_BYTES, decoded, read_bytes, read_document, read_if_there
from transync.storage.root import Root, exists, is_folder, real_path, relative
from transync.storage.signatures import (
    SIGNATURE_BYTES,
    Folder,
    Snapshot,
    changed_at,
    program,
    signature,
    signatures,
    size,
    versions,
)
from transync.storage.snapshot import take_snapshot
from transync.storage.temporary_files import OWN_FOLDER, clean_up
from transync.storage.walk import MAX_FOLDERS, Listing, joined, list_files
from transync.storage.workspace import Workspace
from transync.storage.write import (
    Expected,
    Sync,
    remove,
    remove_empty_folders,
    sync,
    sync_names,
    write,
)

__all__ = [
    "CONFIG_NAMES",
    "MAX_BYTES",
    "MAX_FOLDERS",
    "NO_HISTORY",
    "OWN_FOLDER",
    "SIGNATURE_BYTES",
    "STORE",
    "ConfigFile",
    "Expected",
    "Folder",
    "History",
    "Listing",
    "MergedText",
    "Revision",
    "Root",
    "Snapshot",
    "Sync",
    "Workspace",
    "at_commit",
    "changed_at",
    "changed_files",
    "clean_up",
    "clock",
    "commit_of",
    "config_in",
    "configure",
    "contents",
    "decoded",
    "exists",
    "find_config",
    "handle_of",
    "history",
    "is_folder",
    "is_shallow",
    "is_special",
    "joined",
    "list_files",
    "locked",
    "merged_text",
    "note",
    "noted",
    "program",
    "read_bytes",
    "read_document",
    "read_if_there",
    "read_named",
    "real_path",
    "relative",
    "remove",
    "remove_empty_folders",
    "require_repository",
    "signature",
    "signatures",
    "size",
    "store_place",
    "sync",
    "sync_names",
    "take_snapshot",
    "versions",
    "write",
    "write_named",
]
