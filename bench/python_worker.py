"""The worker of NumPy or of PyTorch; it answers as Worker.java does.

usage: python -m bench.python_worker numpy|torch
"""

import gc
import sys
import time
from pathlib import Path

import numpy as np

from bench import numpy_tasks


def main(stack):
    """Read requests until there are no more."""
    make = numpy_tasks.make
    if stack == "torch":
        from bench import torch_tasks

        make = torch_tasks.make
    tasks = {}
    for line in sys.stdin:
        request, *words = line.rstrip("\n").split("\t")
        try:
            answer = _answer(tasks, make, request, words)
        except Exception as problem:  # told to who has asked
            answer = "error " + repr(problem).replace("\n", " ")
        print(answer, flush=True)


def _answer(tasks, make, request, words):
    if request == "prepare":
        tasks[words[0]] = make(dict(word.split("=", 1) for word in words[1:]))
    elif request == "run":
        task, times = tasks[words[0]], int(words[1])
        begun = time.perf_counter()
        task.run(times)
        return f"ok {time.perf_counter() - begun!r}"
    elif request == "result":
        numbers = np.asarray(tasks[words[0]].result(), dtype="<f8")
        Path(words[1]).write_bytes(numbers.tobytes())
    elif request == "forget":
        tasks.clear()
        gc.collect()
    else:
        raise ValueError(f"unknown request {request}")
    return "ok"


if __name__ == "__main__":
    main(sys.argv[1])
