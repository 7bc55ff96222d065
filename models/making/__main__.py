"""`python -m models.making train|export`: makes the model anew, or writes its files from trained weights."""

import sys
from pathlib import Path

_WEIGHTS, _FIRST, _SECOND = (Path("build") / f"{name}.pt" for name in ("referral-context", "first", "second"))


def main(asked: str) -> None:
    """Do one of the two steps."""
    if asked == "train":
        from models.making.average import average
        from models.making.train import GENERAL, MORE, REFERRALS, train

        _WEIGHTS.parent.mkdir(exist_ok=True)
        train(GENERAL, 1, _FIRST)
        train(REFERRALS, 2, _FIRST, begin=_FIRST, pace=2.5e-4)
        train(REFERRALS, 1, _FIRST, begin=_FIRST, pace=1.8e-4, seed=20261125)
        train(MORE, 2, _SECOND, begin=_FIRST, pace=2.2e-4, seed=7)
        train(MORE, 1, _SECOND, begin=_SECOND, pace=1.7e-4, seed=9)
        average(_FIRST, _SECOND, _WEIGHTS)
    elif asked == "export":
        from models.making.export import export

        export(_WEIGHTS)
    else:
        sys.exit("say `train` or `export`")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
