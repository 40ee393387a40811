"""axe-core, which finds what people with a screen reader or a keyboard cannot use: from npm, kept in a cache folder."""

import shutil
import subprocess
from pathlib import Path

VERSION = "4.10.3"
FOLDER = Path.home() / f".cache/euregraph/axe-core-{VERSION}"
SCRIPT = FOLDER / "node_modules" / "axe-core" / "axe.min.js"


def axe_script() -> str | None:
    """The script, installed at its first use; None where there is neither the script nor a working npm."""
    npm = shutil.which("npm")
    if not SCRIPT.is_file() and npm:
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--ignore-scripts", "--prefix", str(FOLDER), f"axe-core@{VERSION}"]
        subprocess.run(command, check=False, capture_output=True, timeout=120)
    return SCRIPT.read_text(encoding="utf-8") if SCRIPT.is_file() else None
