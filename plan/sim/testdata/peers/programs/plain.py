"""M8 as a plain loop, for PyPy."""
import random
import sys
import time

from rows import cumulative, rows

path, people, weeks, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
table = [[cumulative(row) for row in step] for step in rows(path)]


def run():
    draw = random.Random(seed).random
    dead = 0
    for _ in range(people):
        state, stay = 1, 0
        for _ in range(weeks):
            u, row, to = draw(), table[stay][state], 0
            while to < 7 and u >= row[to]:
                to += 1
            if to == state:
                if stay < 26:
                    stay += 1
            else:
                state, stay = to, 0
        dead += state == 7
    return dead


before = time.process_time()
dead = run()
print(time.process_time() - before, dead / people)
