"""Takes each guard of the review page out, one at a time, and counts how many are missed by a failing test.

Run with `python -m tests.bench.guards_mutated`, or with words of the names of those wanted; the working tree is
copied, and never changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = "src/minimise/web/"
FAST = ("tests/unit/web/test_guards.py", "tests/unit/web/test_gate.py")
SLOW = ("tests/unit/web/test_addresses.py",)
FLOW = ("tests/unit/web/test_flow.py",)
SECOND = ("tests/unit/web/test_second_person.py",)
LOCKED = ("tests/unit/web/test_unlock.py",)

MUTATIONS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("one exact Host", "guards.py", 'if values(headers, b"host") != [gate.host]', "if False", FAST),
    ("only one Host", "guards.py", 'values(headers, b"host") != [gate.host]', 'gate.host not in values(headers, b"host")', FAST),
    ("one exact Origin", "guards.py", 'values(headers, b"origin") != [gate.origin]', "False", FAST),
    ("only one Origin", "guards.py", 'values(headers, b"origin") != [gate.origin]', 'gate.origin not in values(headers, b"origin")', FAST),
    ("Sec-Fetch-Site", "guards.py", 'site not in ("same-origin", "none")', "False", FAST),
    ("same-site is not same-origin", "guards.py", '("same-origin", "none")', '("same-origin", "same-site", "none")', FAST),
    ("methods", "guards.py", "if method not in METHODS", "if False", FAST),
    ("declared size", "guards.py", "not size.isdigit() or int(size) > limit_of(scope)", "False", FAST),
    ("streamed size", "guards.py", "if self.left < 0", "if False", FAST),
    ("size of a form", "guards.py", 'UPLOADS = frozenset({"/files"})', 'UPLOADS = frozenset({"/files", "/"})', FAST),
    ("the cookie", "guards.py", "if not path.startswith(_OPEN) and not any(", "if False and not any(", FAST),
    ("a path that looks open", "guards.py", '_OPEN = "/enter/"', '_OPEN = "/e"', FAST),
    ("web sockets", "guards.py", 'if scope["type"] != "http":\n            return', 'if scope["type"] != "http":\n            await refuse(send, Refusal(200, ""))', FAST),
    ("bugs end here", "guards.py", "except Exception:  # noqa", "except KeyError:  # noqa", FAST),
    ("unsafe-inline", "guards.py", "script-src 'self'", "script-src 'self' 'unsafe-inline'", FAST),
    ("default-src", "guards.py", "default-src 'none'", "default-src 'self'", FAST),
    ("trusted types", "guards.py", "require-trusted-types-for 'script'; ", "", FAST),
    ("frame-ancestors", "guards.py", "frame-ancestors 'none'; ", "", FAST),
    ("form-action", "guards.py", "form-action 'self'; ", "", FAST),
    ("base-uri", "guards.py", "base-uri 'none'; ", "", FAST),
    ("no-store", "guards.py", '"cache-control": "no-store",', "", FAST),
    ("referrer", "guards.py", '"referrer-policy": "same-origin",', '"referrer-policy": "unsafe-url",', FAST),
    ("nosniff", "guards.py", '"x-content-type-options": "nosniff",', "", FAST),
    ("x-frame-options", "guards.py", '"x-frame-options": "DENY",', "", FAST),
    ("COOP", "guards.py", '"cross-origin-opener-policy": "same-origin",', "", FAST),
    ("COEP", "guards.py", '"cross-origin-embedder-policy": "require-corp",', "", FAST),
    ("CORP", "guards.py", '"cross-origin-resource-policy": "same-origin",', "", FAST),
    ("our headers win", "guards.py", "if pair[0].decode().lower() not in HEADERS", "", FAST),
    ("the link dies", "gate.py", "self._link = None\n            self._cookie", "self._cookie", FAST),
    ("the link is checked", "gate.py", "if self._link is None or not hmac.compare_digest(self._link.encode(), token.encode())", "if self._link is None", FAST),
    ("the cookie is checked", "gate.py", "if self._cookie is None or not hmac.compare_digest(self._cookie.encode(), cookie.encode())", "if self._cookie is None", FAST),
    ("idle lock", "gate.py", "if self.clock() - self._last <= self.idle", "if True", FAST),
    ("locking ends the cookie", "gate.py", "self._cookie = None\n            if", "if", FAST),
    ("HttpOnly", "gate.py", "; HttpOnly", "", FAST),
    ("SameSite", "gate.py", "SameSite=Strict", "SameSite=Lax", FAST),
    ("cookie name of this run", "gate.py", 'f"minimise-{secrets.token_hex(6)}"', '"minimise"', FAST),
    ("256 bits", "gate.py", "_link: str | None = field(default_factory=lambda: secrets.token_urlsafe(32)", "_link: str | None = field(default_factory=lambda: secrets.token_urlsafe(8)", FAST),
    ("form token", "house.py", "if not isinstance(token, str) or not gate.confirms(token)", "if False", SLOW),
    ("header token first", "house.py", 'request.headers.get("x-csrf") or form.get("csrf")', 'form.get("csrf") or request.headers.get("x-csrf")', SLOW),
    ("form token is checked", "gate.py", "return hmac.compare_digest(self.csrf.encode(), token.encode())", "return bool(token)", FAST),
    ("static names", "app.py", 'if kind is None or "/" in name or "\\\\" in name or not source.is_file()', "if not source.is_file()", SLOW),
    ("no open redirect", "pages/files.py", 'return form_path if form_path.startswith("/") and not form_path.startswith(("//", "/\\\\")) else "/"', "return form_path", SLOW),
    ("bug says no words", "app.py", "({type(problem).__name__})", "({problem})", SLOW),
    ("downloads only", "pages/finish.py", 'f"attachment; filename', 'f"inline; filename', FLOW),
    ("download names", "drafts.py", 'if name in draft["names"] else None', "", FLOW),
    ("escaping", "paint.py", "autoescape=True", "autoescape=False", FLOW),
    ("two people where two are wanted", "pages/finish.py", 'if draft["alone"]:', "if False:", SECOND),
    ("nothing is taken away meanwhile", "pages/finish.py", 'None if draft["alone"] else file_of(', "file_of(", SECOND),
    ("somebody else agrees", "seconding.py", "if not all(is_second(second, one.decision[\"author\"]) for one in turned)", "if False", SECOND),
    ("they agree to what they saw", "seconding.py", 'if set(keys) != {one.decision["key"] for one in turned}', "if False", SECOND),
    ("a wrong password is forgotten", "pages/unlock.py", "del house.passwords[item.id]", "item.id", LOCKED),
    ("from the password to a page of ours", "pages/unlock.py", 'return name if name in _STEPS else "review"', "return name", LOCKED),
    ("a password goes with its document", "pages/files.py", "house.passwords.pop(item.id, None)", "item.id", LOCKED),
    ("staff id", "pages/files.py", "check_staff(staff_id)\n    if staff_id !=", "if staff_id !=", FLOW),
)  # fmt: skip


def main() -> int:
    """Print one line a guard; 1 if any was not missed."""
    survived = 0
    wanted = sys.argv[1:]
    chosen = [one for one in MUTATIONS if not wanted or any(word in one[0] for word in wanted)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__"))
        for name, file, old, new, tests in chosen:
            path = copy / WEB / file
            before = path.read_text(encoding="utf-8")
            if old not in before:
                raise SystemExit(f"{name}: the guard is no longer where it was")
            path.write_text(before.replace(old, new, 1), encoding="utf-8")
            caught = not _passes(copy, tests)
            path.write_text(before, encoding="utf-8")
            survived += not caught
            sys.stdout.write(f"{'caught' if caught else 'SURVIVED':9} {name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen) - survived} of {len(chosen)} caught\n")
    return 1 if survived else 0


def _passes(tree: Path, tests: tuple[str, ...]) -> bool:
    env = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=tree, env=env, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
