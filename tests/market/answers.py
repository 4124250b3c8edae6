"""Answers that several operations and faults share: errors, HTML pages, the limit fields."""
import email.utils
import time
import urllib.parse

from . import jsontext
from .wire import Response

CODES = {400: "BAD_REQUEST", 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND",
         405: "METHOD_NOT_ALLOWED",
         415: "UNSUPPORTED_MEDIA_TYPE", 416: "RANGE_NOT_SATISFIABLE", 420: "LIMIT_EXCEEDED", 423: "LOCKED",
         500: "INTERNAL_SERVER_ERROR", 503: "SERVICE_UNAVAILABLE"}
MESSAGES = {400: "Неверный запрос", 401: "OAuth token or Api-Key is invalid", 403: "Access denied",
            404: "Не найдено",
            405: "Request method not supported", 415: "Content type not supported",
            420: "Hit rate limit of the resource",
            423: "Магазин переезжает, попробуйте позже", 500: "Внутренняя ошибка",
            503: "Перегрузка, попробуйте позже"}
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def error(status, message=None, code=None, errors="list"):
    """An error with the documented body; errors: "list", "null", "empty" or "absent"."""
    body = {"status": "ERROR"}
    one = {"code": code or CODES.get(status, "UNKNOWN"), "message": message or MESSAGES.get(status, "Ошибка")}
    if errors != "absent":
        body["errors"] = {"list": [one], "null": None, "empty": []}[errors]
    return Response(status, jsontext.write(body).encode("utf-8"))


def html(status, title):
    page = ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%d</title></head>\n"
            "<body><center><h1>%s</h1></center><hr>nginx</body></html>\n" % (status, title))
    return Response(status, page.encode("utf-8"), "text/html; charset=utf-8")


def ok(result):
    """The envelope around a result's JSON text."""
    response = Response(200, ('{"status":"OK","result":%s}' % result).encode("utf-8"))
    response.result = result
    return response


def error_in_200(result, place):
    """A 200 that says ERROR: "early", before the result; "late", after it; "bare", without one."""
    errors = '"status":"ERROR","errors":[{"code":"INTERNAL_SERVER_ERROR","message":"Внутренняя ошибка"}]'
    whole = '"result":%s' % (result or "null")
    forms = {"early": "{%s,%s}" % (errors, whole), "late": "{%s,%s}" % (whole, errors),
             "bare": "{%s}" % errors}
    return forms[place].encode("utf-8")


def limit_fields(response, limit, used, wrong_weekday):
    """The limit that every answer carries; Until is the next full hour, its weekday may be wrong."""
    now = time.time()
    response.set_header("Date", date(now))
    response.set_header("X-RateLimit-Resource-Limit", str(limit))
    response.set_header("X-RateLimit-Resource-Until", date(now - now % 3600 + 3600, wrong_weekday))
    response.set_header("X-RateLimit-Resource-Remaining", str(max(limit - used, 0)))


def limit_until(response, until, seconds):
    """The limit is used up until that time, or for so many seconds from now; rounded up to a whole second."""
    until = until or time.time() + seconds
    response.set_header("X-RateLimit-Resource-Until", date(-(-until // 1)))
    response.set_header("X-RateLimit-Resource-Remaining", "0")


def date(when, wrong_weekday=False):
    text = email.utils.formatdate(when, usegmt=True)
    if wrong_weekday:
        text = WEEKDAYS[(WEEKDAYS.index(text[:3]) + 2) % 7] + text[3:]
    return text


def unquoted(text):
    return urllib.parse.unquote(text, errors="strict")
