"""How the benchmarks measure: instructions by callgrind, time and memory of a whole process."""
import os
import re
import subprocess
import tempfile


class Broken(Exception):
    """What was to be measured did not do its work."""


def run(command, environment=None, timeout=600):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, timeout=timeout)
    if done.returncode:
        raise Broken("%s\n%s" % (" ".join(command), (done.stdout[-400:] + done.stderr).decode("utf-8", "replace")))
    return done.stdout


# callgrind takes an instruction that copies a whole block for as many as it has bytes; a processor does not. So glibc is told to
# copy and clear by vectors, whose number is what both would count.
BY_VECTORS = "glibc.cpu.x86_rep_movsb_threshold=1073741824:glibc.cpu.x86_rep_stosb_threshold=1073741824"


def instructions(command, function=None, environment=None):
    """Those of `function`, what it calls included, or of the whole process. The same in every run."""
    environment = dict(environment or os.environ, GLIBC_TUNABLES=BY_VECTORS)
    with tempfile.TemporaryDirectory() as directory:
        listing = os.path.join(directory, "calls")
        only = ["--toggle-collect=" + function] if function else []
        valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=" + listing, *only, *command]
        done = subprocess.run(valgrind, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, timeout=900)
        if done.returncode:
            raise Broken("%s\n%s" % (" ".join(command), done.stderr.decode("utf-8", "replace")))
        with open(listing) as file:
            return int(re.search(r"^(?:summary|totals): (\d+)", file.read(), re.M).group(1))


class Cost:
    """What one run of a process took."""

    def __init__(self, wall, cpu, resident):
        self.wall, self.cpu, self.resident = wall, cpu, resident


LAUNCH = "build/host/bench/launch"


def cost(command, environment=None):
    """Wall and CPU seconds, and the most memory that was resident, in bytes."""
    with tempfile.NamedTemporaryFile("r") as figures:
        done = subprocess.run([LAUNCH, figures.name, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=environment, timeout=600)
        if done.returncode:
            raise Broken("%s\n%s" % (" ".join(command), done.stderr.decode("utf-8", "replace")))
        wall, cpu, resident = (int(word) for word in open(figures.name).read().split())
    return Cost(wall / 1e6, cpu / 1e6, resident * 1024)


def best(rounds, *measures):
    """Each measure by turns, so that a busy moment of the machine meets all of them; the least of each figure."""
    found = [[] for _ in measures]
    for _ in range(rounds):
        for costs, measure in zip(found, measures):
            costs.append(measure())
    return [Cost(min(c.wall for c in costs), min(c.cpu for c in costs), min(c.resident for c in costs))
            for costs in found]
