"""Build the wheel from the sdist, install it into an empty environment, and look inside.

Development finds every file in the checkout, so a folder that pyproject.toml forgets is missed
only by whoever installs the wheel. What must be in the wheel is what git tracks below the
package folders, and what requirements/assets.txt names; nothing else may be there.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path
from textwrap import shorten

ROOT = Path(__file__).resolve().parent.parent
VENDOR = "templates/static/vendor"

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import placet
names = sorted(m.name for m in pkgutil.walk_packages(placet.__path__, "placet."))
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
generic = {"api", "engine", "notifications", "templates", "workflows"} & set(sys.modules)
assert not generic, f"imported under a generic name too: {generic}"
print(len(names), "modules import")
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without this checkout on its path; its output, or the end of the check."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        said = shorten(" ".join(str(part) for part in command), 100)
        sys.exit(f"failed: {said}\n{done.stdout}{done.stderr}")
    return done.stdout


def project_files() -> list[str]:
    """What git tracks or would track, by path."""
    listed = run("git", "ls-files", "-z", "-co", "--exclude-standard", cwd=ROOT)
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())


def assets() -> list[str]:
    """What the asset list promises, by path in the project."""
    lines = (ROOT / "requirements/assets.txt").read_text(encoding="utf-8").splitlines()
    return [f"{VENDOR}/{line.split()[1]}" for line in lines if line and not line.startswith("#")]


def expected_in_wheel(files: list[str]) -> set[str]:
    """Every file below a package folder, under its installed name."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {f for f in pyproject["tool"]["setuptools"]["package-dir"].values() if "/" not in f}
    return {f"placet/{name}" for name in files if name.split("/")[0] in folders}


def wheel_from_sdist(files: list[str], workspace: Path) -> Path:
    """Build from a copy of the project's own files, so that no leftover can help."""
    source, dist = workspace / "source", workspace / "dist"
    for name in files:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, source / name)
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, source)
    run(*build, cwd=workspace)  # without --sdist or --wheel: the wheel is built from the sdist
    return next(dist.glob("*.whl"))


def compare(wheel: Path, expected: set[str]) -> None:
    """End the check where the wheel and the project disagree."""
    names = zipfile.ZipFile(wheel).namelist()
    inside = {n for n in names if ".dist-info/" not in n and not n.endswith("/")}
    missing, surplus = sorted(expected - inside), sorted(inside - expected)
    if missing or surplus:
        sys.exit(
            f"{wheel.name} does not hold what the project holds.\n"
            f"missing (list it in pyproject.toml, [tool.setuptools]): {missing}\n"
            f"surplus: {surplus}"
        )
    print(len(inside), "files in the wheel,", wheel.stat().st_size // 1024, "KiB, as they should")


def try_it(wheel: Path, workspace: Path) -> None:
    """Import everything and ask for help, where nothing but the wheel is installed."""
    uv, empty = Path(sys.executable).with_name("uv"), workspace / "empty"
    run(uv, "venv", "--quiet", "--python", sys.executable, empty, cwd=workspace)
    python = empty / "bin/python"
    install = (uv, "pip", "install", "--quiet", "--python", python)
    run(*install, "--require-hashes", "-r", ROOT / "requirements/runtime.txt", cwd=workspace)
    run(*install, "--no-deps", wheel, cwd=workspace)
    print(run(python, "-c", IMPORT_EVERYTHING, cwd=workspace).strip())
    helped = run(empty / "bin/placet", "--help", cwd=workspace)
    if "serve" not in helped:
        sys.exit(f"placet --help does not name its commands:\n{helped}")
    print("placet --help answers")


def main() -> None:
    """One wheel, looked at from outside."""
    files = project_files() + assets()
    with tempfile.TemporaryDirectory(prefix="placet-smoke-") as folder:
        wheel = wheel_from_sdist(files, Path(folder))
        compare(wheel, expected_in_wheel(files))
        try_it(wheel, Path(folder))


if __name__ == "__main__":
    main()
