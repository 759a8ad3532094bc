#!/usr/bin/env python3
"""An ICS2 client in Python, written without any code of Ics2Conformance: nothing but the standard library and the openssl command.

It shows what `ics2 rehearse --client exec:...` asks of a client (StepDefinitions/Steps/Clients/README.md), and is small enough to read in one go:

    client.py ping   --trader DIR
    client.py send   FILE --trader DIR --action IE3F10 [--wait 0s] [--attach FILE]...
    client.py pull   --trader DIR
    client.py listen --trader DIR --port N

It is no product: revocation is not checked, and everything is held in memory.
"""
import argparse, base64, gzip, hashlib, http.client, http.server, json, os, pathlib, re, ssl, subprocess, sys, tempfile, time, uuid
import xml.dom.minidom as dom
from datetime import datetime, timezone
from xml.parsers.expat import ExpatError
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import canonicalize
from xml.sax.saxutils import escape, quoteattr

S = "http://www.w3.org/2003/05/soap-envelope"
EB = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/"
EBBP = "http://docs.oasis-open.org/ebxml-bp/ebbp-signals-2.0"
DS = "http://www.w3.org/2000/09/xmldsig#"
WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSU, WSSE = WSS + "wssecurity-utility-1.0.xsd", WSS + "wssecurity-secext-1.0.xsd"
WSSE11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd"
PKI_PATH = WSS + "x509-token-profile-1.0#X509PKIPathv1"
C14N, SHA256 = "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ATTACHMENT = "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Content-Signature-Transform"
PARTY = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:eu-customs:"
TEST = EB + "service", EB + "test"
ATTEMPTS = 3


class Refused(Exception):
    """What customs sent, or answered, cannot be accepted."""


def openssl(*arguments, data=b""):
    run = subprocess.run(["openssl", *arguments], input=data, capture_output=True)
    if run.returncode != 0:
        raise Refused(f"openssl {arguments[0]}: {run.stderr.decode(errors='replace').strip()}")
    return run.stdout


def digest(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


class Trader:
    """The trader folder: who we are, both certificates, whom we trust."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.settings = json.loads((self.folder / "trader.json").read_text())
        self.party, self.mpc = self.settings["partyId"], self.settings.get("mpc")
        self.host = self.settings["eori"].lower() + ".python.invalid"
        self.seal_key, self.chain = self.open("seal")
        self.tls_key, tls_chain = self.open("tls")
        self.tls_file = self.work("tls.pem", b"".join([self.tls_key] + tls_chain))
        self.seal_file = self.work("seal-key.pem", self.seal_key)

    def open(self, which):
        key = self.settings[which]
        pem = openssl("pkcs12", "-in", str(self.folder / key["file"]), "-passin", "pass:" + key["password"], "-nodes")
        blocks = re.findall(rb"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----\n?", pem, re.S)
        return next(b for b in blocks if b"KEY" in b[:40]), ordered([b for b in blocks if b"CERTIFICATE" in b[:40]])

    def work(self, name, content):
        path = self.folder / name
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        return str(path)

    def token(self):
        """PKIPath: a DER sequence of certificates, the leaf last (ITU-T X.509; ICD 4.6.2 wants the whole chain)."""
        ders = [ssl.PEM_cert_to_DER_cert(pem.decode()) for pem in reversed(self.chain)]
        content = b"".join(ders)
        size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
        return base64.b64encode(b"\x30" + bytes([0x80 | len(size)]) + size + content).decode()


def names(pem):
    """Subject and issuer of a certificate."""
    return [line.split("=", 1)[1].strip() for line in openssl("x509", "-noout", "-subject", "-issuer", "-nameopt", "RFC2253", data=pem).decode().splitlines()]


def who(name):
    """What a name says of country, organisation and person, however it is written."""
    parts = (part.strip().split("=", 1) for part in re.split(r",(?=\s*[A-Za-z0-9.]+=)", name))
    return {key: value.strip('"') for key, value in parts if key in ("C", "O", "CN")}


def ordered(pems):
    """The leaf first, then issuer by issuer."""
    named = [(pem, *names(pem)) for pem in pems]
    path = [next(c for c in named if not any(c[1] == other[2] and other is not c for other in named))]
    while path[-1][1] != path[-1][2]:
        following = [c for c in named if c[1] == path[-1][2]]
        if not following:
            break
        path.append(following[0])
    return [pem for pem, _, _ in path]


# ---- writing: every signed element is written in its canonical form, so that the digest is taken over what goes out ----

def messaging(block, inner):
    return (f'<eb:Messaging xmlns:S="{S}" xmlns:eb="{EB}" xmlns:wsu="{WSU}" wsu:Id="{block}" S:mustUnderstand="true">{inner}</eb:Messaging>')


def info(message_id, refers_to=None):
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    reference = f"<eb:RefToMessageId>{escape(refers_to)}</eb:RefToMessageId>" if refers_to else ""
    return f"<eb:MessageInfo><eb:Timestamp>{now}</eb:Timestamp><eb:MessageId>{message_id}</eb:MessageId>{reference}</eb:MessageInfo>"


def user_message(trader, message_id, service, action, parts):
    typed = "" if service == TEST[0] else ' type="eu-customs-service-type"'
    listed = "".join(
        f'<eb:PartInfo href="cid:{quote(cid, safe="@")}"><eb:PartProperties><eb:Property name="MimeType">{mime}</eb:Property>'
        + ('<eb:Property name="CharacterSet">utf-8</eb:Property>' if mime == "application/xml" else "")
        + '<eb:Property name="CompressionType">application/gzip</eb:Property></eb:PartProperties></eb:PartInfo>' for cid, mime, _ in parts)
    return (
        f'<eb:UserMessage>{info(message_id)}<eb:PartyInfo>'
        f'<eb:From><eb:PartyId type="{PARTY}EORI">{trader.party}</eb:PartyId><eb:Role>Trader</eb:Role></eb:From>'
        f'<eb:To><eb:PartyId type="{PARTY}auth">sti-taxud</eb:PartyId><eb:Role>Customs</eb:Role></eb:To></eb:PartyInfo>'
        f'<eb:CollaborationInfo><eb:AgreementRef type="ics2-interface-version">EU-ICS2-TI-V2.0</eb:AgreementRef><eb:Service{typed}>{service}</eb:Service>'
        f'<eb:Action>{action}</eb:Action><eb:ConversationId>1</eb:ConversationId></eb:CollaborationInfo>'
        + (f"<eb:PayloadInfo>{listed}</eb:PayloadInfo>" if parts else "") + "</eb:UserMessage>")


def receipt(message_id, refers_to, references):
    repeated = "".join(f'<ebbp:MessagePartNRInformation>{text}</ebbp:MessagePartNRInformation>' for text in references)
    return (f'<eb:SignalMessage>{info(message_id, refers_to)}<eb:Receipt><ebbp:NonRepudiationInformation xmlns:ebbp="{EBBP}">{repeated}'
            f'</ebbp:NonRepudiationInformation></eb:Receipt></eb:SignalMessage>')


def sealed(trader, inner, parts=()):
    """The HTTP body and its content type: header, empty Body and every part are signed (ICD 4.6.2)."""
    unique = uuid.uuid4().hex
    header, body = messaging("m" + unique, inner), f'<S:Body xmlns:S="{S}" xmlns:wsu="{WSU}" wsu:Id="b{unique}"></S:Body>'
    signed = [("#m" + unique, C14N, header.encode()), ("#b" + unique, C14N, body.encode())]
    signed += [("cid:" + quote(cid, safe="@"), ATTACHMENT, content) for cid, _, content in parts]
    signed_info = (
        f'<ds:SignedInfo xmlns:ds="{DS}"><ds:CanonicalizationMethod Algorithm="{C14N}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{RSA_SHA256}"></ds:SignatureMethod>' + "".join(
            f'<ds:Reference URI="{uri}"><ds:Transforms><ds:Transform Algorithm="{transform}"></ds:Transform></ds:Transforms>'
            f'<ds:DigestMethod Algorithm="{SHA256}"></ds:DigestMethod><ds:DigestValue>{digest(data)}</ds:DigestValue></ds:Reference>'
            for uri, transform, data in signed) + "</ds:SignedInfo>")
    value = base64.b64encode(openssl("dgst", "-sha256", "-sign", trader.seal_file, data=signed_info.encode())).decode()
    security = (
        f'<wsse:Security xmlns:wsse="{WSSE}" xmlns:wsu="{WSU}" S:mustUnderstand="true">'
        f'<wsse:BinarySecurityToken EncodingType="{WSS}soap-message-security-1.0#Base64Binary" ValueType="{PKI_PATH}" wsu:Id="t{unique}">{trader.token()}</wsse:BinarySecurityToken>'
        f'<ds:Signature xmlns:ds="{DS}">{signed_info}<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo>'
        f'<wsse:SecurityTokenReference xmlns:wsse11="{WSSE11}" wsse11:TokenType="{PKI_PATH}"><wsse:Reference URI="#t{unique}" ValueType="{PKI_PATH}"></wsse:Reference>'
        f'</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security>')
    envelope = f'<S:Envelope xmlns:S="{S}"><S:Header>{header}{security}</S:Header>{body}</S:Envelope>'
    root = f"envelope@{trader.host}"
    pieces = [(root, "application/soap+xml; charset=UTF-8", envelope.encode())] + [(cid, "application/gzip", content) for cid, _, content in parts]
    lines = b"".join(
        f"--{unique}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{cid}>\r\n\r\n".encode() + content + b"\r\n"
        for cid, kind, content in pieces) + f"--{unique}--\r\n".encode()
    return f'multipart/related; type="application/soap+xml"; start="<{root}>"; boundary="{unique}"', lines


# ---- reading ----

class Received:
    """A message of customs, unpacked; `verify` decides whether it may be believed."""

    def __init__(self, content_type, body):
        boundary = re.search(r'boundary="?([^";]+)', content_type or "")
        self.parts = {}
        if boundary:
            for piece in body.split(b"--" + boundary.group(1).encode())[1:-1]:
                head, _, content = piece.lstrip(b"\r\n").partition(b"\r\n\r\n")
                cid = re.search(rb"(?im)^content-id:\s*<([^>]+)>", head)
                self.parts[cid.group(1).decode() if cid else ""] = content[:-2]
        start = re.search(r'start="?<([^>]+)>', content_type or "")
        envelope = self.parts.get(start.group(1)) if start else next(iter(self.parts.values()), body)
        if b"<!DOCTYPE" in envelope:
            raise Refused("a document type declaration")
        self.document = dom.parseString(envelope)

    def all(self, namespace, name):
        return self.document.getElementsByTagNameNS(namespace, name)

    def text(self, name, namespace=EB):
        found = self.all(namespace, name)
        return "".join(node.data for node in found[0].childNodes if node.nodeType == node.TEXT_NODE).strip() if found else None

    @property
    def error(self):
        found = self.all(EB, "Error")
        return {name: found[0].getAttribute(name) for name in ("errorCode", "severity", "shortDescription")} | {"detail": self.text("ErrorDetail")} if found else None

    def canonical(self, element):
        copy, above = element.cloneNode(True), element
        while above is not None and above.nodeType == above.ELEMENT_NODE:
            for name, value in above.attributes.items():
                if name.startswith("xmlns") and not copy.hasAttribute(name):
                    copy.setAttribute(name, value)
            above = above.parentNode
        return canonicalize(copy.toxml()).encode()

    def verify(self, trader):
        """Chain up to the trusted roots, value of the signature, every digest; header, Body and all parts must be covered."""
        tokens, signatures = self.all(WSSE, "BinarySecurityToken"), self.all(DS, "Signature")
        if len(tokens) != 1 or len(signatures) != 1:
            raise Refused("expected one token and one signature")
        chain = certificates(base64.b64decode(self.text("BinarySecurityToken", WSSE)))
        signed_info = signatures[0].getElementsByTagNameNS(DS, "SignedInfo")[0]
        with tempfile.TemporaryDirectory() as folder:
            def put(name, content):
                pathlib.Path(folder, name).write_bytes(content)
                return str(pathlib.Path(folder, name))
            leaf, others = put("leaf.pem", chain[-1]), put("others.pem", b"".join(chain[:-1]))
            openssl("verify", "-purpose", "any", "-CAfile", str(trader.folder / trader.settings["sealTrust"]), "-untrusted", others, leaf)
            # Another trader's seal comes from the same roots: customs is who trader.json says.
            if customs := trader.settings.get("customsSeal"):
                if [who(name) for name in names(chain[-1])] != [who(customs["subject"]), who(customs["issuer"])]:
                    raise Refused(f"the seal is not that of customs but of {names(chain[-1])[0]}")
            key = put("key.pem", openssl("x509", "-noout", "-pubkey", data=chain[-1]))
            value = put("value", base64.b64decode(self.text("SignatureValue", DS)))
            openssl("dgst", "-sha256", "-verify", key, "-signature", value, data=self.canonical(signed_info))
        covered = set()
        for reference in signed_info.getElementsByTagNameNS(DS, "Reference"):
            uri = reference.getAttribute("URI")
            stated = "".join(reference.getElementsByTagNameNS(DS, "DigestValue")[0].firstChild.data.split())
            if digest(self.referenced(uri)) != stated:
                raise Refused(f"the digest of {uri} does not match")
            covered.add(uri)
        wanted = {"#" + element.getAttributeNS(WSU, "Id") for element in (self.all(EB, "Messaging")[0], self.all(S, "Body")[0])}
        wanted |= {part.getAttribute("href") for part in self.all(EB, "PartInfo")}
        if not wanted <= covered:
            raise Refused(f"not covered by the seal: {', '.join(wanted - covered)}")

    def referenced(self, uri):
        if uri.startswith("cid:"):
            return self.parts[unquote(uri[4:])]
        found = [e for e in (self.all(EB, "Messaging") + self.all(S, "Body")) if e.getAttributeNS(WSU, "Id") == uri[1:]]
        if len(found) != 1:
            raise Refused(f"{uri} is not exactly one of header and Body")
        return self.canonical(found[0])

    def references(self):
        return [self.canonical(e).decode() for e in self.all(DS, "SignedInfo")[0].getElementsByTagNameNS(DS, "Reference")]


def certificates(path):
    """The certificates of a PKIPath, leaf last."""
    def length(at):
        size = path[at + 1]
        count = size & 0x7F if size & 0x80 else 0
        return at + 2 + count, int.from_bytes(path[at + 2:at + 2 + count], "big") if count else size
    at, total = length(0)
    found, end = [], at + total
    while at < end:
        content, size = length(at)
        found.append(ssl.DER_cert_to_PEM_cert(path[at:content + size]).encode())
        at = content + size
    return found


# ---- talking ----

def post(trader, message):
    """One HTTPS request with both certificates in place; nothing but an HTTP answer counts as one."""
    content_type, body = message
    url = urlsplit(trader.settings["endpoint"])
    tls = ssl.create_default_context(cafile=str(trader.folder / trader.settings["tlsTrust"]))
    tls.load_cert_chain(trader.tls_file)
    connection = http.client.HTTPSConnection(url.hostname, url.port, context=tls, timeout=20)
    try:
        connection.request("POST", url.path, body, {"Content-Type": content_type})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()
    finally:
        connection.close()


def deliver(trader, inner, parts, message_id):
    """Sends until there is a receipt or an error of customs: the same id and the same bytes each time (as4-profile d3)."""
    message, problem = sealed(trader, inner, parts), None
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(0.2)
        try:
            _, content_type, body = post(trader, message)
            answer = Received(content_type, body)
            if answer.error:
                refused = answer.error["errorCode"], answer.error["detail"] or ""
                if refused[0] == "EBMS:0004" and refused[1].startswith("A003"):
                    raise Refused("UUM&DS does not answer for now: " + refused[1])  # nothing is wrong with the message (ICD Annex 4)
                return {"messageId": message_id, "error": {"code": answer.error["errorCode"], "shortDescription": answer.error["shortDescription"], "detail": answer.error["detail"]}}
            answer.verify(trader)
            stated = {e.getAttribute("URI"): "".join(e.getElementsByTagNameNS(DS, "DigestValue")[0].firstChild.data.split())
                      for e in answer.all(EB, "Receipt")[0].getElementsByTagNameNS(DS, "Reference")}
            sent = {uri: value for uri, value in re.findall(rb'<ds:Reference URI="([^"]+)".*?<ds:DigestValue>([^<]+)<', message[1])}
            if answer.text("RefToMessageId") != message_id or stated != {uri.decode(): value.decode() for uri, value in sent.items()}:
                raise Refused("the receipt is about another message")
            return {"messageId": message_id, "receipt": {"messageId": answer.text("MessageId"), "valid": True}}
        except (OSError, http.client.HTTPException, Refused, KeyError, IndexError, ValueError, ExpatError) as failure:
            problem = failure
    return {"messageId": message_id, "error": {"code": "EBMS:0301", "shortDescription": "MissingReceipt", "detail": str(problem)}}


def receive(trader, message):
    """Judges a message of customs, keeps it, and gives the sealed receipt. What was received before is acknowledged again and kept once."""
    message.verify(trader)
    message_id, action = message.text("MessageId"), message.text("Action")
    inbox = trader.folder / "inbox"
    inbox.mkdir(exist_ok=True)
    kept = inbox / (hashlib.sha256(message_id.encode()).hexdigest()[:32] + ".xml")
    first = message.all(EB, "PartInfo")
    if first and not kept.exists():
        kept.write_bytes(gzip.decompress(message.parts[unquote(first[0].getAttribute("href")[4:])]))
        print(f"{action} {message_id} received", file=sys.stderr)
    return sealed(trader, receipt(f"{uuid.uuid4()}@{trader.host}", message_id, message.references()))


def ping(trader, _):
    message_id = f"{uuid.uuid4()}@{trader.host}"
    return deliver(trader, user_message(trader, message_id, *TEST, []), [], message_id)


def send(trader, arguments):
    file, message_id = pathlib.Path(arguments.file), f"{uuid.uuid4()}@{trader.host}"
    parts = [(f"{arguments.action}.{uuid.uuid4().hex}@{trader.host}", "application/xml", gzip.compress(file.read_bytes()))]
    for name in arguments.attach:
        mime = "application/pdf" if name.lower().endswith(".pdf") else "image/jpeg"
        parts.append((pathlib.Path(name).stem, mime, gzip.compress(pathlib.Path(name).read_bytes())))
    return deliver(trader, user_message(trader, message_id, "eu_ics2_t2c", arguments.action, parts), parts, message_id)


def pull(trader, _):
    received, refused = 0, set()
    while True:
        request = sealed(trader, f'<eb:SignalMessage>{info(f"{uuid.uuid4()}@{trader.host}")}<eb:PullRequest mpc={quoteattr(trader.mpc)}></eb:PullRequest></eb:SignalMessage>')
        _, content_type, body = post(trader, request)
        message = Received(content_type, body)
        if message.error:
            return {"received": received, "ended": message.error["errorCode"]}
        try:
            post(trader, receive(trader, message))
            received += 1
        except Refused as why:
            print(f"refused: {why}", file=sys.stderr)  # no receipt, so customs keeps it
            if message.text("MessageId") in refused:
                return {"received": received, "ended": str(why)}
            refused.add(message.text("MessageId"))


def listen(trader, arguments):
    class Endpoint(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                content_type, answer = receive(trader, Received(self.headers.get("Content-Type"), body))
                status = 200
            except Exception as why:  # whatever is wrong with it, customs gets no receipt
                content_type, answer, status = "text/plain", str(why).encode(), 500
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(trader.tls_file)
    tls.load_verify_locations(str(trader.folder / trader.settings["tlsTrust"]))
    tls.verify_mode = ssl.CERT_REQUIRED
    server = http.server.ThreadingHTTPServer(("127.0.0.1", arguments.port), Endpoint)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(required=True)
    for verb in (ping, send, pull, listen):
        options = verbs.add_parser(verb.__name__)
        options.set_defaults(verb=verb)
        options.add_argument("--trader", required=True)
        if verb is send:
            options.add_argument("file")
            options.add_argument("--action", required=True)
            options.add_argument("--attach", action="append", default=[])
            options.add_argument("--wait")
        if verb is listen:
            options.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    said = arguments.verb(Trader(arguments.trader), arguments)
    print(json.dumps(said))
    sys.exit(1 if said.get("error") else 0)


if __name__ == "__main__":
    main()
