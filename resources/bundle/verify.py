#!/usr/bin/env python3
"""Verifies a signed deployment plan without Homeport. Needs Python 3.9 and the package "cryptography".

    python3 verify.py [FINGERPRINT]...      in the folder that the bundle was unpacked to

FINGERPRINT is the full key id (64 hex digits) of a signer, received by another way than this bundle. With
fingerprints, every one of them must have signed. Without, the result says only that nothing was changed.
This shows that the bytes are genuine. It does not derive the assessment again: "homeport verify" does.
"""
import base64
import binascii
import datetime
import hashlib
import hmac
import json
import pathlib
import re
import sys
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
SSH_NAMESPACE = b"ai-deployment-plan@v1"
REPLY_TYPE = b"application/vnd.homeport.review-reply+json"
PREDICATE_TYPE = "https://homeport.example/plan-decision/v1"
PRIME = 2**255 - 19
# y coordinates of the points of small order: with such a key one signature fits every message.
ORDER_EIGHT = 2707385501144840649318225287225658788936804267575313519463743609750303021402
SMALL_ORDER = {0, 1, PRIME - 1, ORDER_EIGHT, PRIME - ORDER_EIGHT}


# The one form of a statement: the members of its canonical text in their order.
TEXT = r'"(?:[^"\\]|\\["\\nrt])*"'
HASH = "[0-9a-f]{64}"
DIGEST = f'"sha256:{HASH}"'
MOMENT = r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z"'
NUMBER = "[1-9][0-9]{0,15}"


def table(value):
    return f"\\{{(?:{TEXT}:{value}(?:,{TEXT}:{value})*)?\\}}"


STATEMENT = re.compile(
    f'\\{{"_type":"{re.escape(STATEMENT_TYPE)}","predicate":\\{{"assessment":{DIGEST},'
    f'"auditLog":(?:null|\\{{"root":"{HASH}","size":(?:0|{NUMBER})\\}}),"claimedTime":{MOMENT},'
    f'"clock":\\{{"behind":(?:true|false),"highWater":(?:null|{MOMENT})\\}},"conditions":\\[(?:{TEXT}(?:,{TEXT})*)?\\],'
    f'"decision":"(?:author|approve|approve-with-conditions|reject|withdraw)","hardware":(?:null|{DIGEST}),"knowledge":{table(DIGEST)},'
    f'"modelFiles":{table(DIGEST)},"parts":' + table(f'"{HASH}"') + f',"planId":"[0-9a-f-]{{36}}","previous":(?:null|{DIGEST}),'
    f'"role":"[a-z][a-z0-9-]{{0,63}}","signer":\\{{"algorithm":"(?:Ed25519|ECDSA-P256|ECDSA-P384)","keyId":"{HASH}","name":{TEXT},"title":(?:null|{TEXT})\\}},'
    f'"version":{NUMBER}\\}},"predicateType":"{re.escape(PREDICATE_TYPE)}","subject":\\[.*\\]\\}}',
    re.DOTALL | re.ASCII,
)


class Refused(Exception):
    pass


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs) or members.keys() & {"__proto__", "constructor", "prototype"}:
        raise Refused("a member stands there twice or has a name that is not allowed")
    return members


def no_number(_text):
    raise Refused("a number that is not whole; Homeport signs none")


# Control and direction characters (tabs and line ends may be), halves of characters, and what is no character.
ODD_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef]")


def check_value(value, depth=0):
    """What every reader reads alike: plain text in one composed form, whole numbers, not too deep."""
    if depth > 64:
        raise Refused("nested too deep")
    if isinstance(value, str):
        marks = "".join("m" if unicodedata.category(letter).startswith("M") else " " for letter in value)
        if "m" * 31 in marks or ODD_TEXT.search(value) or any(ord(letter) & 0xFFFE == 0xFFFE for letter in value) or unicodedata.normalize("NFC", value) != value:
            raise Refused("text that cannot be signed")
    elif isinstance(value, dict):
        for name, member in value.items():
            check_value(name, depth + 1)
            check_value(member, depth + 1)
    elif isinstance(value, list):
        for item in value:
            check_value(item, depth + 1)
    elif isinstance(value, int) and abs(value) >= 2**53:
        raise Refused("a number that not every program can hold")


def read_json(data):
    """The value of bytes that are its one exact form (RFC 8785)."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_float=no_number, parse_constant=no_number)
        check_value(value)
        exact = canonical(value).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Refused("not JSON") from error
    if exact != data:
        raise Refused("not in its one exact form")
    return value


def decode(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise Refused("not base64") from error
    if base64.b64encode(data).decode() != text:
        raise Refused("base64 that is not in its one exact form")
    return data


def read_key(key_id):
    return load_key(pathlib.Path("keys", key_id + ".pem"), key_id)


def second_key(path):
    """The DER form of an ML-DSA-65 key, which this Python library does not know. None for every other file."""
    lines = path.read_bytes().decode("ascii", "replace").splitlines()
    try:
        der = base64.b64decode("".join(lines[1:-1]), validate=True)
    except binascii.Error:
        return None
    return der if len(der) == 1974 and der.startswith(bytes.fromhex("308207b2300b0609608648016503040312038207a100")) else None


def load_key(path, key_id):
    if not path.is_file():
        raise Refused(f"{path} is missing")
    second = second_key(path)
    if second is not None:
        if hashlib.sha256(second).hexdigest() != key_id:
            raise Refused(f"{path} is not the key it is named for")
        return None
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
        exact = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    except Exception as error:
        raise Refused(f"{path} is no public key") from error
    if exact != path.read_bytes():
        raise Refused(f"{path} is not in its one exact form")
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if hashlib.sha256(der).hexdigest() != key_id:
        raise Refused(f"{path} is not the key it is named for")
    if isinstance(key, ed25519.Ed25519PublicKey):
        y = int.from_bytes(der[-32:], "little") & (2**255 - 1)
        if y >= PRIME or y in SMALL_ORDER:
            raise Refused("a weak key, with which anybody could sign")
    return key


def check_signature(key, signature, message):
    """The algorithm of the key, which alone decides how a signature is checked."""
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
            return "Ed25519"
        if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1":
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
            return "ECDSA-P256"
        if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp384r1":
            key.verify(signature, message, ec.ECDSA(hashes.SHA384()))
            return "ECDSA-P384"
        raise Refused("the key is not Ed25519, P-256 or P-384")
    except InvalidSignature as error:
        raise Refused("the signature does not match") from error


def ssh_blocks(data, count):
    """Blocks of SSH (RFC 4251, section 5), and nothing after them."""
    blocks = []
    for _ in range(count):
        size = int.from_bytes(data[:4], "big")
        if len(data) < 4 + size:
            raise Refused("the signature does not match")
        blocks.append(data[4 : 4 + size])
        data = data[4 + size :]
    if data:
        raise Refused("the signature does not match")
    return blocks


def ssh_key_blob(key):
    """A public key as SSH writes it."""
    block = lambda part: len(part).to_bytes(4, "big") + part
    if isinstance(key, ed25519.Ed25519PublicKey):
        return block(b"ssh-ed25519") + block(key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))
    curve = {"secp256r1": b"nistp256", "secp384r1": b"nistp384"}[key.curve.name]
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return block(b"ecdsa-sha2-" + curve) + block(curve) + block(point)


def plain(key, signature, payload, message):
    """The bytes under a signature and the bare signature: of the envelope, of ssh-keygen -Y, or of minisign."""
    if signature.startswith(b"SSHSIG"):
        block = lambda part: len(part).to_bytes(4, "big") + part
        if signature[6:10] != b"\0\0\0\1":
            raise Refused("the signature does not match")
        blob, space, reserved, name, made = ssh_blocks(signature[10:], 5)
        if space != SSH_NAMESPACE:
            raise Refused("the signature was made for something else")
        if blob != ssh_key_blob(key) or reserved or name not in (b"sha256", b"sha512"):
            raise Refused("the signature does not match")
        digest = hashlib.new(name.decode(), payload).digest()
        kind, bare = ssh_blocks(made, 2)
        if kind != ssh_blocks(blob, 2 if kind == b"ssh-ed25519" else 3)[0]:
            raise Refused("the signature does not match")
        if kind != b"ssh-ed25519":
            numbers = b"".join(b"\x02" + bytes([len(part)]) + part for part in ssh_blocks(bare, 2))
            bare = b"\x30" + bytes([len(numbers)]) + numbers
        return b"SSHSIG" + block(space) + block(reserved) + block(name) + block(digest), bare
    if len(signature) == 66 and signature.startswith(b"ED"):
        return hashlib.blake2b(payload).digest(), signature[2:]
    return message, signature


def canonical(value):
    """RFC 8785 for the values of a plan, whose numbers are whole."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def check_inclusion(leaf, index, size, path, root):
    """RFC 6962, section 2.1.1."""
    at, last, value = index, size - 1, leaf
    for sibling in map(bytes.fromhex, path):
        if last == 0:
            raise Refused("the proof of the log does not hold")
        if at % 2 or at == last:
            value = node(sibling, value)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            value = node(value, sibling)
        at, last = at // 2, last // 2
    if last or index >= size or value != root:
        raise Refused("the proof of the log does not hold")


def check_consistency(size, old, later, new, path):
    """RFC 6962, section 2.1.2."""
    if size == 0:
        good = not path and old == hashlib.sha256(b"").digest()
    elif size == later:
        good = not path and old == new
    else:
        hashes = [bytes.fromhex(item) for item in path]
        at, last = size - 1, later - 1
        while at % 2:
            at, last = at // 2, last // 2
        if at == 0:
            hashes.insert(0, old)
        good = bool(hashes) and size < later
        older = newer = hashes[0] if hashes else b""
        for sibling in hashes[1:]:
            if last == 0:
                raise Refused("the proof of the log does not hold")
            if at % 2 or at == last:
                older, newer = node(sibling, older), node(sibling, newer)
                while at % 2 == 0 and at:
                    at, last = at // 2, last // 2
            else:
                newer = node(newer, sibling)
            at, last = at // 2, last // 2
        good = good and last == 0 and older == old and newer == new
    if not good:
        raise Refused("the proof of the log does not hold")


def check_log(plan_hash, statements):
    """The log's head is signed, holds the signing, and grew from the head that the author's statement names."""
    folder = pathlib.Path("log")
    if not folder.exists():
        return
    if any(path.is_symlink() for path in folder.glob("*")):
        raise Refused("a file of the log is a link")
    envelope = read_json((folder / "head.dsse.json").read_bytes())
    payload, head_type = decode(envelope["payload"]), "application/vnd.homeport.log-head+json"
    [entry] = envelope["signatures"]
    if envelope["payloadType"] != head_type:
        raise Refused("log/head.dsse.json is no head of a log")
    message = b"DSSEv1 %d %s %d %s" % (len(head_type), head_type.encode(), len(payload), payload)
    check_signature(load_key(folder / "key.pem", entry["keyid"]), decode(entry["sig"]), message)
    head, proof = read_json(payload), read_json((folder / "proof.json").read_bytes())
    root = bytes.fromhex(head["root"])
    for item in proof["consistency"]:
        check_consistency(item["size"], bytes.fromhex(item["root"]), head["size"], root, item["proof"])
    logged = []
    for item in proof["entries"]:
        text = item["entry"].encode()
        check_inclusion(hashlib.sha256(b"\x00" + text).digest(), item["index"], head["size"], item["inclusion"], root)
        said = read_json(text)
        if said["event"] != "signed" or said["planDigest"] != "sha256:" + plan_hash:
            raise Refused("an entry of the log is about something else")
        fits = [s for s in statements if (s["signer"]["keyId"], s["version"], s["claimedTime"]) == (said["keyId"], said["version"], said["at"]) and (s["auditLog"] or {"size": 0})["size"] <= item["index"]]
        if not fits:
            raise Refused("an entry of the log fits no statement")
        logged.append((said["keyId"], said["version"], item["index"]))
    for predicate in statements:
        named = predicate["auditLog"]
        if predicate["decision"] != "author" or named is None:
            continue
        grew = any(item["size"] == named["size"] and item["root"] == named["root"] for item in proof["consistency"])
        held = any(key == predicate["signer"]["keyId"] and version == predicate["version"] and at >= named["size"] for key, version, at in logged)
        if not grew or not held:
            raise Refused("the signer's log does not hold the signing, or was rewritten")
    print(f"log: {head['size']} entries, holds the signing and only grew")


def check_replies():
    """Answers to reviewers decide nothing, but each is signed by a key that came along."""
    path = pathlib.Path("replies.json")
    if not path.is_file():
        return
    file = read_json(path.read_bytes())
    if set(file) != {"schema", "replies"} or file["schema"] != "homeport/replies/1" or canonical(file).encode("utf-8") != path.read_bytes():
        raise Refused("replies.json is not in the documented form")
    for entry in file["replies"]:
        key = read_key(entry["keyId"])
        payload = canonical(entry["reply"]).encode("utf-8")
        if set(entry) != {"keyId", "reply", "signature"} or key is None:
            raise Refused("replies.json is not in the documented form")
        check_signature(key, decode(entry["signature"]), b"DSSEv1 %d %s %d %s" % (len(REPLY_TYPE), REPLY_TYPE, len(payload), payload))
    print(f"replies: {len(file['replies'])}, each signed")


def check_public(public, statements):
    """Every part that is shown is what each statement binds, and every part is accounted for."""
    if len(set(public["withheld"])) < len(public["withheld"]):
        raise Refused("a part is withheld twice")
    for predicate in statements:
        parts = predicate["parts"]
        if set(parts) != set(public["shown"]) | set(public["withheld"]) or set(public["shown"]) & set(public["withheld"]):
            raise Refused("the public version does not name exactly the parts that were signed")
        for pointer, part in public["shown"].items():
            salted = bytes.fromhex(part["salt"]) + canonical(part["value"]).encode("utf-8")
            if set(part) != {"salt", "value"} or not re.fullmatch("[0-9a-f]{64}", part["salt"]) or hashlib.sha256(salted).hexdigest() != parts[pointer]:
                raise Refused("a part that is shown is not what was signed")
        repeated = {"/plan/id": predicate["planId"], "/plan/previous": predicate["previous"]}
        repeated.update({"/knowledge" + step(name): digest for name, digest in predicate["knowledge"].items()})
        if any(pointer in public["shown"] and public["shown"][pointer]["value"] != value for pointer, value in repeated.items()):
            raise Refused("a statement says of the plan what is not so")
    print(f"public version: {len(public['shown'])} parts shown as signed, {len(public['withheld'])} withheld")


def check_statement(path, plan_hash):
    envelope = read_json(path.read_bytes())
    if not isinstance(envelope, dict) or set(envelope) != {"payload", "payloadType", "signatures"}:
        raise Refused("not in the documented form")
    if envelope["payloadType"] != PAYLOAD_TYPE:
        raise Refused("another kind of content")
    signatures = envelope["signatures"]
    if not isinstance(signatures, list) or not 1 <= len(signatures) <= 4:
        raise Refused("no signature, or too many")
    payload = decode(envelope["payload"])
    message = b"DSSEv1 %d %s %d %s" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)
    keys = {}
    if len({entry["keyid"] for entry in signatures}) < len(signatures):
        raise Refused("two signatures by one key")
    for entry in signatures:
        if not isinstance(entry, dict) or set(entry) != {"keyid", "sig"}:
            raise Refused("not in the documented form")
        if not isinstance(entry["keyid"], str) or not re.fullmatch("[0-9a-f]{64}", entry["keyid"]):
            raise Refused("not in the documented form")
        key = read_key(entry["keyid"])
        if key is None:
            print(f"{path}: a second signature by ML-DSA-65 is not checked by this script; Homeport checks it")
            print(f"  key {entry['keyid']}, not checked")
            if entry is signatures[0]:
                check_beside(path, decode(entry["sig"]), message)
            continue
        signed, bare = plain(key, decode(entry["sig"]), payload, message)
        if entry is signatures[0]:
            check_beside(path, bare, signed)
        keys[entry["keyid"]] = check_signature(key, bare, signed)
    statement = read_json(payload)
    if not STATEMENT.fullmatch(payload.decode("utf-8")):
        raise Refused("not a statement about a plan in its one exact form")
    if statement["subject"] != [{"digest": {"sha256": plan_hash}, "name": "plan.json"}]:
        raise Refused("it is about another plan.json")
    predicate = statement["predicate"]
    if keys.get(predicate["signer"]["keyId"]) != predicate["signer"]["algorithm"]:
        raise Refused("the signer it names has not signed it")
    check_predicate(predicate)
    print(f"{path}: {predicate['decision']}, role {predicate['role']}, claimed time {predicate['claimedTime']}")
    for key in sorted(keys):
        print(f"  key {key}")
    return set(keys), predicate


def check_beside(path, signature, message):
    """What lies beside an envelope for tools that cannot take one apart follows from it."""
    for ending, expected in ((".pae.bin", message), (".sig", signature)):
        beside = path.with_name(path.name.replace(".dsse.json", ending))
        if beside.exists() and beside.read_bytes() != expected:
            raise Refused(f"{beside} does not fit the statement")


def check_predicate(predicate):
    """Rules between members, and moments that there are."""
    decision, name = predicate["decision"], predicate["signer"]["name"] + (predicate["signer"]["title"] or "")
    if (decision == "author") != (predicate["role"] == "author"):
        raise Refused("author is both a role and a decision")
    if (decision == "approve-with-conditions") != bool(predicate["conditions"]):
        raise Refused("conditions belong to an approval with conditions")
    if not predicate["signer"]["name"] or re.search("[\n\r\t\u2028\u2029]", name):
        raise Refused("a name stands on one line")
    for moment in (predicate["claimedTime"], predicate["clock"]["highWater"]):
        if moment is not None and moment[17:19] > "59":
            raise Refused("a moment that there is not")
        if moment is not None:
            datetime.datetime.strptime(moment[:19], "%Y-%m-%dT%H:%M:%S")


def step(name):
    return "/" + name.replace("~", "~0").replace("/", "~1")


def parts_of(document):
    """Every part of a plan by its place: what a statement binds one by one."""
    parts = {}
    for name, member in document.items():
        if name == "seed":
            continue
        if not isinstance(member, dict):
            parts[step(name)] = member
            continue
        for key, value in member.items():
            if name == "plan" and isinstance(value, dict):
                parts.update({step(name) + step(key) + step(entry): content for entry, content in value.items()})
            else:
                parts[step(name) + step(key)] = value
    return parts


def check_plan(document, statements):
    """The plan has its one form, and each statement repeats truthfully what follows from it."""
    if set(document) - {"seed"} != {"schema", "plan", "assessment", "knowledge"} or document["schema"] != "homeport/signed-plan/1":
        raise Refused("plan.json is no signed plan")
    seed, plan = document.get("seed"), document["plan"]
    if seed is not None and not re.fullmatch(HASH, seed):
        raise Refused("plan.json is no signed plan")

    def commitment(pointer, value):
        salt = b"" if seed is None else hmac.new(bytes.fromhex(seed), pointer.encode("utf-8"), hashlib.sha256).digest()
        return hashlib.sha256(salt + canonical(value).encode("utf-8")).hexdigest()

    follows = {
        "planId": plan["id"],
        "previous": plan["previous"],
        "knowledge": document["knowledge"],
        "assessment": "sha256:" + commitment("/assessment", document["assessment"]),
        "hardware": "sha256:" + commitment("/plan/machines", plan["machines"]) if plan["machines"] else None,
        "parts": {pointer: commitment(pointer, value) for pointer, value in parts_of(document).items()},
    }
    for predicate in statements:
        for name, value in follows.items():
            if predicate[name] != value:
                raise Refused(f"a statement says of {name} what is not so")


def numbered(folder, form):
    """The numbered files of a folder. Others do not belong in a bundle; their names are not repeated."""
    found = {}
    for path in pathlib.Path(folder).glob("*"):
        number = re.fullmatch(form, path.name)
        if number is None or path.is_symlink():
            raise Refused(f"a file in {folder}/ does not belong in a bundle")
        found[path] = int(number[1])
    return found


def main(wanted):
    plan_path, public_path = pathlib.Path("plan.json"), pathlib.Path("public.json")
    public, document = None, None
    if plan_path.exists() and public_path.exists():
        raise Refused("a plan and a public version do not belong in one bundle")
    if plan_path.is_symlink() or public_path.is_symlink():
        raise Refused("a file of the bundle is a link")
    if plan_path.is_file():
        plan = plan_path.read_bytes()
        document = read_json(plan)
        plan_hash = hashlib.sha256(plan).hexdigest()
    elif public_path.is_file():
        public = read_json(public_path.read_bytes())
        if set(public) != {"schema", "plan", "shown", "withheld"} or public["schema"] != "homeport/public-plan/1":
            raise Refused("public.json is no public version of a plan")
        plan_hash = public["plan"].removeprefix("sha256:")
    else:
        raise Refused("plan.json is missing; run this in the folder of the bundle")
    seen, statements = set(), []
    files = numbered("statements", r"([1-9][0-9]?)[.](?:dsse[.]json|pae[.]bin|sig)")
    count = max(files.values(), default=0)
    if max(numbered("times", r"([1-9][0-9]?)[.]tsr").values(), default=0) > count:
        raise Refused("a time token of a statement that is not there")
    for number in range(1, count + 1):
        path = pathlib.Path("statements", f"{number}.dsse.json")
        if path not in files:
            raise Refused(f"{path} is missing")
        try:
            keys, predicate = check_statement(path, plan_hash)
        except Refused as fault:
            raise Refused(f"{path}: {fault}") from fault
        seen |= keys
        statements.append(predicate)
    if not seen:
        raise Refused("there is no statement: the plan is not signed")
    if all(predicate["decision"] != "author" for predicate in statements):
        raise Refused("the statement of the plan's author is missing")
    if len({predicate["version"] for predicate in statements}) > 1:
        raise Refused("the statements name several versions of the plan")
    if document is not None:
        check_plan(document, statements)
    if public is not None:
        check_public(public, statements)
    check_log(plan_hash, statements)
    check_replies()
    print(f"plan.json SHA-256 {plan_hash}")
    for key in wanted:
        if key not in seen:
            raise Refused(f"nobody signed with {key}")
    if wanted:
        print("VALID: nothing was changed, and the keys you named have signed")
    else:
        print("GENUINE: nothing was changed. Who signed is not shown: compare the keys above with ones you received by another way")


try:
    main(sys.argv[1:])
except Refused as fault:
    print(f"INVALID: {fault}")
    sys.exit(1)
except (OSError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
    print("INVALID: a file is not in the documented form")
    sys.exit(1)
