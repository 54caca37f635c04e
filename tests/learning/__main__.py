"""`make learn`: learn the weights of endorsement's signs from the labelled wordings, and write them to the round."""

import json
from pathlib import Path

import plans_validate.rounds
from learning.learn import weights_of
from learning.texts import example_of, labelled, unrelated
from plans_validate.domain.endorsing.likely import STATUSES, weighed
from plans_validate.rounds import CURRENT

WEIGHTS = Path(plans_validate.rounds.__file__).parent / CURRENT / "endorsement_weights.json"
_FOLDS = 5


def main() -> None:
    """Say how many wordings are known that were kept out, then learn from all and write the weights."""
    wordings, others = [example_of(each) for each in labelled()], unrelated()
    kept_out = wordings[::_FOLDS]
    learned = weights_of([each for place, each in enumerate(wordings) if place % _FOLDS] + others)
    sums = [weighed(learned[sign] for sign in each.signs if sign in learned) for each in kept_out]
    known = sum(
        max(range(len(STATUSES)), key=lambda status: sum_[status]) in each.right
        for sum_, each in zip(sums, kept_out, strict=True)
    )
    weights = weights_of(wordings + others)
    WEIGHTS.write_text(json.dumps({"endorsement_weights": weights}, separators=(",", ":")) + "\n", encoding="utf-8")
    said = (
        f"{known / len(kept_out):.3f} of {len(kept_out)} wordings kept out are known; {len(weights)} signs learned "
        f"from {len(wordings)} wordings and {len(others)} other texts"
    )
    print(said)  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
