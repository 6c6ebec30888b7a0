"""The probabilities of M8."""


def rows(path):
    """Returns p[week in the state (0 to 26)][from][to]."""
    weekly = [[float(x) for x in line.split()] for line in open(path)]
    table = []
    for stay in range(27):
        scale = 1.6 if stay < 4 else 1 if stay < 26 else 0.5
        step = []
        for state, row in enumerate(weekly):
            row = list(row)
            if state not in (1, 7):
                row[:7] = [x * scale for x in row[:7]]
            if stay < 4 and state in (0, 3):
                row[7] *= 2
            row[state] = 1 - sum(row)
            step.append(row)
        table.append(step)
    return table


def cumulative(row):
    """Returns the running sums of a row."""
    total, sums = 0.0, []
    for x in row:
        total += x
        sums.append(total)
    return sums
