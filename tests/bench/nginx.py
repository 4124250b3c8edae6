"""nginx on loopback with photos of several lengths, plain and over TLS, for a time."""
import os
import shutil
import socket
import subprocess
import time

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {directory}/pid;
error_log {directory}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    default_type image/jpeg;
    sendfile on;
    client_body_temp_path {directory}/t1; proxy_temp_path {directory}/t2; fastcgi_temp_path {directory}/t3;
    uwsgi_temp_path {directory}/t4; scgi_temp_path {directory}/t5;
    server {{
        listen 127.0.0.1:{plain};
        listen 127.0.0.1:{tls} ssl;
        ssl_certificate {directory}/leaf.pem;
        ssl_certificate_key {directory}/leaf.key;
        {suite}
        location ~ /image/(.+)$ {{ root {directory}/photos; try_files /$1 =404; }}
    }}
}}
"""
SUITES = {  # AES-128-GCM in both versions
    "TLS 1.2": "ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256;",
    "TLS 1.3": "ssl_protocols TLSv1.3; ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;",
}
BEGINNING_OF_A_JPEG = b"\xff\xd8\xff\xe0"


def find():
    """nginx lies where only root's PATH leads, or where the set-up has unpacked it."""
    beside = os.path.abspath("build/deps/bench/usr/sbin/nginx")
    return shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or (beside if os.path.exists(beside) else None)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def openssl(directory, *words):
    subprocess.run(["openssl", *words], cwd=directory, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_certificates(directory):
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl(directory, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=bench CA")
    openssl(directory, "req", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=localhost")
    with open(os.path.join(directory, "names"), "w") as names:
        names.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl(directory, "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "names", "-out", "leaf.pem")


class Nginx:
    def __init__(self, directory, lengths, version="TLS 1.2"):
        self.directory, self.suite = directory, SUITES[version]
        self.plain, self.tls, self.ca = free_port(), free_port(), os.path.join(directory, "ca.pem")
        os.mkdir(os.path.join(directory, "photos"))
        for length in lengths:
            with open(os.path.join(directory, "photos", str(length)), "wb") as photo:
                photo.write((BEGINNING_OF_A_JPEG + bytes(range(256)) * (length // 256 + 1))[:length])

    def url(self, secure):
        return "https://localhost:%d" % self.tls if secure else "http://127.0.0.1:%d" % self.plain

    def __enter__(self):
        make_certificates(self.directory)
        path = os.path.join(self.directory, "nginx.conf")
        with open(path, "w") as file:
            file.write(CONFIGURATION.format(directory=self.directory, plain=self.plain, tls=self.tls,
                                            suite=self.suite))
        os.chmod(self.directory, 0o755)  # as root its worker is somebody else
        self.process = subprocess.Popen([find(), "-c", path, "-e", os.path.join(self.directory, "error.log")],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for(self.tls)
        return self

    def wait_for(self, port):
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                time.sleep(0.02)
        with open(os.path.join(self.directory, "error.log")) as log:
            raise RuntimeError("nginx does not start: " + log.read())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
