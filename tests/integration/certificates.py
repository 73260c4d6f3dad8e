# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certificates for tests, made by openssl."""
import subprocess


def _openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def make_ca(folder, name="ca"):
    """(certificate, key) of a certificate authority."""
    cert, key = folder / f"{name}.crt", folder / f"{name}.key"
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-keyout", str(key), "-out", str(cert), "-days", "2", "-subj", f"/CN=Test {name}",
             "-addext", "basicConstraints=critical,CA:TRUE")
    return cert, key


def make_cert(folder, ca, name, names=("DNS:localhost", "IP:127.0.0.1", "IP:::1"), days=2):
    """(certificate, key) signed by ca, for the given subject alternative names."""
    cert, key, request = (folder / f"{name}.{end}" for end in ("crt", "key", "csr"))
    extensions = folder / f"{name}.ext"
    extensions.write_text("subjectAltName=" + ",".join(names) + "\n")
    _openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             str(key), "-out", str(request), "-subj", f"/CN={name}")
    _openssl("x509", "-req", "-in", str(request), "-CA", str(ca[0]), "-CAkey", str(ca[1]), "-out",
             str(cert), "-days", str(days), "-CAcreateserial", "-extfile", str(extensions))
    return cert, key
