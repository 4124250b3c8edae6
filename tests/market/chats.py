"""Chats with buyers and with the arbiter: about every return that waits or is disputed, and what is opened.

The Market's own rules for chats are not documented beyond names and limits; a second chat about the same
thing, and a message into a finished one, are answered as seems natural.
"""
import datetime
import hashlib
import random
import re

from . import answers, jsontext, paging, values, words
from .call import Refused
from .decisions import member, receipt, whole
from .jsontext import Style

SUBJECTS = ["ORDER", "RETURN"]
CONTEXTS = SUBJECTS + ["DIRECT"]
TYPES = ["CHAT", "ARBITRAGE"]
STATUSES = ["NEW", "WAITING_FOR_CUSTOMER", "WAITING_FOR_PARTNER", "WAITING_FOR_ARBITER", "WAITING_FOR_MARKET",
            "FINISHED"]
SENDERS = ["PARTNER", "CUSTOMER", "MARKET", "SUPPORT"]
LONGEST = 4096
FIRST_CHAT, FIRST_MESSAGE = 510000001, 9007199254740993
NAMES = ["Анна К.", "Пётр \"Пит\" С.", "Зоя\u2028", "Ли 李", None]


class Chat:
    """One chat; members as the API names them, and its messages."""

    def __init__(self, id_, type_, status, context, created, style):
        self.id = id_
        self.members = {"chatId": id_, "context": context, "type": type_, "status": status,
                        "createdAt": created, "updatedAt": created}
        if context.get("orderId") and id_ % 2:
            self.members["orderId"] = context["orderId"]
        self.messages = []
        self.style = style

    def text(self):
        return jsontext.write(self.members, self.style)

    def is_about(self, subject):
        key = {"ORDER": "orderId", "RETURN": "returnId"}[subject["type"]]
        context = self.members["context"]
        return context["type"] == subject["type"] and context.get(key) == subject["id"]


class Chats:
    """All chats of the business. Calls hold the store's lock while they change any."""

    def __init__(self, seed, store, campaign):
        self._seed, self._store, self._campaign = seed, store, campaign
        self.restore()

    def restore(self):
        """As they were at the start."""
        self._rng = random.Random("%s/chats" % self._seed)
        self._message = FIRST_MESSAGE
        self.all = []
        for one in self._store.campaigns[self._campaign]:
            if one.refund in words.WAITING:
                self._talk(one, "CHAT", self._rng.choice([1, 1, 2, 3, 7]))
            if one.refund == "PREMODERATION_DISPUTE":
                self._talk(one, "ARBITRAGE", 2)
        self._special()

    def find(self, id_):
        return next((chat for chat in self.all if chat.id == id_), None)

    def open(self, type_, context, status="NEW"):
        """A further chat."""
        styles = [Style("raw"), Style("escaped", upper=True), Style("mixed", slash=True, space=True)]
        created = values.date_text(self._rng, values.moment(self._rng))
        chat = Chat(FIRST_CHAT + len(self.all), type_, status, context, created, self._rng.choice(styles))
        self.all.append(chat)
        return chat

    def say(self, chat, sender, text, payload=None, when=None):
        """A further message of a chat; text None: it has none."""
        when = when or values.date_text(self._rng, values.moment(self._rng))
        said = {"messageId": self._message, "createdAt": when, "sender": sender}
        if text is not None:
            said["message"] = text
        if payload is not None:
            said["payload"] = payload
        self._message += 1
        chat.messages.append(said)
        chat.members["updatedAt"] = when

    def about(self, type_, one, campaign=None):
        """The context of a chat about a return or about its order."""
        context = {"type": type_, "campaignId": campaign or self._campaign, "orderId": one.order}
        name = self._rng.choice(NAMES)
        if name:
            context["customer"] = {"name": name, "publicId": "%016x" % self._rng.getrandbits(64)}
        if type_ == "RETURN":
            context["returnId"] = one.id
        return context

    def _talk(self, one, type_, length):
        status = self._rng.choice(STATUSES[:3] + ["FINISHED"]) if type_ == "CHAT" else "WAITING_FOR_ARBITER"
        chat = self.open(type_, self.about("RETURN", one), status)
        for at in range(length):
            payload = [None, None, self._files(1), self._files(3)][self._rng.randrange(4)]
            self.say(chat, self._rng.choice(SENDERS) if at else "CUSTOMER", self._rng.choice(words.COMMENTS),
                     payload)

    def _files(self, count):
        url = "https://files.example/%d/%d?s=a%%2Fb"
        return [{"name": "фото %d.jpg" % at, "url": url % (self._message, at),
                 "size": self._rng.randrange(1, 2 ** 31)} for at in range(count)]

    def _special(self):
        """One of many messages, one of odd ones, one about nothing with an id, one of newer values."""
        ordinary = self._store.campaigns[self._campaign][0]
        self.long = self.open("CHAT", self.about("ORDER", ordinary), "WAITING_FOR_PARTNER")
        for at in range(130):
            self.say(self.long, SENDERS[at % 4], "%d. %s" % (at, self._rng.choice(words.COMMENTS)))
        self.odd = self.open("CHAT", self.about("ORDER", ordinary), "FINISHED")
        for text in ("\U0001F600" * LONGEST, "\x01\x1b[31m\u202e\"\\/", "", None):
            self.say(self.odd, "CUSTOMER", text, [] if text is None else None)
        self.direct = self.open("CHAT", {"type": "DIRECT"}, "WAITING_FOR_MARKET")
        self.new = self.open("NEW_GROUP", {"type": "NEW_GIFT", "customer": None, "giftId": 7}, "NEW_ASLEEP")
        self.say(self.new, "NEW_ROBOT", "1010", [{"name": "", "url": "https://files.example/", "size": 0,
                                                  "kind": []}])


# Reading.

def get_chats(call):
    body = call.json()
    subjects, contexts = read_subjects(body), read_names(body, "contextTypes", CONTEXTS)
    types, statuses = read_names(body, "types", TYPES), read_names(body, "statuses", STATUSES)
    orders = member(body, "orderIds", list, must=False)
    with call.store.lock():
        chats = [chat for chat in call.store.chats.all
                 if (subjects is None or any(chat.is_about(subject) for subject in subjects))
                 and (orders is None or chat.members["context"].get("orderId") in orders)
                 and (contexts is None or chat.members["context"]["type"] in contexts)
                 and (types is None or chat.members["type"] in types)
                 and (statuses is None or chat.members["status"] in statuses)]
        page, paging_text = cut(call, chats, "chats", default=10, most=20)
        texts = [chat.text() for chat in page]
    return answers.ok('{"chats":[%s]%s}' % (",".join(texts), paging_text))


def get_chat(call):
    with call.store.lock():
        return answers.ok(find(call).text())


def get_chat_history(call):
    first = whole(call.json(), "messageIdFrom", least=1) if "messageIdFrom" in call.json() else 0
    with call.store.lock():
        chat = find(call)
        messages = [said for said in chat.messages if said["messageId"] >= first]
        page, paging_text = cut(call, messages, "history/%d" % chat.id, default=50, most=100)
        parts = ['"messages":' + jsontext.write(page, chat.style)]
        parts.insert(chat.id % 2, '"context":' + jsontext.write(chat.members["context"], chat.style))
        if "orderId" in chat.members:
            parts.append('"orderId":%d' % chat.members["orderId"])
    return answers.ok("{%s%s}" % (",".join(parts), paging_text))


def get_chat_message(call):
    id_ = query_id(call, "messageId")
    with call.store.lock():
        chat = find(call)
        for said in chat.messages:
            if said["messageId"] == id_:
                return answers.ok(jsontext.write(said, chat.style))
    raise Refused(404, "Сообщение не найдено")


# Writing.

def create_chat(call):
    body = call.json()
    if "context" in body:
        subject = read_subject(member(body, "context", dict))
    else:
        subject = {"type": "ORDER", "id": whole(body, "orderId", least=1)}
    store = call.store
    with store.lock():
        campaign, one = find_subject(store, subject)
        there = next((chat for chat in store.chats.all
                      if chat.members["type"] == "CHAT" and chat.is_about(subject)), None)
        id_ = there.id if there else FIRST_CHAT + len(store.chats.all)

    def effect():
        with store.lock():
            if not store.chats.find(id_):
                store.chats.open("CHAT", store.chats.about(subject["type"], one, campaign))
    response = answers.ok('{"chatId":%d}' % id_)
    response.effect = effect
    return response


def send_message_to_chat(call):
    text = member(call.json(), "message", str)
    if not 1 <= len(text) <= LONGEST:
        raise Refused(400, "message: от 1 до %d символов" % LONGEST)
    with call.store.lock():
        chat = find(call)
        if chat.members["status"] == "FINISHED":
            raise Refused(400, "Чат завершён", "CHAT_FINISHED")
    return receipt(lambda: hear(call.store, chat, text))


def hear(store, chat, text):
    now = datetime.datetime.now(values.MOSCOW).isoformat(timespec="milliseconds")
    with store.lock():
        store.chats.say(chat, "PARTNER", text, when=now)
        chat.members["status"] = "WAITING_FOR_CUSTOMER"


# Parts of requests.

def cut(call, items, what, default, most):
    """(the page that the query asks for, the text of its paging with a comma in front)."""
    limit = call.query.get("limit", str(default))
    if not re.match(r"[0-9]{1,9}\Z", limit) or not 1 <= int(limit) <= most:
        raise Refused(400, "limit: от 1 до %d" % most)
    key = "%s %s" % (what, hashlib.sha1(call.request.body).hexdigest())
    page, token = paging.page(items, key, {**call.query, "limit": limit})
    return page, ',"paging":{"nextPageToken":"%s"}' % token if token else ""


def find(call):
    chat = call.store.chats.find(query_id(call, "chatId"))
    if not chat:
        raise Refused(404, "Чат не найден")
    return chat


def query_id(call, name):
    text = call.query.get(name, "")
    if not re.match(r"[1-9][0-9]{0,18}\Z", text) or int(text) >= 2 ** 63:
        raise Refused(400, "%s: отсутствует или неверного типа" % name)
    return int(text)


def read_subject(given):
    type_ = member(given, "type", str)
    if type_ not in SUBJECTS:
        raise Refused(400, "context.type: неизвестное значение %s" % type_)
    return {"type": type_, "id": whole(given, "id", least=1)}


def read_subjects(body):
    given = member(body, "contexts", list, must=False)
    if given is None:
        return None
    if not all(isinstance(each, dict) for each in given):
        raise Refused(400, "contexts: ожидаются объекты")
    return unique("contexts", [read_subject(each) for each in given])


def read_names(body, name, known):
    given = member(body, name, list, must=False)
    for each in given or []:
        if each not in known:
            raise Refused(400, "%s: неизвестное значение %s" % (name, each))
    return given if given is None else unique(name, given)


def unique(name, given):
    if not given or any(given.index(each) != at for at, each in enumerate(given)):
        raise Refused(400, "%s: пустой список или повторы" % name)
    return given


def find_subject(store, subject):
    for campaign, returns in store.campaigns.items():
        for one in returns:
            if subject["id"] == (one.id if subject["type"] == "RETURN" else one.order):
                return campaign, one
    raise Refused(404, "Заказ или возврат не найден")
