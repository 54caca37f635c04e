"""Make a round's `letter.json` from the letter's text: `python -m plans_validate.rounds.letter_hashes LETTER.txt OUT`.

Only hashes of word stems and shingles are written; the text itself stays where it is.
"""

import json
import sys
from pathlib import Path

from plans_validate.domain.letter import shingle_hashes, stem_hashes
from plans_validate.domain.words import Words


def letter_hashes(text: str) -> dict[str, list[str]]:
    """Hash every shingle and every stem of a letter, in a fixed order."""
    stems = stem_hashes(Words.of(text))
    return {
        "letter": [f"{hash_:08x}" for hash_ in sorted(set(shingle_hashes(stems)))],
        "letter_stems": [stem.decode() for stem in sorted(set(stems))],
    }


def main(source: Path, target: Path) -> None:
    """Write the hashes of the letter in `source` to `target`."""
    hashes = letter_hashes(source.read_text(encoding="utf-8"))
    target.write_text(json.dumps(hashes, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
