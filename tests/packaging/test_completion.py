"""Completion in the shells themselves: test_completion.py PROGRAM bash|zsh|fish."""
import os
import pty
import re
import subprocess
import sys
import time
import unittest

PROGRAM, SHELL = os.path.realpath(sys.argv[1]), sys.argv[2]
SCRATCH = os.environ["SCRATCH"]
# What is typed, and what the word under the cursor can become. None: whatever, but not nothing.
CASES = [
    ("ymr journ", ["journal"]),
    ("ymr chat hist", ["history"]),
    ("ymr -v --campaign 5 chat hist", ["history"]),
    ("ymr --base-url http://127.0.0.1:1 camp", ["campaigns"]),
    ("ymr returns --stat", ["--status"]),
    ("ymr chat list --chat-s", ["--chat-status"]),
    ("ymr returns --chat-s", []),
    ("ymr returns --status WAITING", ["WAITING_FOR_DECISION"]),
    ("ymr returns --status=WAITING", ["WAITING_FOR_DECISION"]),
    ("ymr returns --status REFUNDED,WAITING", ["REFUNDED,WAITING_FOR_DECISION"]),
    ("ymr returns --type UN", ["UNREDEEMED"]),
    ("ymr operation --type RETURN_", ["RETURN_CANCELLATION"]),
    ("ymr report --format CS", ["CSV"]),
    ("ymr decode some-a", ["some-answer.json"]),
    ("ymr photo 1 2 3 h -o some-a", ["some-answer.json"]),
    ("ymr photos 1 2 -d some-d", ["some-directory"]),
    ("ymr completion fi", ["fish"]),
    ("ymr hel", ["help"]),
    ("ymr help journ", ["journal"]),
    ("ymr help chat hist", ["history"]),
    ("ymr returns --campaign RET", []),
]


def said(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=True).stdout


def command_names():
    """From the table that --help prints: a second word only where others begin with the same first one."""
    table = said("--help").split("\nCommands\n")[1].split("\n\n")[0]
    names = [line[2:18].strip() for line in table.splitlines()]
    return [name for name in names if name]


def options_of(name):
    """What its own help lists: that of help is the whole program's, which has those of all commands."""
    shown = said("help", *name.split()).partition("\nOptions\n")[2]
    return set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", shown, re.MULTILINE))


class Bash:
    def __init__(self, script):
        self.script = script

    def complete(self, line):
        code = (f'. "{self.script}"; COMP_LINE=$1; COMP_POINT=${{#1}}; _ymr; '
                f'[ ${{#COMPREPLY[@]}} = 0 ] || printf "%s\\n" "${{COMPREPLY[@]}}"')
        done = subprocess.run(["bash", "--norc", "-c", code, "bash", line], capture_output=True, text=True,
                              check=True, cwd=SCRATCH)
        assert done.stderr == "", done.stderr
        return done.stdout.split()


class Fish:
    def __init__(self, script):
        self.script = script

    def complete(self, line):
        code = f'source "{self.script}"; complete -C "{line}"'
        done = subprocess.run(["fish", "--no-config", "-c", code], capture_output=True, text=True,
                              check=True, cwd=SCRATCH, env={**os.environ, "HOME": SCRATCH})
        assert done.stderr == "", done.stderr
        words = [offer.split("\t")[0].rstrip("/") for offer in done.stdout.splitlines()]
        return [re.sub(r"^--status=", "", word) for word in words]


class Zsh:
    """An interactive zsh at a terminal: types the line and a tab, and reads what became of the last word."""

    def __init__(self, script):
        self.seen = os.path.join(SCRATCH, "seen")
        directory = os.path.dirname(script)
        os.symlink(script, os.path.join(directory, "_ymr"))
        start = (f"cd {SCRATCH}; fpath=({directory} $fpath); autoload -Uz compinit; "
                 f"compinit -u -d {SCRATCH}/dump; setopt no_auto_menu no_list_beep no_always_last_prompt; "
                 f"show() {{ print -r -- \"$BUFFER\" >{self.seen}.new; mv {self.seen}.new {self.seen}; BUFFER= }}; "
                 "zle -N show; bindkey '^X' show; bindkey '^I' complete-word\n")
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.environ.update(TERM="dumb", HOME=SCRATCH, LC_ALL="C.UTF-8")
            os.execvp("zsh", ["zsh", "-f", "-i"])
        time.sleep(0.3)
        self.type(start)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def complete(self, line):
        if os.path.exists(self.seen):
            os.remove(self.seen)
        self.type(line + "\t\x18")
        for _ in range(400):
            if os.path.exists(self.seen):
                with open(self.seen, encoding="utf-8") as file:
                    became = file.read()
                word = became.split()[-1].rstrip("/")
                return [] if became.strip() == line else [re.sub(r"^--status=", "", word)]
            time.sleep(0.025)
        raise AssertionError(f"zsh says nothing to: {line}")


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        script = os.path.join(SCRATCH, "ymr." + SHELL)
        with open(script, "w", encoding="utf-8") as file:
            file.write(said("completion", SHELL))
        with open(os.path.join(SCRATCH, "some-answer.json"), "w", encoding="utf-8"):
            os.makedirs(os.path.join(SCRATCH, "some-directory"), exist_ok=True)
        cls.shell = {"bash": Bash, "zsh": Zsh, "fish": Fish}[SHELL](script)

    def test_words(self):
        for line, wanted in CASES:
            self.assertEqual(self.shell.complete(line), wanted, line)

    def test_every_command_and_every_option_of_it(self):
        if SHELL == "zsh":
            return self.every_word_is_in_the_script()
        for name in command_names():
            first, _, last = name.rpartition(" ")
            offered = self.shell.complete(f"ymr {first} ".replace("  ", " "))
            self.assertIn(last, offered, name)
            wanted = options_of(name)
            self.assertEqual(bool(wanted), "\nOptions\n" in said("help", *name.split()), name)
            self.assertLessEqual(wanted, set(self.shell.complete(f"ymr {name} --")), name)

    def every_word_is_in_the_script(self):
        script = said("completion", "zsh")
        for name in command_names():
            self.assertIn(f"'{name.split()[-1]}:", script)
            options = script.split(f"('{name}') offered+=(")[1].split("\n")[0]
            for option in options_of(name):
                self.assertIn(f"'{option}:", options, name)


def main():
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
