"""M8 week by week, all people at once, with NumPy."""
import sys
import time

import numpy as np

from rows import cumulative, rows

path, people, weeks, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
table = np.array([[cumulative(row)[:7] for row in step] for step in rows(path)])
before = time.process_time()
draw = np.random.default_rng(seed)
state = np.full(people, 1)
stay = np.zeros(people, dtype=int)
for _ in range(weeks):
    u = draw.random(people)
    to = (u[:, None] >= table[stay, state]).sum(axis=1)
    stay = np.where(to == state, np.minimum(stay + 1, 26), 0)
    state = to
print(time.process_time() - before, (state == 7).mean())
