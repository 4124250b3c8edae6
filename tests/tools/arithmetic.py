"""Asks build/*/tools/tls_arithmetic what Mbed TLS computes, and knows better: by Python's integers, by curves
and HMAC_DRBG of its own, by OpenSSL's GCM.

    arithmetic.py PROGRAM [--share PERCENT] [--seed N]   an executable of this machine, or arithmetic.elf
    arithmetic.py --itself PROGRAM                       spoils answers: each kind of question must notice

Operands are chance, and what reductions, carries and borrows stumble over: 0, 1, the modulus and its
neighbours, powers of two and theirs, long runs of ones, limbs of nothing else, multiples of a prime.
"""

import argparse
import collections
import hashlib
import pathlib
import random
import subprocess
import sys
import tempfile
import time

try:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
except ImportError:
    Cipher = None

from arithmetic_models import CURVES, P256, Drbg, Source, drbg_is_right, add, times

PRIMES = [c.p for c in CURVES] + [c.n for c in CURVES]
PRIMES += [3, 5, 65537, 2**31 - 1, 2**61 - 1, 2**127 - 1, 2**521 - 1]
WORD = 2**32 - 1
EDGES = [0, 1, 2, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

# ---- Operands ----------------------------------------------------------------------------------------------

chance = random.Random()


def runs(bits):
    """Long runs of ones and zeros."""
    value, length, bit = 0, 0, chance.getrandbits(1)
    while length < bits:
        run = min(chance.randint(1, chance.choice([3, 40, 200])), bits - length)
        value = value << run | (2**run - 1 if bit else 0)
        length, bit = length + run, 1 - bit
    return value


def words(count):
    return sum((chance.choice(EDGES) if chance.random() < 0.8 else chance.getrandbits(32)) << 32 * i
               for i in range(count))


def operand(bits):
    """Of 0 … 2^bits − 1."""
    kind = chance.randrange(6)
    if kind == 0:
        return runs(bits)
    if kind == 1:
        return words((bits + 31) // 32) % 2**bits
    if kind == 2:
        return max(0, min(2**bits - 1, 2**chance.randint(0, bits) + chance.choice([-2, -1, 0, 1, 2])))
    if kind == 3:
        return chance.getrandbits(chance.randint(1, bits))
    if kind == 4:
        return 2**bits - 1 - chance.choice([0, 0, 1, chance.getrandbits(32) % 2**bits])
    return chance.getrandbits(bits)


def near(modulus, top):
    """Beside a multiple of the modulus that is not above the top."""
    multiple = chance.choice([0, 1, 2, 3, top // modulus, chance.randint(0, top // modulus), operand(64)])
    return max(0, multiple * modulus + chance.choice([-2, -1, 0, 1, 2]))


def residue(modulus):
    bits = modulus.bit_length()
    return chance.choice([modulus - 1, modulus - 2, 1, 2, (modulus + 1) // 2, operand(bits) % modulus,
                          operand(bits) % modulus, operand(bits) % modulus])


def odd(bits):
    return operand(bits) | 1


def text(value, length=None):
    """With zeros in front at times, which become limbs of their own."""
    if length is None:
        length = (abs(value).bit_length() + 7) // 8 + chance.choice([0, 0, 0, 1, 4, 8, 17])
    return ("-" if value < 0 else "") + abs(value).to_bytes(length, "big").hex()


def number(answer):
    return int(answer, 16)


# ---- What Mbed TLS' numbers do: each yields a question and what is right ----------------------------------


def mod(share, _):
    for modulus in PRIMES:
        for value in (0, 1, modulus - 1, modulus, modulus + 1, 2 * modulus - 1, 2 * modulus, modulus**2 - 1,
                      modulus**2, (modulus - 1)**2):
            for sign in (1, -1):
                yield f"mod {text(sign * value)} {text(modulus)}", sign * value % modulus
    for _ in range(5500 * share // 100):
        modulus = chance.choice([chance.choice(PRIMES), operand(chance.choice([8, 33, 64, 256, 521])) or 1])
        top = 2**chance.choice([64, 300, 512, 768, 1100])
        square = residue(modulus) * residue(modulus) if modulus > 4 else 7
        value = chance.choice([near(modulus, top), operand(top.bit_length()), square])
        value *= chance.choice([1, 1, 1, -1])
        yield f"mod {text(value)} {text(modulus)}", value % modulus
    yield "mod 17 00", "!12"
    yield "mod 17 ", "!12"
    yield "mod 17 -05", "!10"


def product(share, _):
    for _ in range(2500 * share // 100):
        a, b = (operand(chance.choice([1, 32, 64, 256, 384, 1024, 2048])) for _ in "ab")
        a, b = a * chance.choice([1, -1]), b * chance.choice([1, -1])
        yield f"product {text(a)} {text(b)}", a * b


def inverse(share, _):
    for prime in PRIMES:
        for value in {1, 2, prime - 1, prime - 2, (prime + 1) // 2, 0}:
            if value < prime:
                yield f"inverse {text(value)} {text(prime)}", pow(value, prime - 2, prime)
    for _ in range(2000 * share // 100):
        prime = chance.choice(PRIMES[:4] + PRIMES)
        value = residue(prime) or 1
        yield f"inverse {text(value)} {text(prime)}", pow(value, -1, prime)


def refused(share, _):
    for value, modulus in ((3, 7), (5, P256.n), (12, 35), (7, 15)):
        yield f"refused {text(value)} {text(modulus)}", "!4"


def power(share, _):
    for _ in range(1500 * share // 100):
        bits = chance.choice([1, 16, 32, 64, 65, 256, 384, 512, 1000])
        modulus = odd(bits)
        exponent = chance.choice([0, 1, 2, 3, 65537, operand(chance.choice([8, 33, 80, 81, 160, 256]))])
        value = chance.choice([near(modulus, 2**(bits + 40)), operand(bits)])
        if value % modulus != 0:  # Mbed TLS itself answers the modulus for its negative multiples
            value *= chance.choice([1, 1, 1, -1])
        shown = text(exponent, (exponent.bit_length() + 7) // 8 or 1)
        yield f"power {text(value)} {shown} {text(modulus)}", pow(value, exponent, modulus)
    yield "power 05 03 04", "!4"
    yield "power 05 -03 07", "!4"
    yield "power 05 03 -07", "!4"


def r2(share, limb):
    for _ in range(400 * share // 100):
        length = chance.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 16, 17, 32, 63, 64, 65]) * limb
        modulus = odd(8 * length) >> chance.choice([0, 0, 0, 8, 40]) | 1
        yield f"r2 {text(modulus, length)}", pow(2, 16 * length, modulus)
    yield f"r2 {text(1, limb)}", 0


# ---- Limbs -------------------------------------------------------------------------------------------------


def lengths():
    return chance.choice([1, 2, 3, 7, 8, 9, chance.randint(1, 20), chance.randint(1, 130), 64, 65, 128, 130])


def mla(share, limb):
    for i in range(1500 * share // 100):
        s_limbs = lengths() if i >= 130 else i + 1
        d_limbs = s_limbs + chance.choice([0, 0, 1, 2, 5])
        d, s, b = operand(8 * limb * d_limbs), operand(8 * limb * s_limbs), operand(8 * limb)
        total = d + s * b
        yield f"mla {text(d, limb * d_limbs)} {text(s, limb * s_limbs)} {text(b, limb)}", total


def row(share, limb):
    for i in range(1500 * share // 100):
        count = lengths() if i >= 130 else i + 1
        bits = 8 * limb * count
        t, a, n = operand(bits + 1), operand(bits), operand(bits)
        u0, u1 = operand(8 * limb), operand(8 * limb)
        yield (f"row {text(t, limb * (count + 2))} {text(a, limb * count)} {text(n, limb * count)} "
               f"{text(u0, limb)} {text(u1, limb)}", t + a * u0 + n * u1)


def mont(share, limb):
    for i in range(1500 * share // 100):
        count = lengths() if i >= 130 else i + 1
        modulus = odd(8 * limb * count)
        b_count = chance.choice([count, count, count, 1])
        a = chance.choice([residue(modulus) if modulus > 2 else 0, operand(8 * limb * count) % modulus])
        b = operand(8 * limb * b_count) % modulus
        r = 2**(8 * limb * count)
        yield (f"mont {text(a, limb * count)} {text(b, limb * b_count)} {text(modulus, limb * count)}",
               a * b * pow(r, -1, modulus) % modulus)


# ---- Curves ------------------------------------------------------------------------------------------------

class Congruent:
    """Any number of that residue which a few additions of the prime reduce."""

    def __init__(self, value, prime):
        self.value, self.prime = value, prime

    def agrees(self, answer):
        got = number(answer)
        return (got - self.value) % self.prime == 0 and abs(got) < 8 * 2**self.prime.bit_length()


def reduce(share, _):
    """All ones in every choice of the words above the prime: the greatest and the least of each row's sum."""
    for curve in CURVES:
        count, p = curve.bits // 32, curve.p
        values = [WORD << 32 * i for i in range(2 * count)] + [1 << 32 * i for i in range(2 * count)]
        step = 1 if share >= 100 or count < 12 else 16
        for choice in range(chance.randrange(step), 2**count, step):
            high = sum(WORD << 32 * (count + i) for i in range(count) if choice >> i & 1)
            values.append(high + chance.choice([0, 2**curve.bits - 1, operand(curve.bits)]))
        for _ in range(2000 * share // 100):
            values.append(chance.choice([residue(p) * residue(p), words(2 * count), near(p, p * p),
                                         operand(2 * curve.bits)]) % 2**(2 * curve.bits))
        for value in values:
            yield f"reduce {curve.bits:04x} {text(value)}", Congruent(value, p)


def some_point(curve):
    return times(curve, chance.randint(1, 2**32), curve.g)


def plain(value, curve):
    return text(value, curve.bits // 8)


def where(curve, point):
    return f"{plain(point[0], curve)} {plain(point[1], curve)}"


def point(share, _):
    for curve in CURVES:
        n = curve.n
        factors = [1, 2, 3, 4, n - 1, n - 2, (n + 1) // 2, 2**(curve.bits - 1)]
        factors += [operand(curve.bits - 1) or 1 for _ in range(60 * share // 100)]
        for factor in factors[:max(3, len(factors) * share // 100)]:
            start = chance.choice([curve.g, some_point(curve)])
            yield f"point {curve.bits:04x} {plain(factor, curve)} {where(curve, start)}", \
                times(curve, factor, start)
        x, y = curve.g
        yield f"point {curve.bits:04x} {plain(n, curve)} {where(curve, curve.g)}", "!19584"
        yield f"point {curve.bits:04x} {plain(3, curve)} {where(curve, (x, y ^ 1))}", "!19584"


def points(share, _):
    for curve in CURVES:
        for _ in range(max(1, 30 * share // 100)):
            m, n = (operand(curve.bits - 1) or 1 for _ in "mn")
            p, q = some_point(curve), some_point(curve)
            right = add(curve, times(curve, m, p), times(curve, n, q))
            yield f"points {curve.bits:04x} {plain(m, curve)} {where(curve, p)} {plain(n, curve)} " \
                  f"{where(curve, q)}", right


def verify(share, _):
    """A signature, and the same with something else in it."""
    for curve in CURVES:
        for _ in range(max(1, 20 * share // 100)):
            secret, nonce = (operand(curve.bits - 1) or 1 for _ in "ab")
            digest = operand(curve.bits)
            r = times(curve, nonce, curve.g)[0] % curve.n
            s = pow(nonce, -1, curve.n) * (digest + r * secret) % curve.n
            key = times(curve, secret, curve.g)
            for change in ((0, 0, 0), chance.choice([(1, 0, 0), (0, 1, 0), (0, 0, 1)])):
                d, e, f = change
                parts = " ".join(plain(part, curve) for part in (digest ^ d << 9, r ^ e, s ^ f))
                yield f"verify {curve.bits:04x} {parts} {where(curve, key)}", "!19968" if any(change) else ""
            for bad in ((0, s), (r, 0), (curve.n, s), (r, curve.n)):
                parts = " ".join(plain(part, curve) for part in (digest, *bad))
                yield f"verify {curve.bits:04x} {parts} {where(curve, key)}", "!19968"


# ---- The rest ----------------------------------------------------------------------------------------------

def der(tag, content):
    size = len(content)
    head = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + head + content


def integer(value, zeros=0):
    return der(2, bytes(zeros) + value.to_bytes(value.bit_length() // 8 + 1, "big"))


def rsa(share, _):
    for _ in range(max(3, 120 * share // 100)):
        bits = chance.choice([128, 512, 1024, 1025, 1030, 1032, 2048, 2048, 3072, 4096])
        modulus = 1 << bits - 1 | odd(bits)
        exponent = chance.choice([3, 17, 65537, 65537, 65537, 2**32 + 1])
        message = chance.choice([0, 1, modulus - 1, operand(bits) % modulus, operand(bits) % modulus])
        key = der(0x30, integer(modulus, chance.choice([0, 0, 3])) + integer(exponent))
        size = (bits + 7) // 8
        yield f"rsa {key.hex()} {text(message, size)}", text(pow(message, exponent, modulus), size)
        yield f"rsa {key.hex()} {text(modulus, size)}", "!17028"
    modulus = 1 << 511 | odd(511)
    bad_keys = [integer(n) + integer(e) for n, e in (
        (0, 3), (modulus - 1, 3), (modulus, 1), (modulus, 2), (modulus, modulus), (modulus, 0),
        (2**99 + 1, 3))]
    for bad in [integer(modulus), der(2, b"") + integer(3), der(2, b"\0\0") + integer(3)] + bad_keys:
        yield f"rsa {der(0x30, bad).hex()} 00", "!"


def gcm(share, _):
    if Cipher is None:
        return
    for i in range(1200 * share // 100):
        key = chance.randbytes(chance.choice([16, 32]))
        more = chance.randbytes(chance.choice([0, 1, 13, 16, 40]))
        length = i % 130 if i < 260 else chance.choice([0, 1, 15, 16, 17, 255, 256, 1000, 2300])
        iv = chance.randbytes(chance.choice([12, 12, 12, 8, 16, 60]))
        clear = chance.choice([chance.randbytes(length), bytes(length), b"\xff" * length])
        encryptor = Cipher(algorithms.AES(key), modes.GCM(iv)).encryptor()
        encryptor.authenticate_additional_data(more)
        right = encryptor.update(clear) + encryptor.finalize() + encryptor.tag
        cut = chance.randint(0, length)
        yield f"gcm {key.hex()} {iv.hex()} {more.hex()} {clear.hex()} {cut:04x}", right.hex()


def digest(share, _):
    for i in range(260 * share // 100):
        size = chance.choice([256, 384])
        message = chance.randbytes(i % 130 if i < 200 else chance.randint(0, 2000))
        yield f"digest {size:04x} {message.hex()}", hashlib.new(f"sha{size}", message).hexdigest()


def random_numbers(share, _):
    """Beyond 10,000 requests there is a new seed."""
    for device, length, requests in ((b"", 32, 1), (b"serial 7", 1, 3), (b"x" * 300, 33, 20), (b"a", 2000, 3),
                                     (b"", 4, 10000), (b"board", 4, 10001), (b"", 4, 20001), (b"", 0, 2)):
        if requests > 100 and share < 100:
            continue
        start = chance.getrandbits(31)
        source = Source(start)
        source.take(1024)
        drbg, total = Drbg(source.seed() + device), hashlib.sha256()
        for request in range(requests):
            if request > 0 and request % 10000 == 0:
                drbg.update(source.seed())
            total.update(drbg.generate(length))
        yield f"random {start:08x} {device.hex()} {length:04x} {requests:08x}", total.hexdigest()


KINDS = [mod, product, inverse, refused, power, r2, mla, row, mont, reduce, point, points, verify, rsa, gcm,
         digest, random_numbers]

# ---- Asking ------------------------------------------------------------------------------------------------


def run_here(program, questions):
    return subprocess.run([program], input=questions, stdout=subprocess.PIPE, check=True, timeout=300).stdout


def run_on_board(image, questions):
    """In blocks of 4096 bytes, as the board reads files."""
    with tempfile.TemporaryDirectory(prefix="board-") as directory:
        asked, told = pathlib.Path(directory, "asked"), pathlib.Path(directory, "told")
        asked.write_bytes(questions + b"\n" * (4096 - len(questions) % 4096))
        files = f"arg=questions={asked},arg=answers={told}"
        done = subprocess.run(["qemu-system-arm", "-M", "mps2-an385", "-display", "none", "-monitor", "none",
                               "-serial", "null", "-nic", "none", "-kernel", image, "-semihosting-config",
                               "enable=on,target=native,arg=fw," + files],
                              timeout=300, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{image} ended with {done.returncode}: {done.stderr}")
        return told.read_bytes()


def ask(program, questions):
    run = run_on_board if program.endswith(".elf") else run_here
    answers = run(program, "".join(q + "\n" for q in questions).encode()).decode().split("\n")[:-1]
    if len(answers) != len(questions):
        sys.exit(f"{program} answered {len(answers)} of {len(questions)} questions")
    return answers


def agrees(right, answer, question, limb):
    if isinstance(right, Congruent):
        return "!" not in answer and right.agrees(answer)
    if isinstance(right, str):
        return answer == right or (right == "!" and answer.startswith("!"))
    if "!" in answer:
        return False
    if isinstance(right, tuple):
        return tuple(number(part) for part in answer.split()) == right
    if question.startswith("mla "):
        width = len(question.split()[1]) // 2
        return number(answer) == right and len(answer) == 2 * (width + limb)
    return number(answer) == right


def spoil(answer):
    """One bit of it is different, or there is one where there was an error."""
    if not answer or answer.startswith("!"):
        return "00" if answer else "!1"
    return answer[:-1] + format(int(answer[-1], 16) ^ 1, "x")


def run(program, share, seed, itself):
    chance.seed(seed)
    limb = number(ask(program, ["limb"])[0])
    cases = [(kind.__name__, *case) for kind in KINDS for case in kind(share, limb)]
    began = time.monotonic()
    answers = ask(program, [question for _, question, _ in cases])
    passed = failed = 0
    counts, wrong = collections.Counter(), collections.defaultdict(list)
    for (kind, question, right), answer in zip(cases, answers):
        counts[kind] += 1
        good = agrees(right, spoil(answer), question, limb) is False if itself else \
            agrees(right, answer, question, limb)
        if not good:
            wrong[kind].append(f"{question[:300]}\n          {answer[:300]}")
    for kind in (k.__name__ for k in KINDS):
        if not counts[kind]:
            print(f"  skip  {kind}: python3-cryptography is not installed")
        elif wrong[kind]:
            failed += 1
            print(f"  FAIL  {kind}: {len(wrong[kind])} of {counts[kind]}, seed {seed}:")
            print(f"        {wrong[kind][0]}")
        else:
            passed += 1
            print(f"  ok    {kind}: {counts[kind]}")
    if not drbg_is_right():
        failed += 1
        print("  FAIL  HMAC_DRBG of this test does not give NIST's answer")
    print(f"  {sum(counts.values())} questions, limbs of {8 * limb} bits, {time.monotonic() - began:.1f} s")
    print(f"{passed} passed, {failed} failed")
    return failed == 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--share", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--itself", action="store_true")
    options = parser.parse_args()
    sys.exit(0 if run(options.program, options.share, options.seed, options.itself) else 1)
