"""`make learn`: learn the weights of signs from the labelled texts, and write them to the round."""

import json
from pathlib import Path

import plans_validate.rounds
from learning.kinds import KINDS
from learning.learn import learned_from
from plans_validate.rounds import CURRENT

_ROUND = Path(plans_validate.rounds.__file__).parent / CURRENT


def main() -> None:
    """Learn each kind, write its weights, and say from how many texts."""
    for name, (examples, how) in KINDS.items():
        known = examples()
        weights = learned_from(known, how)
        held = json.dumps({f"{name}_weights": weights}, separators=(",", ":"), ensure_ascii=False)
        (_ROUND / f"{name}_weights.json").write_text(held + "\n", encoding="utf-8")
        print(f"{name}: {len(weights['signs'])} signs that tell, from {len(known)} texts, {len(held)} letters")  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
