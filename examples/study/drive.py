#!/usr/bin/env python3
"""Runs a study from Python: retention on methadone at week 24 for three hazards of stopping after week 12.

    go build -C examples/study -o study . && python3 examples/study/drive.py examples/study/study
"""
import json
import os
import subprocess
import sys

# Names of files are looked up from where the program runs, which is here.
study = subprocess.Popen([os.path.abspath(sys.argv[1]), "lines"], cwd=os.path.dirname(os.path.abspath(__file__)),
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(**question):
    """Sends one question and returns its answer; what is wrong with a study is raised with its place."""
    study.stdin.write(json.dumps(question) + "\n")
    study.stdin.flush()
    answer = json.loads(study.stdout.readline())
    if "error" in answer:
        raise ValueError(answer["error"]["message"])
    return answer["result"]


late = "model.transitions[methadone → out of treatment].hazard.pieces[3].rate"
for rate in (0.005, 0.010, 0.020):
    series = ask(file="retention.yaml", set={late: rate, "run.engine": "cohort"})["series"]
    (retained,) = [s["values"] for s in series if s["arm"] == "methadone" and s["kind"] == "not yet"]
    print(f"{rate:.3f} a week: {100 * retained[24]:.2f} % retained")
try:
    ask(file="retention.yaml", set={late: -1})
except ValueError as fault:
    print("refused:", fault)
study.stdin.close()
sys.exit(study.wait())
