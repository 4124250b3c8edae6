"""What Mbed TLS' curves and the random numbers of port/device must agree with, written for being read."""

import collections
import hashlib
import hmac

Curve = collections.namedtuple("Curve", "bits p b n g")
P256 = Curve(
    256, 2**256 - 2**224 + 2**192 + 2**96 - 1,
    0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b,
    0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551,
    (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
     0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5))
P384 = Curve(
    384, 2**384 - 2**128 - 2**96 + 2**32 - 1,
    0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef,
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973,
    (0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7,
     0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f))
CURVES = [P256, P384]


def add(curve, one, two):
    if one is None or two is None:
        return one or two
    (x1, y1), (x2, y2) = one, two
    if x1 == x2 and (y1 + y2) % curve.p == 0:
        return None
    if one == two:
        slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, curve.p)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, curve.p)
    x = (slope * slope - x1 - x2) % curve.p
    return x, (slope * (x1 - x) - y1) % curve.p


def times(curve, factor, point):
    total = None
    for bit in bin(factor)[2:]:
        total = add(curve, total, total)
        if bit == "1":
            total = add(curve, total, point)
    return total


class Drbg:
    """HMAC_DRBG with SHA-256, SP 800-90A, 10.1.2."""

    def __init__(self, seed):
        self.key, self.value = bytes(32), b"\1" * 32
        self.update(seed)

    def hmac(self, message):
        return hmac.digest(self.key, message, "sha256")

    def update(self, provided=b""):
        for step in (b"\0", b"\1") if provided else (b"\0",):
            self.key = self.hmac(self.value + step + provided)
            self.value = self.hmac(self.value)

    def generate(self, length):
        made = b""
        while len(made) < length:
            self.value = self.hmac(self.value)
            made += self.value
        self.update()
        return made[:length]


class Source:
    """The samples of tls_arithmetic.c."""

    def __init__(self, start):
        self.state = start

    def take(self, length):
        made = bytearray()
        for _ in range(length):
            self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
            made.append(self.state >> 56)
        return bytes(made)

    def seed(self):
        """Two blocks of 32 bytes, of (256 + 64) samples with one bit of chance each."""
        return b"".join(hashlib.sha256(self.take(320)).digest() for _ in range(2))


def drbg_is_right():
    """The first answer of NIST's vectors (CAVS 14.3, HMAC_DRBG, SHA-256, no reseed)."""
    drbg = Drbg(bytes.fromhex("ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488"
                              "659ba96c601dc69fc902940805ec0ca8"))
    drbg.generate(128)
    return drbg.generate(128).hex() == (
        "e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89d54fbb978a15b5c443c9ec21036d2460"
        "b6f73ebad0dc2aba6e624abf07745bc107694bb7547bb0995f70de25d6b29e2d3011bb19d27676c07162c8b5ccde0668"
        "961df86803482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8")
