"""The pipelines of the how-to on checking in parallel do what it says: their commands are run."""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from tests.support.paths import ROOT
from tests.support.projects import Project
from tests.support.tea_project import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PAGE = ROOT / "docs/how-to/check-in-parallel.md"
GITHUB, GITLAB = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
SHARDS = 8


class Ended(NamedTuple):
    """How the last job has ended."""

    code: int
    out: str


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    for number in range(6):
        project.write(f"source/n{number}.md", f"Notiz {number}.\n")
    project.run("extract")
    return project


def test_github__the_last_job_reports_what_a_check_reports(
    project: Project, tmp_path: Path
) -> None:
    ended = on_github(project, tmp_path)
    whole = project.run("check", "--format", "github", "--no-cache")
    assert ended == Ended(whole.code, whole.out)


def test_github__a_shard_without_report_fails_the_last_job(
    project: Project, tmp_path: Path
) -> None:
    ended = on_github(project, tmp_path, broken_shard=3)
    assert ended == Ended(2, "transync: there is no report of shard 3/8\n")


def test_github__the_required_job_is_never_skipped() -> None:
    jobs = yaml.safe_load(GITHUB)["jobs"]
    assert jobs["translations"]["if"] == "${{ !cancelled() }}"
    assert jobs["shard"]["strategy"]["fail-fast"] is False


def test_gitlab__the_last_job_reports_what_a_check_reports(
    project: Project, tmp_path: Path
) -> None:
    pipeline = yaml.safe_load(GITLAB)
    stages = pipeline["stages"]
    jobs = [job for name, job in pipeline.items() if name not in ("stages", "default")]
    kept = tmp_path / "kept"
    assert pipeline["shard"]["parallel"] == SHARDS
    ended, place = Ended(0, ""), project.folder
    for job in sorted(jobs, key=lambda each: stages.index(each["stage"])):
        for number in range(1, job.get("parallel", 1) + 1):
            place = clone(project, tmp_path)
            if kept.exists():
                shutil.copytree(kept, place, dirs_exist_ok=True)
            known = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": str(job.get("parallel", 1))}
            ended = run(job["script"], place, known)
            for path in job["artifacts"].get("paths", ()):
                keep(place / path.rstrip("/"), kept / path.rstrip("/"))
    report = jobs[-1]["artifacts"]["reports"]["codequality"]
    whole = project.run("check", "--format", "gitlab", "--no-cache")
    assert ended.code == whole.code
    assert (place / report).read_text("utf-8") == whole.out


def on_github(project: Project, tmp_path: Path, broken_shard: int = 0) -> Ended:
    """Run the jobs, each in a clone of its own, and return how the last one has ended."""
    artifacts = tmp_path / "artifacts"
    ended = Ended(0, "")
    for job in yaml.safe_load(GITHUB)["jobs"].values():
        numbers = job.get("strategy", {}).get("matrix", {}).get("shard", [0])
        for number in numbers:
            if number and number == broken_shard:
                continue
            place = clone(project, tmp_path)
            values = {"matrix.shard": number, "strategy.job-total": len(numbers)}
            ended = Ended(0, "")
            for step in filled(job["steps"], values):
                if "run" in step:
                    ended = run([step["run"]], place, {})
                else:
                    carry(step, place, artifacts)
    return ended


def filled(steps: object, values: Mapping[str, object]) -> list[dict[str, Any]]:
    """Put values into the expressions of a workflow."""
    text = re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: str(values[found[1]]), json.dumps(steps))
    found: list[dict[str, Any]] = json.loads(text)
    return found


def carry(step: Mapping[str, Any], place: Path, artifacts: Path) -> None:
    """Do what the actions for artifacts do."""
    action, options = step["uses"].partition("@")[0], step.get("with", {})
    if action == "actions/upload-artifact":
        keep(place / options["path"], artifacts / options["name"] / options["path"])
    elif action == "actions/download-artifact":
        wanted = options.get("pattern", options.get("name"))
        for artifact in sorted(artifacts.iterdir()):
            if fnmatch.fnmatch(artifact.name, wanted):
                into = place / options.get("path", "")
                shutil.copytree(artifact, into, dirs_exist_ok=True)
    else:
        assert action in ("actions/checkout", "actions/setup-python")


def keep(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, place, dirs_exist_ok=True)
    else:
        shutil.copy(path, place)


def clone(project: Project, tmp_path: Path) -> Path:
    place = tmp_path / "clone"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(project.folder, place, ignore=shutil.ignore_patterns(".transync"))
    return place


def run(script: Sequence[str], place: Path, known: Mapping[str, str]) -> Ended:
    """Run commands until one fails."""
    ended = Ended(0, "")
    for command in commands(script):
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=place,
            env={**environment(), **known},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
        )
        ended = Ended(done.returncode, done.stdout)
        if done.returncode:
            break
    return ended


def commands(script: Sequence[str]) -> Iterator[str]:
    """Yield the commands, without the installation."""
    return (each for each in script if not each.startswith("pip install"))
