"""Makes the latent vectors of English news words (`core/organise/data/meaning.json.gz`) from the shared sets.

Only numbers leave: for each of the most frequent stems its direction in a truncated singular value decomposition.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from evals.common import data, read_jsonl
from octavo.core.organise.vectors import word_key
from octavo.core.text.stems import terms

WORDS, DIMENSIONS, SEED = 4_000, 64, 8
OUT = Path(__file__).parents[1] / "src/octavo/core/organise/data/meaning.json.gz"


def texts() -> list[str]:
    """The background of the Lee set counts three times: it is small, and news of the plain kind."""
    found = [row["text"] for row in read_jsonl(data("lee50/background.jsonl.gz"))] * 3
    found += [row["text"][:1500] for row in read_jsonl(data("summaries_bbc/items.jsonl.gz"))]
    found += [f"{row['title']}. {row['text']}" for row in read_jsonl(data("agnews_test/items.jsonl.gz"))][:4000]
    found += [row["text"][:1500] for row in read_jsonl(data("allsides_stream/articles.jsonl.gz"))][::2]
    return found + [row["text"] for row in read_jsonl(data("ecbplus/docs.jsonl.gz"))]


def main() -> None:
    counted = [Counter(terms(text, "en")) for text in texts()]
    df = Counter(word for bag in counted for word in bag)
    words = sorted(word for word, _ in sorted(df.items(), key=lambda item: (-item[1], item[0]))[:WORDS])
    number = {word: at for at, word in enumerate(words)}
    idf = {word: math.log((len(counted) + 1) / (df[word] + 0.5)) for word in words}
    rows, columns, values = [], [], []
    for row, bag in enumerate(counted):
        weights = {word: (1 + math.log(count)) * idf[word] for word, count in bag.items() if word in number}
        norm = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            rows.append(row)
            columns.append(number[word])
            values.append(weight / norm)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counted), WORDS))
    _, _, directions = svds(matrix, k=DIMENSIONS, random_state=SEED)
    weighed = directions.T * np.array([idf[word] for word in words])[:, None]
    # Square roots keep the many small entries apart on 255 steps; the sign is kept.
    small = np.sign(weighed) * np.sqrt(np.abs(weighed) / np.abs(weighed).max())
    packed = np.rint(small * 127).astype(np.int8)
    body = {
        "dimensions": DIMENSIONS,
        "keys": [word_key(word) for word in words],
        "vectors": base64.b64encode(packed.tobytes()).decode(),
    }
    OUT.write_bytes(gzip.compress(json.dumps(body).encode(), 9, mtime=0))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
