"""`python -m tests.fuzz SECONDS [NAME...]`: atheris on the targets of the suite, each for its share of the time.

Each target runs in a process of its own, so that a crash of a native library is seen too. What breaks a parser is kept
in tests/fuzz/found/NAME/ and is a test of the suite from then on; the corpus that grew stays in OTKLIK_FUZZ_CORPUS.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
FOUND = Path(__file__).parent / "found"
LONGEST_INPUT = 20_000
MEMORY_MB = 2048


def main(seconds: int, names: list[str]) -> int:
    """The number of targets that broke."""
    import django

    django.setup()
    from tests.fuzz.targets import all_targets

    targets = all_targets()
    if unknown := set(names) - set(targets):
        raise SystemExit(f"No such target: {', '.join(sorted(unknown))}. There are: {', '.join(targets)}.")
    chosen = names or list(targets)
    corpus = Path(os.environ.get("OTKLIK_FUZZ_CORPUS") or tempfile.mkdtemp(prefix="otklik-corpus-"))
    broken = [name for name in chosen if not _survives(name, max(1, seconds // len(chosen)), corpus)]
    print(f"Targets: {len(chosen)}. Broken: {', '.join(broken) or 'none'}. Corpus: {corpus}")
    return len(broken)


def _survives(name: str, seconds: int, corpus: Path) -> bool:
    (FOUND / name).mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    call = [sys.executable, "-m", "tests.fuzz", "--one", name, str(seconds), str(corpus / name)]
    done = subprocess.run(call, capture_output=True, text=True, errors="replace", check=False)
    tail = done.stderr.strip().splitlines()[-30:]
    runs = next((line.partition(":")[2].strip() for line in tail if "number_of_executed_units" in line), "?")
    print(f"{name}: {'whole' if done.returncode == 0 else 'BROKEN'}, {runs} runs, {time.monotonic() - began:.0f} s")
    if done.returncode:
        print(f"ended with {done.returncode}", *tail, sep="\n")
    if not any((FOUND / name).iterdir()):
        (FOUND / name).rmdir()
    return done.returncode == 0


def _one(name: str, seconds: int, corpus: Path) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(
        include=["otklik", "email", "tnefparse", "feedparser", "asn1crypto", "docx", "icalendar"]
    ):
        import django

        django.setup()
        from tests.fuzz.targets import all_targets

    target = all_targets()[name]
    corpus.mkdir(parents=True, exist_ok=True)
    for place, sample in enumerate(target.samples):
        (corpus / f"sample-{place}").write_bytes(sample[:LONGEST_INPUT])
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST_INPUT}", f"-rss_limit_mb={MEMORY_MB}", "-timeout=20"]
    options += ["-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={FOUND / name}/"]
    if target.marks:
        words = corpus.parent / f"{name}.words"
        words.write_text("".join(f'"{_escaped(mark)}"\n' for mark in target.marks if mark), encoding="ascii")
        options.append(f"-dict={words}")
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.try_out)
    atheris.Fuzz()


def _escaped(mark: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in mark)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(min(main(int(sys.argv[1]), sys.argv[2:]), 100))
