"""What a worker may use and leave behind."""

import os

MEMORY = 2 << 30
"""Bytes of address space; a worker with everything loaded has about 480 MiB of it."""
RECYCLED_AFTER = 500


def one_thread_each() -> None:
    """Keep the number libraries from starting threads of their own; must run before they are imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")
