#!/usr/bin/env python3
"""Runs the stand-in: prints how to point ymr at it, serves until ^C or SIGTERM, leaves nothing behind."""
import argparse
import ipaddress
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from market import server, store, tls


def arguments():
    parser = argparse.ArgumentParser(description="A local stand-in for the Yandex Market's returns API.")
    parser.add_argument("--host", default="localhost",
                        help="for HTTPS: a name or an address (localhost: 127.0.0.1 and ::1)")
    parser.add_argument("--port", type=int, default=0, help="for HTTPS; 0: chosen by the system")
    parser.add_argument("--plain-port", type=int, default=0,
                        help="for HTTP, always on loopback; 0: chosen by the system")
    parser.add_argument("--dir", help="where CA and keys go, and stay; default: a temporary directory")
    parser.add_argument("--seed", default="1", help="another seed, other returns and another key")
    parser.add_argument("--returns", type=int, default=420, help="how many returns the main campaign has")
    parser.add_argument("--keep-alive", action="store_true",
                        help="keep connections open; the real Market does not")
    parser.add_argument("--tls-zoo", action="store_true", help="more TLS listeners with special certificates")
    parser.add_argument("--ready-file", help="gets ports, key and files as JSON once everything listens")
    parser.add_argument("--until-eof", action="store_true", help="stop when standard input ends")
    parser.add_argument("--quiet", action="store_true", help="say nothing on standard output")
    parser.add_argument("--verbose", action="store_true", help="one line a request on standard error")
    return parser.parse_args()


def addresses(host):
    """Every address to listen on."""
    if host == "localhost":
        return list(server.LOOPBACK)
    return list(dict.fromkeys(info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


def certificate_names(host):
    try:
        extra = "IP:%s" % ipaddress.ip_address(host)
    except ValueError:
        extra = "DNS:" + host
    return tls.NAMES if extra in tls.NAMES else tls.NAMES + "," + extra


def open_ports(market, options, directory):
    """Makes the certificates, opens every listener: {name of a zoo listener: its port, url and ca}."""
    authority = tls.Authority(directory)
    main = tls.main_listener(authority, certificate_names(options.host))
    where = addresses(options.host)
    market.ports.append(server.Port("tls", where, options.port, main.context))
    market.ports.append(server.Port("plain", server.LOOPBACK, options.plain_port))
    market.ports.append(server.Port("files", where, 0, main.context))
    market.ports.append(server.Port("files_plain", server.LOOPBACK, 0))
    files, files_plain = (port.number for port in market.ports[2:])
    # By another name than the API's, so that a client which mixes the two up is found out.
    host = "127.0.0.1" if options.host == "localhost" else url_host(options.host)
    market.store.reports.urls = {"tls": "https://%s:%d" % (host, files),
                                 "plain": "http://localhost:%d" % files_plain}
    known = {}
    for listener in tls.zoo(authority) if options.tls_zoo else []:
        port = server.Port(listener.name, where, 0, listener.context, listener.keep_alive)
        market.ports.append(port)
        url = "https://%s:%d" % (url_host(options.host), port.number)
        known[listener.name] = {"port": port.number, "url": url, "ca": listener.ca}
    return known


def url_host(host):
    return "[%s]" % host if ":" in host else {"0.0.0.0": "127.0.0.1"}.get(host, host)


def describe(market, options, directory, zoo):
    tls_port, plain_port = market.ports[0].number, market.ports[1].number
    return {"base_url": "https://%s:%d" % (url_host(options.host), tls_port), "port": tls_port,
            "plain_url": "http://127.0.0.1:%d" % plain_port, "plain_port": plain_port,
            "ca": os.path.join(directory, "ca.pem"),
            "ca_bundle": os.path.join(directory, "ca-bundle.pem" if zoo else "ca.pem"),
            "key": market.store.key, "campaign": store.CAMPAIGN, "campaign_big": store.CAMPAIGN_BIG,
            "campaign_empty": store.CAMPAIGN_EMPTY, "business": store.BUSINESS, "pid": os.getpid(),
            "dir": directory, "files": market.store.reports.urls,
            "zoo": zoo}


def announce(ready, options, market):
    if options.ready_file:
        with open(options.ready_file + ".new", "w") as out:
            json.dump(ready, out)
        os.replace(options.ready_file + ".new", options.ready_file)
    if options.quiet:
        return
    print("The Market's stand-in serves %d returns. In another terminal:\n"
          % len(market.store.campaigns[store.CAMPAIGN]))
    print("export YMR_BASE_URL=%s" % ready["base_url"])
    print("export YMR_CA=%s" % ready["ca"])
    print("export YMR_API_KEY=%s" % ready["key"])
    print("export YMR_CAMPAIGN=%d" % ready["campaign"])
    print("export YMR_BUSINESS=%d" % ready["business"])
    print("\nWithout TLS: %(plain_url)s   Control: %(plain_url)s/_market/counters   ^C ends it." % ready)
    for name, one in ready["zoo"].items():
        print("%-12s %s  CA %s" % (name, one["url"], one["ca"]))
    sys.stdout.flush()


def stop_on_signals(wake):
    def stop(number, frame):
        wake.send(b"x")
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)


def stop_at_eof(wake):
    def wait():
        while os.read(0, 4096):
            pass
        wake.send(b"x")
    threading.Thread(target=wait, daemon=True).start()


def main():
    options = arguments()
    directory = os.path.abspath(options.dir or tempfile.mkdtemp(prefix="market-"))
    os.makedirs(directory, exist_ok=True)
    log = (lambda text: print(text, file=sys.stderr, flush=True)) if options.verbose else None
    wake, waker = socket.socketpair()
    stop_on_signals(waker)
    try:
        market = server.Market(store.Store(options.seed, options.returns), options.keep_alive, log)
        zoo = open_ports(market, options, directory)
        if options.until_eof:
            stop_at_eof(waker)
        announce(describe(market, options, directory, zoo), options, market)
        market.serve(wake)
    except (OSError, tls.ToolMissing) as error:
        print("market: %s" % error, file=sys.stderr)
        return 1
    finally:
        if not options.dir:
            shutil.rmtree(directory, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
