"""Ask an advisory source about every installed package, and say plainly when none answered.

    python -m scripts.audit

Exit code 0: all were looked up, none has a known vulnerability; 1: some have; 2: nothing is known,
because pip-audit or a source of advisories is not within reach. pip-audit itself passes over what
it cannot look up and then finds no vulnerability.
"""

import json
import subprocess
import sys

OURS = "kfacts"


def verdict(report: str) -> tuple[int, str]:
    """Return the exit code and what to say of pip-audit's JSON report."""
    try:
        packages = [p for p in json.loads(report)["dependencies"] if p["name"] != OURS]
    except (ValueError, KeyError, TypeError):
        return 2, "audit: no source of advisories answered, nothing is known; it needs the network"
    passed_over = sorted(p["name"] for p in packages if "skip_reason" in p)
    if len(passed_over) == len(packages):
        return 2, "audit: no source of advisories knows a single package; name one that does"
    known = [f"{p['name']} {p['version']}: {v['id']}" for p in packages for v in p.get("vulns", ())]
    if known:
        return 1, "\n".join(["audit: known vulnerabilities; update these packages:", *known])
    if passed_over:
        return 2, f"audit: not looked up: {', '.join(passed_over)}; of the others nothing is known"
    return 0, f"audit: {len(packages)} packages, no known vulnerability"


def main() -> None:
    """Run pip-audit and end with the verdict."""
    command = ["pip_audit", "--skip-editable", "--progress-spinner", "off", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False
    )
    code, said = verdict(done.stdout)
    if not done.stdout.strip() and done.stderr.strip():
        said += f" ({done.stderr.strip().splitlines()[-1][:200]})"
    sys.stderr.write(f"{said}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
