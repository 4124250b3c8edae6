"""Reports on returns: made in a moment, and their files served by another host, which wants no key."""
import datetime
import hashlib
import io
import random
import re
import time
import zipfile
from xml.sax.saxutils import escape

from . import answers, jsontext, paging, values, words
from .call import Refused
from .chats import read_names
from .decisions import member, whole
from .wire import Response

FORMATS = {"FILE": "xlsx", "CSV": "zip", "JSON": "zip"}
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "zip": "application/zip"}
SUBSTATUSES = ["NO_DATA", "TOO_LARGE", "RESOURCE_NOT_FOUND"]
COLUMNS = ["orderId", "returnId", "returnType", "refundStatus", "shipmentStatus", "updateDate"]
PORTS = {"tls": "files", "plain": "files_plain"}


class Reports:
    """Every report that was started. `next` says how the ones to come will go; see control.py."""

    def __init__(self, seed):
        self._seed = seed
        self.urls = {"tls": "", "plain": ""}
        self.restore()

    def restore(self):
        self._rng = random.Random("%s/reports" % self._seed)
        self.all = {}
        self.next = {"seconds": 0.2, "estimate": 200, "status": "DONE", "substatus": None, "file": None,
                     "size": None}

    def new_id(self):
        digits = "%032x" % self._rng.getrandbits(128)
        return "%s-%s-%s-%s-%s" % (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])


class Report:
    def __init__(self, id_, format_, returns, how):
        self.id, self.extension, self.how = id_, FORMATS[format_], how
        self.began = time.time()
        self.content = content(format_,
                               returns) if how["size"] is None else b"PK\3\4" + bytes(how["size"] - 4)
        self.signature = hashlib.sha256(id_.encode("ascii")).hexdigest()

    def path(self):
        return "/reports/%s.%s?X-Signature=%s&expires=%%2B600" % (self.id, self.extension, self.signature)

    def info(self, base):
        """ReportInfoDTO at this moment."""
        gone = time.time() - self.began
        shown = {"status": "PENDING", "generationRequestedAt": stamp(self.began)}
        if gone < self.how["seconds"]:
            shown["status"] = "PENDING" if gone < self.how["seconds"] / 3 else "PROCESSING"
            shown["estimatedGenerationTime"] = self.how["estimate"]
            return shown
        shown["status"] = self.how["status"]
        shown["generationFinishedAt"] = stamp(self.began + self.how["seconds"])
        if self.how["substatus"]:
            shown["subStatus"] = self.how["substatus"]
        if self.how["status"] == "DONE" and self.how["substatus"] != "NO_DATA":
            shown["file"] = self.how["file"] or base + self.path()
        return shown


def stamp(when):
    return datetime.datetime.fromtimestamp(when, values.MOSCOW).isoformat(timespec="milliseconds")


# What is in the file.

def content(format_, returns):
    rows = [[str(value) if value is not None else "" for value in row(one)] for one in returns]
    if format_ == "FILE":
        return workbook([COLUMNS] + rows)
    if format_ == "CSV":
        return archive({"united_returns.csv": "\r\n".join(";".join(line) for line in [COLUMNS] + rows)
                        + "\r\n"})
    return archive({"united_returns.json": jsontext.write([dict(zip(COLUMNS, line)) for line in rows])})


def row(one):
    return [one.order, one.id, one.type, one.refund, one.shipment, one.update_text]


def archive(files):
    """A ZIP that is the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text.encode("utf-8"),
                            zipfile.ZIP_DEFLATED)
    return made.getvalue()


def workbook(rows):
    """The least that is a workbook: one sheet of texts."""
    cell = '<c t="inlineStr"><is><t>%s</t></is></c>'
    lines = "".join("<row>%s</row>" % "".join(cell % escape(text) for text in line) for line in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    return archive({
        "[Content_Types].xml": '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="%ssheet.main+xml"/><Override PartName="/xl/sheet.xml" '
        'ContentType="%sworksheet+xml"/></Types>'
        % (package, kind, kind),
        "_rels/.rels": '<Relationships xmlns="%srelationships"><Relationship Id="r" Type="%s/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>' % (package, office),
        "xl/workbook.xml": '<workbook xmlns="%s" xmlns:r="%s"><sheets>'
        '<sheet name="Возвраты" sheetId="1" r:id="s"/></sheets></workbook>' % (main, office),
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="%srelationships"><Relationship Id="s" '
        'Type="%s/worksheet" Target="sheet.xml"/></Relationships>' % (package, office),
        "xl/sheet.xml": '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, lines)})


# Calls.

def generate_united_returns_report(call):
    store, body = call.store, call.json()
    if whole(body, "businessId", least=1) != store.business:
        raise Refused(403)
    format_ = call.query.get("format", "FILE")
    if format_ not in FORMATS:
        raise Refused(400, "format: неизвестное значение %s" % format_)
    returns = wanted(store, body)
    with store.lock():
        report = Report(store.reports.new_id(), format_, returns, dict(store.reports.next))
    response = answers.ok(jsontext.write({"reportId": report.id,
                                          "estimatedGenerationTime": report.how["estimate"]}))
    response.effect = lambda: store.reports.all.update({report.id: report})
    return response


def wanted(store, body):
    """The returns that the report is on."""
    campaigns = member(body, "campaignIds", list, must=False)
    for id_ in campaigns or []:
        if id_ not in store.campaigns:
            raise Refused(403)
    query = {"fromDate": member(body, "dateFrom", str), "toDate": member(body, "dateTo", str)}
    if query["fromDate"] > query["toDate"]:
        raise Refused(400, "dateFrom позже dateTo")
    type_ = member(body, "returnType", str, must=False)
    statuses = read_names(body, "returnStatusTypes", words.SHIPMENT)
    if type_ is not None:
        query["type"] = type_
    if statuses is not None:
        query["shipmentStatuses"] = ",".join(statuses)
    return [one for id_ in campaigns or store.campaigns for one in paging.matching(store.campaigns[id_],
                                                                                   query)]


def get_report_info(call):
    report = call.store.reports.all.get(call.parameters["reportId"])
    if not report:
        raise Refused(404, "Отчёт не найден")
    base = call.store.reports.urls["plain" if call.request.listener == "plain" else "tls"]
    return answers.ok(jsontext.write(report.info(base), jsontext.Style(slash=True)))


# The other host.

def serve_file(store, request, counters):
    """A report's file. A key that comes here has gone astray: it is counted, and the file is not given."""
    if request.get("api-key") is not None or request.get("authorization") is not None:
        counters.add("keys_astray")
        return Response(400, b"<Error><Code>InvalidRequest</Code></Error>", "application/xml")
    match = re.match(r"/reports/([0-9a-f-]+)\.(\w+)\Z", request.path)
    report = match and store.reports.all.get(match.group(1))
    if request.method != "GET" or not report or request.target != report.path():
        return Response(403, b"<Error><Code>AccessDenied</Code></Error>", "application/xml")
    response = Response(200, report.content, TYPES[report.extension])
    response.framing = ("length", "chunked")[len(store.reports.all) % 2]
    return response
