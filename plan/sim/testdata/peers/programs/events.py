"""M8 with SimPy: a process per person that wakes every week."""
import random
import sys
import time

import simpy

from rows import cumulative, rows

path, people, weeks, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
table = [[cumulative(row) for row in step] for step in rows(path)]
draw = random.Random(seed).random
dead = 0


def person(env):
    global dead
    state, stay = 1, 0
    for _ in range(weeks):
        yield env.timeout(1)
        u, row, to = draw(), table[stay][state], 0
        while to < 7 and u >= row[to]:
            to += 1
        if to == state:
            stay = min(stay + 1, 26)
        else:
            state, stay = to, 0
    dead += state == 7


before = time.process_time()
env = simpy.Environment()
for _ in range(people):
    env.process(person(env))
env.run()
print(time.process_time() - before, dead / people)
