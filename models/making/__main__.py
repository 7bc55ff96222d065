"""`python -m models.making train|export`: makes the model anew, or writes its files from trained weights."""

import sys
from pathlib import Path

_WEIGHTS = Path("build") / "referral-context.pt"


def main(asked: str) -> None:
    """Do one of the two steps."""
    if asked == "train":
        from models.making.train import GENERAL, REFERRALS, train

        _WEIGHTS.parent.mkdir(exist_ok=True)
        train(GENERAL, 1, _WEIGHTS)
        train(REFERRALS, 2, _WEIGHTS, begin=_WEIGHTS, pace=2.5e-4)
        train(REFERRALS, 1, _WEIGHTS, begin=_WEIGHTS, pace=1.8e-4, seed=20261125)
    elif asked == "export":
        from models.making.export import export

        export(_WEIGHTS)
    else:
        sys.exit("say `train` or `export`")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
