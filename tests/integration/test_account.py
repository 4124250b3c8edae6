"""`ymr campaigns` and `ymr token`."""
import unittest

from program import DONE, INVALID, NETWORK, REFUSED, USAGE, ProgramTest

SCOPES = ["ALL_METHODS", "ALL_METHODS_READ_ONLY", "INVENTORY_AND_ORDER_PROCESSING",
          "INVENTORY_AND_ORDER_PROCESSING_READ_ONLY"]
KNOWN = ("domain", "id", "clientId", "business", "placementType", "apiAvailability")


def known(campaign):
    kept = {name: campaign[name] for name in KNOWN if campaign.get(name) is not None}
    if "business" in kept:
        kept["business"] = {name: value for name, value in kept["business"].items() if value is not None}
    return kept


class Account(ProgramTest):
    def setUp(self):
        super().setUp()
        # Who asks which stores there are knows no store yet.
        self.env = self.environment(YMR_CAMPAIGN=None, YMR_BUSINESS=None)

    def test_campaigns(self):
        wanted = [known(campaign) for campaign in self.market.campaigns()]
        for words in ((), ("--page-size", 1), ("--page-size", 4)):
            self.assertEqual(wanted, self.run_ymr("campaigns", "--json", *words, env=self.env,
                                                  expect=DONE).objects())
        self.assertEqual(wanted[:2], self.run_ymr("campaigns", "--json", "--limit", 2, env=self.env,
                                                  expect=DONE).objects())

    def test_campaigns_for_people(self):
        lines = self.run_ymr("campaigns", env=self.env, expect=DONE).out.splitlines()
        self.assertEqual(1 + len(self.market.campaigns()), len(lines))
        for campaign, line in zip(self.market.campaigns(), lines[1:]):
            self.assertTrue(line.startswith("%s " % campaign.get("id", "-")), line)
            self.assertNotRegex(line, "[\x00-\x1f\x7f-\x9f\u202e]")
            self.assertEqual(campaign.get("apiAvailability") not in ("AVAILABLE", None),
                             campaign.get("apiAvailability", "?") in line)

    def test_campaigns_that_are_not_told(self):
        for text, code, told in (("{}", INVALID, "campaigns"), ('{"campaigns":null}', INVALID, "campaigns"),
                                 ('{"campaigns":[{"id":1}', INVALID, "JSON"),
                                 ('{"status":"ERROR","errors":[{"code":"NO"}],"campaigns":[]}', REFUSED,
                                  "NO")):
            with self.subTest(text):
                self.market.fault("body", data=text, operation="getCampaigns", times=0)
                result = self.run_ymr("campaigns", "--json", "--retries", 0, plain=True, expect=code)
                self.assertIn(told, result.err)
                self.assertEqual("", result.out)
                self.market.reset()
        self.market.fault("cut", after=900, operation="getCampaigns", times=0)
        self.assertEqual("", self.run_ymr("campaigns", "--retries", 0, expect=NETWORK).out)

    def test_token(self):
        [told] = self.run_ymr("token", "--json", env=self.env, expect=DONE).objects()
        self.assertEqual({"apiKey": {"name": "Сканер на складе «Северный»",
                                     "authScopes": ["INVENTORY_AND_ORDER_PROCESSING", "COMMUNICATION"]}},
                         told)
        result = self.run_ymr("token", env=self.env, expect=DONE)
        self.assertEqual("", result.err)
        for line in ('Key "Сканер на складе «Северный»"', "  scope  COMMUNICATION", "  may read returns",
                     "  may decide on returns", "  may write in chats"):
            self.assertIn(line, result.out.splitlines())

    def test_the_key_is_never_shown(self):
        for words in (["token"], ["token", "--json"], ["-v", "token"]):
            result = self.run_ymr(*words, env=self.env, expect=DONE)
            self.assertNotIn(self.market.key[5:25], result.out + result.err)

    def test_a_warning_when_returns_cannot_be_read(self):
        for scopes, warned in [([scope], False) for scope in SCOPES] + [(["PRICING", "COMMUNICATION"], True),
                                                                        ([], True),
                                                                        (["NEW_MOON"], True)]:
            with self.subTest(scopes):
                self.market.scopes(*scopes)
                result = self.run_ymr("token", plain=True, env=self.environment(True), expect=DONE)
                self.assertEqual(warned, "may not read returns: give it the scope" in result.err)
                self.assertEqual(warned, "  may not read returns" in result.out.splitlines())
        self.market.scopes("INVENTORY_AND_ORDER_PROCESSING_READ_ONLY")
        self.assertIn("  may not decide on returns", self.run_ymr("token", expect=DONE).out.splitlines())
        self.market.scopes()
        self.assertEqual("", self.run_ymr("-q", "token", expect=DONE).err)

    def test_a_key_that_is_none(self):
        env = {**self.env, "YMR_API_KEY": "ACMA:" + "x" * 40 + ":01234567"}
        result = self.run_ymr("token", env=env, expect=REFUSED)
        self.assertIn("the Market does not accept the API key", result.err)

    def test_usage(self):
        for words, told in ((["campaigns", "--page-size", 101], "from 1 to 100"),
                            (["campaigns", "x"], "too many"),
                            (["token", "--limit", 1], "--limit is no option of token")):
            self.assertIn(told, self.run_ymr(*words, env=self.env, expect=USAGE).err)


if __name__ == "__main__":
    unittest.main()
