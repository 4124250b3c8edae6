"""The self-test of the stand-in, all of it: python3 -m unittest market.test_market, in tests/."""
import unittest

from market import test_data, test_decisions, test_faults, test_http, test_orders, test_photos, test_talk, test_tls


def load_tests(loader, tests, pattern):
    modules = (test_data, test_decisions, test_http, test_orders, test_photos, test_faults, test_tls, test_talk)
    return unittest.TestSuite(loader.loadTestsFromModule(module) for module in modules)
