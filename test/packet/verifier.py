"""A verifier written from docs/plan-format.md alone, with nothing but Python's standard library: no code is shared with
Homeport or with the scripts in a bundle. Prints one JSON object per bundle named on the command line."""
import base64
import datetime
import hashlib
import hmac
import json
import re
import sys
import unicodedata
import zipfile

PAYLOAD_TYPE = b"application/vnd.in-toto+json"
HEAD_TYPE = b"application/vnd.homeport.log-head+json"
REPLY_TYPE = b"application/vnd.homeport.review-reply+json"
NAMES = re.compile(r"(plan\.json|public\.json|packet\.html|report\.(html|pdf)|replies\.json|verify\.(sh|py)|README\.txt|log/(head\.dsse\.json|proof\.json|key\.pem)|statements/[1-9][0-9]?\.(dsse\.json|pae\.bin|sig)|times/[1-9][0-9]?\.tsr|keys/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.pem)")


class Bad(Exception):
    pass


# --- strict JSON and RFC 8785 ---------------------------------------------------------------------------------------

def es_number(value):
    """ECMAScript Number::toString for the numbers of JSON."""
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise Bad("number")
        return str(value)
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len((whole + fraction).lstrip("0")))
    digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    size = len(digits)
    if size <= point <= 21:
        return sign + digits + "0" * (point - size)
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    power = point - 1
    tail = "" if size == 1 else "." + digits[1:]
    return f"{sign}{digits[0]}{tail}e{'+' if power >= 0 else '-'}{abs(power)}"


def canonical(value):
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return es_number(value)
    if isinstance(value, str):
        value.encode("utf-8")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def members(pairs):
    if len({name for name, _ in pairs}) != len(pairs):
        raise Bad("member twice")
    if any(name in ("__proto__", "constructor", "prototype") for name, _ in pairs):
        raise Bad("member name")
    return dict(pairs)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from texts(item)


def read(data):
    """Strict and canonical, or Bad."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=members)
        if canonical(value).encode("utf-8") != data:
            raise Bad("not canonical")
    except (ValueError, RecursionError) as error:
        raise Bad("not JSON") from error
    for text in texts(value):
        in_a_row = 0
        for letter in text:
            in_a_row = in_a_row + 1 if unicodedata.category(letter)[0] == "M" else 0
            if in_a_row > 30:
                raise Bad("marks")
        if any(ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF for letter in text):
            raise Bad("text")
        if unicodedata.normalize("NFC", text) != text or re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text):
            raise Bad("text")
    return value


def hash_of(value):
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


# --- curves ---------------------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def ed_add(a, b):
    product = D * a[0] * b[0] * a[1] * b[1] % P
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + product, P - 2, P)
    y = (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, P - 2, P)
    return x % P, y % P


def ed_times(scalar, point):
    result = (0, 1)
    while scalar:
        if scalar & 1:
            result = ed_add(result, point)
        point = ed_add(point, point)
        scalar >>= 1
    return result


def ed_point(data):
    number = int.from_bytes(data, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        raise Bad("point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if x * x % P != square or (x == 0 and odd):
        raise Bad("point")
    if x & 1 != odd:
        x = P - x
    point = (x, y)
    if point == (0, 1) or ed_times(L, point) != (0, 1):
        raise Bad("weak point")
    return point


ED_BASE_Y = 4 * pow(5, P - 2, P) % P


def ed_base():
    return ed_point(ED_BASE_Y.to_bytes(32, "little"))


def ed25519(key, message, signature):
    if len(signature) != 64:
        raise Bad("signature")
    a, r = ed_point(key), ed_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        raise Bad("signature")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    if ed_times(s, ed_base()) != ed_add(r, ed_times(k, a)):
        raise Bad("signature")


CURVES = {
    "p256": (2**256 - 2**224 + 2**192 + 2**96 - 1, 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
             0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
             0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
             0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5, hashlib.sha256),
    "p384": (2**384 - 2**128 - 2**96 + 2**32 - 1,
             0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
             0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
             0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
             0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F, hashlib.sha384),
}


def ec_add(a, b, p):
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % p == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], p - 2, p)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], p - 2, p)
    x = (slope * slope - a[0] - b[0]) % p
    return x, (slope * (a[0] - x) - a[1]) % p


def ec_times(scalar, point, p):
    result = None
    while scalar:
        if scalar & 1:
            result = ec_add(result, point, p)
        point = ec_add(point, point, p)
        scalar >>= 1
    return result


def der_integer(data):
    if len(data) < 3 or data[0] != 2 or data[1] == 0 or data[1] > 0x7F or len(data) < 2 + data[1]:
        raise Bad("signature")
    body = data[2:2 + data[1]]
    if body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
        raise Bad("signature")
    return int.from_bytes(body, "big"), data[2 + data[1]:]


def ecdsa(curve, key, message, signature):
    p, b, n, gx, gy, digest = CURVES[curve]
    half = (len(key) - 1) // 2
    point = int.from_bytes(key[1:1 + half], "big"), int.from_bytes(key[1 + half:], "big")
    if key[0] != 4 or max(point) >= p or (point[1] ** 2 - point[0] ** 3 + 3 * point[0] - b) % p:
        raise Bad("key")
    if len(signature) < 8 or signature[0] != 0x30 or signature[1] != len(signature) - 2:
        raise Bad("signature")
    r, rest = der_integer(signature[2:])
    s, rest = der_integer(rest)
    if rest or not 0 < r < n or not 0 < s < n:
        raise Bad("signature")
    e, w = int.from_bytes(digest(message).digest(), "big"), pow(s, n - 2, n)
    found = ec_add(ec_times(e * w % n, (gx, gy), p), ec_times(r * w % n, point, p), p)
    if found is None or found[0] % n != r:
        raise Bad("signature")


HEADS = {
    "302a300506032b6570032100": (32, "Ed25519", ed25519),
    "3059301306072a8648ce3d020106082a8648ce3d030107034200": (65, "ECDSA-P256", lambda *a: ecdsa("p256", *a)),
    "3076301006072a8648ce3d020106052b81040022036200": (97, "ECDSA-P384", lambda *a: ecdsa("p384", *a)),
    # Not checked here: it stands beside a signature that is, and counts for nothing.
    "308207b2300b0609608648016503040312038207a100": (1952, "unchecked", lambda *a: None),
}


# --- statements -----------------------------------------------------------------------------------------------------

def decode(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise Bad("base64")
    return data


def read_key(pem):
    match = re.fullmatch(r"-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)-----END PUBLIC KEY-----\n", pem.decode("ascii"))
    der = decode(match[1].replace("\n", "")) if match else b""
    for head, (length, name, check) in HEADS.items():
        head = bytes.fromhex(head)
        if der.startswith(head) and len(der) == len(head) + length:
            return hashlib.sha256(der).hexdigest(), (name, check, der[len(head):])
    raise Bad("key")


def step(name):
    return "/" + name.replace("~", "~0").replace("/", "~1")


def commitment(seed, pointer, value):
    if seed is None:
        return hash_of(value)
    salt = hmac.new(bytes.fromhex(seed), pointer.encode("utf-8"), hashlib.sha256).digest()
    return hashlib.sha256(salt + canonical(value).encode("utf-8")).hexdigest()


def parts_of(document):
    parts = {}
    seed = document.get("seed")
    for name, member in document.items():
        if name == "seed":
            continue
        if not isinstance(member, dict):
            parts[step(name)] = commitment(seed, step(name), member)
            continue
        for key, value in member.items():
            at = step(name) + step(key)
            if name == "plan" and isinstance(value, dict):
                for entry, content in value.items():
                    parts[at + step(entry)] = commitment(seed, at + step(entry), content)
            else:
                parts[at] = commitment(seed, at, value)
    return parts


def encoded(kind, payload):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def blocks(data, count):
    found = []
    for _ in range(count):
        if len(data) < 4:
            raise Bad("block")
        size = int.from_bytes(data[:4], "big")
        found.append(data[4:4 + size])
        if len(found[-1]) != size:
            raise Bad("block")
        data = data[4 + size:]
    if data:
        raise Bad("after the blocks")
    return found


def block(data):
    return len(data).to_bytes(4, "big") + data


SSH_KINDS = {"Ed25519": (b"ssh-ed25519", None), "ECDSA-P256": (b"ecdsa-sha2-nistp256", b"nistp256"), "ECDSA-P384": (b"ecdsa-sha2-nistp384", b"nistp384")}


def carried(name, point, payload, message, signature):
    """What was signed and the bare signature, by one of the three carriers."""
    if signature.startswith(b"SSHSIG"):
        if signature[6:10] != bytes([0, 0, 0, 1]) or name not in SSH_KINDS:
            raise Bad("carrier")
        key, space, reserved, digest, made = blocks(signature[10:], 5)
        kind, curve = SSH_KINDS[name]
        if key != block(kind) + (block(curve) if curve else b"") + block(point):
            raise Bad("carrier's key")
        if space != b"ai-deployment-plan@v1" or reserved != b"" or digest not in (b"sha256", b"sha512"):
            raise Bad("carrier")
        named, bare = blocks(made, 2)
        if named != kind:
            raise Bad("carrier")
        if curve:
            numbers = b"".join(b"\x02" + bytes([len(part)]) + part for part in blocks(bare, 2))
            bare = b"\x30" + bytes([len(numbers)]) + numbers
        hashed = hashlib.new(digest.decode(), payload).digest()
        return b"SSHSIG" + block(space) + block(reserved) + block(digest) + block(hashed), bare
    if len(signature) == 66 and signature[:2] == b"ED":
        return hashlib.blake2b(payload).digest(), signature[2:]
    return message, signature


def open_envelope(data, keys, kind):
    """The payload of an envelope and the algorithm of each key that signed it."""
    envelope = read(data)
    if set(envelope) != {"payload", "payloadType", "signatures"} or envelope["payloadType"].encode() != kind:
        raise Bad("envelope")
    payload = decode(envelope["payload"])
    message = encoded(kind, payload)
    signed = {}
    if not 1 <= len(envelope["signatures"]) <= 4:
        raise Bad("signatures")
    for entry in envelope["signatures"]:
        if set(entry) != {"keyid", "sig"} or entry["keyid"] in signed or entry["keyid"] not in keys:
            raise Bad("signatures")
        name, check, point = keys[entry["keyid"]]
        under, bare = carried(name, point, payload, message, decode(entry["sig"]))
        check(point, under, bare)
        signed[entry["keyid"]] = name
    return payload, signed


def need(holds):
    if not holds:
        raise Bad("predicate")


def is_moment(value):
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?Z", value):
        return False
    year, month, day, hour, minute, second = (int(part) for part in re.findall("[0-9]+", value[:19]))
    try:
        datetime.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return False
    return True


def is_hash(value):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def is_digest(value):
    return isinstance(value, str) and re.fullmatch("sha256:[0-9a-f]{64}", value) is not None


def is_count(value, least):
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def check_form(said):
    """The table of the predicate's members, line by line."""
    need(set(said) == {"planId", "previous", "version", "role", "decision", "conditions", "claimedTime", "clock", "signer", "knowledge", "assessment", "hardware", "modelFiles", "auditLog", "parts"})
    need(is_count(said["version"], 1) and re.fullmatch("[a-z][a-z0-9-]*", said["role"]))
    need(said["decision"] in ("author", "approve", "approve-with-conditions", "reject", "withdraw"))
    need((said["decision"] == "approve-with-conditions") == bool(said["conditions"]))
    need(all(isinstance(text, str) and text for text in said["conditions"]))
    need(set(said["clock"]) == {"highWater", "behind"} and isinstance(said["clock"]["behind"], bool))
    need(is_moment(said["claimedTime"]) and (said["clock"]["highWater"] is None or is_moment(said["clock"]["highWater"])))
    need(set(said["signer"]) == {"keyId", "algorithm", "name", "title"})
    name, title = said["signer"]["name"], said["signer"]["title"]
    need(name != "" and not re.search("[\n\r\t\u2028\u2029]", name + (title or "")))
    need(is_digest(said["assessment"]) and all(value is None or is_digest(value) for value in (said["previous"], said["hardware"])))
    need(all(map(is_digest, [*said["knowledge"].values(), *said["modelFiles"].values()])) and all(map(is_hash, said["parts"].values())))
    log = said["auditLog"]
    need(log is None or (set(log) == {"size", "root"} and is_count(log["size"], 0) and is_hash(log["root"])))


def check_statement(data, keys):
    payload, signed = open_envelope(data, keys, PAYLOAD_TYPE)
    statement = read(payload)
    if set(statement) != {"_type", "subject", "predicateType", "predicate"}:
        raise Bad("statement")
    if statement["_type"] != "https://in-toto.io/Statement/v1" or statement["predicateType"] != "https://homeport.example/plan-decision/v1":
        raise Bad("statement")
    check_form(statement["predicate"])
    signer = statement["predicate"]["signer"]
    if signed.get(signer["keyId"]) != signer["algorithm"]:
        raise Bad("signer")
    predicate = statement["predicate"]
    if (predicate["decision"] == "author") != (predicate["role"] == "author"):
        raise Bad("role")
    return statement


def check_replies(data, keys):
    """Answers decide nothing, but each is signed by a key that came along."""
    file = read(data)
    if set(file) != {"schema", "replies"} or file["schema"] != "homeport/replies/1" or not file["replies"]:
        raise Bad("replies")
    order = []
    for entry in file["replies"]:
        reply = entry["reply"]
        if set(entry) != {"keyId", "reply", "signature"} or set(reply) != {"at", "by", "decision", "plan", "quoted", "text"}:
            raise Bad("reply")
        if set(reply["plan"]) != {"digest", "id", "version"} or set(reply["quoted"]) != {"at", "by", "place", "text"} or entry["keyId"] not in keys:
            raise Bad("reply")
        _, check, point = keys[entry["keyId"]]
        check(point, encoded(REPLY_TYPE, canonical(reply).encode("utf-8")), decode(entry["signature"]))
        order.append("sha256:" + hash_of(reply) + " " + entry["keyId"])
    if order != sorted(set(order)):
        raise Bad("order of replies")


def inner(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_inclusion(leaf, index, size, path):
    """The root that a leaf and its path lead to (RFC 6962, 2.1.1), by the shape of the tree from the top down."""
    if size == 1:
        if path:
            raise Bad("path too long")
        return leaf
    if not path:
        raise Bad("path too short")
    split = 1 << ((size - 1).bit_length() - 1)
    if index < split:
        return inner(root_from_inclusion(leaf, index, split, path[:-1]), path[-1])
    return inner(path[-1], root_from_inclusion(leaf, index - split, size - split, path[:-1]))


def roots_from_consistency(size, later, path, whole, old):
    """The older and newer root that a consistency proof leads to (RFC 6962, 2.1.2), from the top down."""
    if size == later:
        if whole:
            if path:
                raise Bad("path too long")
            return old, old
        if len(path) != 1:
            raise Bad("path length")
        return path[0], path[0]
    if not path:
        raise Bad("path too short")
    split = 1 << ((later - 1).bit_length() - 1)
    if size <= split:
        older, newer = roots_from_consistency(size, split, path[:-1], whole, old)
        return older, inner(newer, path[-1])
    older, newer = roots_from_consistency(size - split, later - split, path[:-1], False, old)
    return inner(path[-1], older), inner(path[-1], newer)


def hashes(items):
    if not all(re.fullmatch("[0-9a-f]{64}", item) for item in items):
        raise Bad("hash")
    return [bytes.fromhex(item) for item in items]


def check_log(files, plan_hash, statements):
    here = [name for name in files if name.startswith("log/")]
    if not here:
        return
    if len(here) != 3:
        raise Bad("log")
    key_id, key = read_key(files["log/key.pem"])
    payload, signed = open_envelope(files["log/head.dsse.json"], {key_id: key}, HEAD_TYPE)
    head, proof = read(payload), read(files["log/proof.json"])
    if len(signed) != 1 or set(head) != {"schema", "size", "root", "at"} or head["schema"] != "homeport/log-head/1":
        raise Bad("log head")
    if set(proof) != {"schema", "entries", "consistency"} or proof["schema"] != "homeport/log-proof/1":
        raise Bad("log proof")
    [root] = hashes([head["root"]])
    for item in proof["consistency"]:
        [old] = hashes([item["root"]])
        if item["size"] == 0:
            good = item["proof"] == [] and old == hashlib.sha256(b"").digest()
        else:
            good = item["size"] <= head["size"] and roots_from_consistency(item["size"], head["size"], hashes(item["proof"]), True, old) == (old, root)
        if not good:
            raise Bad("consistency")
    held = []
    for item in proof["entries"]:
        leaf = hashlib.sha256(b"\x00" + item["entry"].encode("utf-8")).digest()
        if not 0 <= item["index"] < head["size"] or root_from_inclusion(leaf, item["index"], head["size"], hashes(item["inclusion"])) != root:
            raise Bad("inclusion")
        entry = read(item["entry"].encode("utf-8"))
        if entry["event"] != "signed" or entry["planDigest"] != "sha256:" + plan_hash:
            raise Bad("entry")
        fits = [s for s in statements if s["signer"]["keyId"] == entry["keyId"] and s["version"] == entry["version"] and s["claimedTime"] == entry["at"] and ((s["auditLog"] or {}).get("size", 0) <= item["index"])]
        if not fits:
            raise Bad("entry")
        held.append((entry["keyId"], item["index"]))
    for said in statements:
        named = said["auditLog"]
        if said["decision"] != "author" or named is None:
            continue
        if not any(item["size"] == named["size"] and item["root"] == named["root"] for item in proof["consistency"]):
            raise Bad("log does not begin with what was named")
        if not any(key == said["signer"]["keyId"] and index >= named["size"] for key, index in held):
            raise Bad("signing is not in the log")


def check_public(data, statements):
    public = read(data)
    if set(public) != {"schema", "plan", "shown", "withheld"} or public["schema"] != "homeport/public-plan/1":
        raise Bad("schema")
    shown, withheld = public["shown"], public["withheld"]
    if len(set(withheld)) != len(withheld) or set(shown) & set(withheld):
        raise Bad("withheld")
    for statement in statements:
        if statement["subject"] != [{"name": "plan.json", "digest": {"sha256": public["plan"].removeprefix("sha256:")}}]:
            raise Bad("subject")
        said = statement["predicate"]
        if set(said["parts"]) != set(shown) | set(withheld):
            raise Bad("parts")
        for pointer, part in shown.items():
            if set(part) != {"salt", "value"} or not re.fullmatch("[0-9a-f]{64}", part["salt"]):
                raise Bad("salt")
            if hashlib.sha256(bytes.fromhex(part["salt"]) + canonical(part["value"]).encode("utf-8")).hexdigest() != said["parts"][pointer]:
                raise Bad("value")
        repeated = {"/plan/id": said["planId"], "/plan/previous": said["previous"]}
        repeated.update({"/knowledge" + step(name): digest for name, digest in said["knowledge"].items()})
        if any(pointer in shown and shown[pointer]["value"] != value for pointer, value in repeated.items()):
            raise Bad("statement does not follow from the plan")
    return public["plan"].removeprefix("sha256:")


def check_bundle(path):
    archive = zipfile.ZipFile(path)
    names = archive.namelist()
    if len({name.lower() for name in names}) != len(names) or archive.testzip():
        raise Bad("archive")
    if not all(NAMES.fullmatch(name) for name in names) or ("plan.json" in names) == ("public.json" in names):
        raise Bad("names")
    files = {name: archive.read(name) for name in names}
    keys = dict(read_key(data) for name, data in files.items() if name.startswith("keys/"))
    statements = []
    while f"statements/{len(statements) + 1}.dsse.json" in files:
        at = f"statements/{len(statements) + 1}"
        statements.append(check_statement(files[at + ".dsse.json"], keys))
        envelope = json.loads(files[at + ".dsse.json"])
        [entry, *_] = envelope["signatures"]
        name, _, point = keys[entry["keyid"]]
        payload = base64.b64decode(envelope["payload"])
        signed, first = carried(name, point, payload, encoded(PAYLOAD_TYPE, payload), base64.b64decode(entry["sig"]))
        if files.get(at + ".pae.bin", signed) != signed or files.get(at + ".sig", first) != first:
            raise Bad("beside")
    if not statements:
        raise Bad("unsigned")
    if any(int(re.search("[0-9]+", name)[0]) > len(statements) for name in names if re.match("statements/|times/", name)):
        raise Bad("a gap in the statements")
    if all(statement["predicate"]["decision"] != "author" for statement in statements):
        raise Bad("no author")
    if len({statement["predicate"]["version"] for statement in statements}) > 1:
        raise Bad("versions")
    if "replies.json" in files:
        if "public.json" in files:
            raise Bad("names")
        check_replies(files["replies.json"], keys)
    if "public.json" in files:
        plan_hash = check_public(files["public.json"], statements)
        check_log(files, plan_hash, [statement["predicate"] for statement in statements])
        return {"verdict": "genuine", "statements": [[s["predicate"]["role"], s["predicate"]["decision"]] for s in statements]}
    plan = files["plan.json"]
    try:
        document = json.loads(plan)
    except (ValueError, RecursionError) as error:
        raise Bad("plan") from error
    for statement in statements:
        subject = {"name": "plan.json", "digest": {"sha256": hashlib.sha256(plan).hexdigest()}}
        if statement["subject"] != [subject]:
            signed, present = statement["predicate"]["parts"], parts_of(document)
            changed = sorted(name for name in {*signed, *present} if signed.get(name) != present.get(name))
            return {"verdict": "invalid", "reason": "subject", "changed": changed}
    document = read(plan)
    if set(document) - {"seed"} != {"schema", "plan", "assessment", "knowledge"} or document["schema"] != "homeport/signed-plan/1":
        raise Bad("schema")
    for statement in statements:
        said = statement["predicate"]
        machines, seed = document["plan"]["machines"], document.get("seed")
        follows = (
            said["parts"] == parts_of(document)
            and said["assessment"] == "sha256:" + commitment(seed, "/assessment", document["assessment"])
            and said["knowledge"] == document["knowledge"]
            and said["planId"] == document["plan"]["id"]
            and said["previous"] == document["plan"]["previous"]
            and said["hardware"] == ("sha256:" + commitment(seed, "/plan/machines", machines) if machines else None)
        )
        if not follows:
            raise Bad("statement does not follow from the plan")
    check_log(files, hashlib.sha256(plan).hexdigest(), [statement["predicate"] for statement in statements])
    return {"verdict": "genuine", "statements": [[s["predicate"]["role"], s["predicate"]["decision"]] for s in statements]}


for place in sys.argv[1:]:
    try:
        result = check_bundle(place)
    except Bad as fault:
        result = {"verdict": "invalid", "reason": str(fault)}
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, zipfile.BadZipFile) as fault:
        result = {"verdict": "invalid", "reason": type(fault).__name__}
    print(json.dumps(result))
